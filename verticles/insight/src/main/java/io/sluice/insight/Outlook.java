package io.sluice.insight;

import io.sluice.message.Insight.Forecast;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a month will have cost, by its days so far.
 *
 * <p>It goes by the last 28 complete days, or as many as there are since the first that is known; a day
 * on which nothing was asked cost nothing. Once they are two weeks, each weekday is expected to cost what
 * that weekday did; before that every day what the mean day did. Of today, what is left of it by the
 * clock is still to come.
 *
 * <p>The interval is that of Student's t for a sum of days to come: they will scatter about their means
 * as the days before did, and the means themselves are known only from few days. With
 * {@code w} days to come of a weekday that {@code n} days are known of, and the variance {@code s²} of
 * the residuals, the variance of what is to come is {@code s² · Σ(w + w²/n)}. It takes the scatter of all
 * weekdays for the same and the days for independent: who grows fast, or fails for a week, is outside of
 * it more often.
 */
final class Outlook {
  private static final int DAYS = 28;
  private static final int LEAST_DAYS = 3;
  /** From here on each weekday is there twice at least. */
  private static final int TWO_WEEKS = 14;
  /** Where nine of ten lie below, and so eight of ten between it and its negative. */
  private static final double NORMAL_90 = 1.2815515655446004;

  private final NavigableMap<LocalDate, Double> costs;
  private final List<LocalDate> days;
  /** By the weekday; by 0 where weekdays are not told apart. */
  private final Map<Integer, Mean> means = new HashMap<>();

  private record Mean(int n, double sum) {

    Mean plus(Mean other) {
      return new Mean(n + other.n, sum + other.sum);
    }

    double value() {
      return sum / n;
    }
  }

  private Outlook(NavigableMap<LocalDate, Double> costs, List<LocalDate> days) {
    this.costs = costs;
    this.days = days;
    days.forEach(day -> means.merge(group(day), new Mean(1, cost(day)), Mean::plus));
  }

  /**
   * Of the month that is now.
   *
   * @param costs by the day, from the first that is known
   * @return null where fewer than three days are complete
   */
  static @Nullable Forecast forecast(NavigableMap<LocalDate, Double> costs, LocalDateTime now) {
    var today = now.toLocalDate();
    if (costs.isEmpty() || !costs.firstKey().isBefore(today)) {
      return null;
    }
    var earliest = today.minusDays(DAYS);
    var from = costs.firstKey().isBefore(earliest) ? earliest : costs.firstKey();
    var days = from.datesUntil(today).toList();
    return days.size() < LEAST_DAYS ? null : new Outlook(costs, days).of(now);
  }

  private Forecast of(LocalDateTime now) {
    var month = YearMonth.from(now);
    var spent = costs.subMap(month.atDay(1), true, now.toLocalDate(), true).values().stream()
        .mapToDouble(Double::doubleValue).sum();
    double toCome = 0;
    double spread = 0;
    for (var part : left(now, month).entrySet()) {
      var mean = mean(part.getKey());
      var left = part.getValue();
      toCome += left * mean.value();
      spread += left + left * left / mean.n();
    }
    var freedom = days.size() - means.size();
    var half = t90(freedom) * Math.sqrt(variance(freedom) * spread);
    return new Forecast(month, spent, spent + toCome, spent + Math.max(0, toCome - half),
        spent + toCome + half, days.size());
  }

  /** How many days of each group are to come until the month's end. */
  private Map<Integer, Double> left(LocalDateTime now, YearMonth month) {
    var left = new HashMap<Integer, Double>();
    var tomorrow = now.toLocalDate().plusDays(1);
    left.put(group(now.toLocalDate()),
        (double) Duration.between(now, tomorrow.atStartOfDay()).toSeconds()
            / Duration.ofDays(1).toSeconds());
    tomorrow.datesUntil(month.atEndOfMonth().plusDays(1))
        .forEach(day -> left.merge(group(day), 1.0, Double::sum));
    return left;
  }

  private double variance(int freedom) {
    return days.stream().mapToDouble(day -> {
      var residual = cost(day) - mean(group(day)).value();
      return residual * residual;
    }).sum() / freedom;
  }

  /** Where nine of ten lie below, by Cornish and Fisher's expansion: within 0.006 of it from 2 on. */
  static double t90(int freedom) {
    var z = NORMAL_90;
    var z2 = z * z;
    return z + z * (z2 + 1) / (4 * freedom)
        + z * ((5 * z2 + 16) * z2 + 3) / (96.0 * freedom * freedom)
        + z * (((3 * z2 + 19) * z2 + 17) * z2 - 15) / (384.0 * freedom * freedom * freedom);
  }

  private int group(LocalDate day) {
    return days.size() < TWO_WEEKS ? 0 : day.getDayOfWeek().getValue();
  }

  private Mean mean(int group) {
    return Objects.requireNonNull(means.get(group));
  }

  private double cost(LocalDate day) {
    return costs.getOrDefault(day, 0.0);
  }
}
