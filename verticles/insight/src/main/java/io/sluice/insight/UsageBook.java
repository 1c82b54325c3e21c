package io.sluice.insight;

import io.sluice.message.AnswerEvent.Route;
import io.sluice.message.Insight.AccountUse;
import io.sluice.message.Insight.Day;
import io.sluice.message.Insight.Line;
import io.sluice.message.Insight.Observe;
import io.sluice.message.Insight.VariantUse;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What each tenant used on each day. Confined to one context. */
final class UsageBook {
  private final TreeMap<LocalDate, Map<String, Page>> days = new TreeMap<>();
  private boolean changed;

  void add(String tenant, LocalDate day, Observe end) {
    changed = true;
    var page = days.computeIfAbsent(day, none -> new TreeMap<>()).computeIfAbsent(tenant,
        none -> Page.empty());
    if (end.refusal() != null) {
      page.refused().merge(end.refusal(), 1L, Long::sum);
    }
    if (end.route() != null) {
      page.add(line(end, end.route()), end.route().variant(), account(end));
    }
  }

  /** The days from the one to the other on which the tenant asked something; by all but accounts. */
  List<Day> days(String tenant, LocalDate from, LocalDate to) {
    return pages(tenant, from, to).entrySet().stream()
        .map(page -> page.getValue().day(page.getKey(), null)).toList();
  }

  /** The tenants that asked something on a day. */
  Set<String> tenants(LocalDate day) {
    return Set.copyOf(days.getOrDefault(day, Map.of()).keySet());
  }

  /** What each account of the tenant used from the one day to the other. */
  List<AccountUse> accounts(String tenant, LocalDate from, LocalDate to) {
    return AccountUses.sum(pages(tenant, from, to).values().stream()
        .flatMap(page -> page.accounts().list().stream()).toList());
  }

  /** What each day cost on which the tenant asked something. */
  NavigableMap<LocalDate, Double> costs(String tenant) {
    var costs = new TreeMap<LocalDate, Double>();
    pages(tenant, LocalDate.MIN, LocalDate.MAX).forEach((day, page) -> costs.put(day, page.cost()));
    return costs;
  }

  private NavigableMap<LocalDate, Page> pages(String tenant, LocalDate from, LocalDate to) {
    var pages = new TreeMap<LocalDate, Page>();
    if (!from.isAfter(to)) {
      days.subMap(from, true, to, true).forEach((day, all) -> {
        var page = all.get(tenant);
        if (page != null) {
          pages.put(day, page);
        }
      });
    }
    return pages;
  }

  void forgetBefore(LocalDate day) {
    changed |= days.headMap(day).keySet().removeIf(old -> true);
  }

  /** Everything, tenant by tenant within each day. */
  Map<String, List<Day>> all() {
    var all = new TreeMap<String, List<Day>>();
    days.forEach((day, pages) -> pages.forEach((tenant, page) -> all.merge(tenant,
        List.of(page.day(day, page.accounts().list())), (before, more) -> Stream
            .concat(before.stream(), more.stream()).toList())));
    return all;
  }

  /** Puts in what was taken out by {@link #all}. */
  static UsageBook of(Map<String, List<Day>> all) {
    var book = new UsageBook();
    all.forEach((tenant, days) -> days.forEach(day -> {
      var page = Page.of(day);
      book.days.computeIfAbsent(day.day(), none -> new TreeMap<>()).put(tenant, page);
    }));
    return book;
  }

  /** Whether there is something new since this was asked last. */
  boolean takeChanged() {
    var was = changed;
    changed = false;
    return was;
  }

  /** What was taken could not be saved. */
  void mark() {
    changed = true;
  }

  private static Line line(Observe end, Route route) {
    var usage = end.usage();
    var asked = end.wasAsked();
    return new Line(route.tier(), route.provider(), route.model(), asked ? 1 : 0,
        asked && end.grounded() ? 1 : 0, usage.promptTokens(), usage.completionTokens(),
        usage.costUsd(), asked ? usage.savedUsd() : 0,
        asked && end.cache() != null ? usage.savedUsd() : 0);
  }

  private static String account(Observe end) {
    var account = end.course() == null ? null : end.course().account();
    return account == null ? AccountUse.NOBODY : account;
  }

  /** A tenant's day. */
  private record Page(Map<List<String>, Line> answered, Map<String, Long> refused,
      Map<String, VariantUse> variants, AccountUses accounts) {

    static Page empty() {
      return new Page(new HashMap<>(), new TreeMap<>(), new TreeMap<>(), new AccountUses());
    }

    static Page of(Day day) {
      var page = new Page(new HashMap<>(), new TreeMap<>(day.refused()), new TreeMap<>(),
          AccountUses.of(day.accounts() == null ? List.of() : day.accounts()));
      day.answered().forEach(page::add);
      if (day.variants() != null) {
        day.variants().forEach(page::add);
      }
      return page;
    }

    void add(Line line, String variant, String account) {
      add(line);
      add(new VariantUse(variant, line.answers(), line.grounded(), line.costUsd(),
          line.savedUsd()));
      accounts.add(new AccountUse(account, line.answers(), line.costUsd()));
    }

    private void add(Line line) {
      answered.merge(List.of(line.tier(), line.provider(), line.model()), line, Line::plus);
    }

    private void add(VariantUse use) {
      variants.merge(use.variant(), use, VariantUse::plus);
    }

    double cost() {
      return answered.values().stream().mapToDouble(Line::costUsd).sum();
    }

    Day day(LocalDate day, @Nullable List<AccountUse> told) {
      return new Day(day, answered.values().stream().sorted(Comparator.comparing(Line::tier)
          .thenComparing(Line::provider).thenComparing(Line::model)).toList(), refused,
          List.copyOf(variants.values()), told);
    }
  }
}
