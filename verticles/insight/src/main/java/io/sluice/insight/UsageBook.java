package io.sluice.insight;

import io.sluice.message.AnswerEvent.Route;
import io.sluice.message.Insight.Day;
import io.sluice.message.Insight.Line;
import io.sluice.message.Insight.Observe;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What each tenant used on each day. Confined to one context. */
final class UsageBook {
  private final TreeMap<LocalDate, Map<String, Page>> days = new TreeMap<>();
  private boolean changed;

  void add(String tenant, LocalDate day, Observe end) {
    changed = true;
    var page = days.computeIfAbsent(day, none -> new TreeMap<>()).computeIfAbsent(tenant,
        none -> new Page(new HashMap<>(), new TreeMap<>()));
    if (end.refusal() != null) {
      page.refused().merge(end.refusal(), 1L, Long::sum);
    }
    if (end.route() != null) {
      page.add(line(end, end.route()));
    }
  }

  /** The days from the one to the other on which the tenant asked something. */
  List<Day> days(String tenant, LocalDate from, LocalDate to) {
    return from.isAfter(to)
        ? List.of()
        : days.subMap(from, true, to, true).entrySet().stream()
            .filter(day -> day.getValue().containsKey(tenant))
            .map(day -> day.getValue().get(tenant).day(day.getKey())).toList();
  }

  void forgetBefore(LocalDate day) {
    changed |= days.headMap(day).keySet().removeIf(old -> true);
  }

  /** Everything, tenant by tenant within each day. */
  Map<String, List<Day>> all() {
    var all = new TreeMap<String, List<Day>>();
    days.forEach((day, pages) -> pages.forEach((tenant, page) -> all.merge(tenant,
        List.of(page.day(day)), (before, more) -> Stream
            .concat(before.stream(), more.stream()).toList())));
    return all;
  }

  /** Puts in what was taken out by {@link #all}. */
  static UsageBook of(Map<String, List<Day>> all) {
    var book = new UsageBook();
    all.forEach((tenant, days) -> days.forEach(day -> {
      var page = new Page(new HashMap<>(), new TreeMap<>(day.refused()));
      day.answered().forEach(page::add);
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
        usage.costUsd(), asked ? usage.savedUsd() : 0);
  }

  /** A tenant's day. */
  private record Page(Map<List<String>, Line> answered, Map<String, Long> refused) {

    void add(Line line) {
      answered.merge(List.of(line.tier(), line.provider(), line.model()), line, Line::plus);
    }

    Day day(LocalDate day) {
      return new Day(day, answered.values().stream().sorted(Comparator.comparing(Line::tier)
          .thenComparing(Line::provider).thenComparing(Line::model)).toList(), refused);
    }
  }
}
