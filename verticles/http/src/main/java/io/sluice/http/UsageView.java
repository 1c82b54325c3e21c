package io.sluice.http;

import io.sluice.message.Insight.AccountUse;
import io.sluice.message.Insight.Day;
import io.sluice.message.Insight.Forecast;
import io.sluice.message.Insight.Line;
import io.sluice.message.Insight.UsageFound;
import io.sluice.message.Insight.VariantUse;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What was used from one day to another: in all, by tier, model, variant, account and day; and what this
 * month will cost.
 */
record UsageView(LocalDate from, LocalDate to, Total total, Saved saved, List<TierView> tiers,
    List<ModelView> models, List<VariantUse> variants, List<AccountUse> accounts,
    Map<String, Long> refused, List<DayView> days, @Nullable Forecast forecast) {

  /**
   * What questions came to.
   *
   * @param savedUsd what the same tokens would have cost more at the dearest tier, and what answers from
   *        the cache would have cost
   */
  record Total(long questions, long answered, long grounded, long promptTokens,
      long completionTokens, double costUsd, double savedUsd) {

    static Total of(Collection<Line> lines, long refused) {
      return lines.stream()
          .map(line -> new Total(line.answers(), line.answers(), line.grounded(),
              line.promptTokens(), line.completionTokens(), line.costUsd(), line.savedUsd()))
          .reduce(new Total(refused, 0, 0, 0, 0, 0, 0), Total::plus);
    }

    private Total plus(Total more) {
      return new Total(questions + more.questions, answered + more.answered,
          grounded + more.grounded, promptTokens + more.promptTokens,
          completionTokens + more.completionTokens, costUsd + more.costUsd,
          savedUsd + more.savedUsd);
    }
  }

  /** What was saved, by what. */
  record Saved(double cacheUsd, double tierUsd) {

    static Saved of(List<Line> lines, double all) {
      var cache = lines.stream().mapToDouble(Line::cacheUsd).sum();
      return new Saved(cache, Math.max(0, all - cache));
    }
  }

  /** One tier, and its share of all that was answered. */
  record TierView(String tier, double share, long answers, long grounded, double costUsd,
      double savedUsd) {}

  record ModelView(String provider, String model, long answers, long promptTokens,
      long completionTokens, double costUsd) {}

  record DayView(LocalDate day, Total total) {}

  static UsageView of(LocalDate from, LocalDate to, UsageFound found) {
    var days = found.days();
    var lines = days.stream().flatMap(day -> day.answered().stream()).toList();
    var refused = new TreeMap<String, Long>();
    days.forEach(day -> day.refused().forEach((code, n) -> refused.merge(code, n, Long::sum)));
    var total = Total.of(lines, sum(refused));
    return new UsageView(from, to, total, Saved.of(lines, total.savedUsd()),
        by(lines, Line::tier).entrySet().stream()
            .map(tier -> tier(tier.getKey(), tier.getValue(), total.answered())).toList(),
        by(lines, line -> line.provider() + " " + line.model()).values().stream()
            .map(UsageView::model).toList(),
        variants(days), Objects.requireNonNullElse(found.accounts(), List.of()), refused,
        days.stream()
            .map(day -> new DayView(day.day(), Total.of(day.answered(), sum(day.refused()))))
            .toList(),
        found.forecast());
  }

  private static List<VariantUse> variants(List<Day> days) {
    var variants = new TreeMap<String, VariantUse>();
    days.stream().map(Day::variants).filter(Objects::nonNull).flatMap(List::stream)
        .forEach(use -> variants.merge(use.variant(), use, VariantUse::plus));
    return List.copyOf(variants.values());
  }

  private static TierView tier(String tier, List<Line> lines, long all) {
    var sum = Total.of(lines, 0);
    return new TierView(tier, all == 0 ? 0 : (double) sum.answered() / all, sum.answered(),
        sum.grounded(), sum.costUsd(), sum.savedUsd());
  }

  private static ModelView model(List<Line> lines) {
    var sum = Total.of(lines, 0);
    return new ModelView(lines.getFirst().provider(), lines.getFirst().model(), sum.answered(),
        sum.promptTokens(), sum.completionTokens(), sum.costUsd());
  }

  private static Map<String, List<Line>> by(List<Line> lines, Function<Line, String> key) {
    return lines.stream().collect(Collectors.groupingBy(key, TreeMap::new, Collectors.toList()));
  }

  private static long sum(Map<String, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }
}
