package io.sluice.insight;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.message.Insight.Forecast;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutlookTest {
  private static final int TIMES = 4000;
  /** A Wednesday. */
  private static final LocalDate TODAY = LocalDate.of(2026, 6, 10);

  @Test
  void weekdaysAreExpectedToCostWhatTheyDid() {
    var forecast = forecast(TODAY.minusDays(28), OutlookTest::weekly);

    assertEquals(YearMonth.of(2026, 6), forecast.month());
    assertEquals(7 * 5 + 2, forecast.spentUsd(), 1e-9, "seven weekdays and a weekend");
    assertEquals(22 * 5 + 8, forecast.expectedUsd(), 1e-9);
    assertEquals(forecast.expectedUsd(), forecast.lowUsd(), 1e-9, "no day was another than it is");
    assertEquals(forecast.expectedUsd(), forecast.highUsd(), 1e-9);
    assertEquals(28, forecast.days());
  }

  @Test
  void beforeTwoWeeksEachDayIsExpectedToCostWhatTheMeanDayDid() {
    var forecast = forecast(TODAY.minusDays(4), day -> TODAY.minusDays(1).equals(day) ? 7 : 3);

    assertEquals(4, forecast.days());
    assertEquals(16 + 21 * 4, forecast.expectedUsd(), 1e-9);
    assertTrue(forecast.lowUsd() < forecast.expectedUsd());
  }

  @Test
  void ofTodayOnlyWhatIsLeftIsToCome() {
    var costs = costs(TODAY.minusDays(28), day -> 4.0);
    costs.put(TODAY, 3.0);
    var forecast = Objects.requireNonNull(Outlook.forecast(costs, TODAY.atTime(18, 0)));

    assertEquals(9 * 4 + 3, forecast.spentUsd(), 1e-9);
    assertEquals(9 * 4 + 3 + 0.25 * 4 + 20 * 4, forecast.expectedUsd(), 1e-9);
  }

  @Test
  void aDayOnWhichNothingWasAskedCostNothing() {
    var costs = costs(TODAY.minusDays(10), day -> 4.0);
    costs.keySet().removeIf(day -> day.getDayOfMonth() % 2 == 0);
    var forecast = Objects.requireNonNull(Outlook.forecast(costs, TODAY.atStartOfDay()));

    assertEquals(10, forecast.days(), "the first is the last of May");
    assertEquals(5 * 4 + 21 * 4 * 0.6, forecast.expectedUsd(), 1e-9);
  }

  @Test
  void fewerThanThreeCompleteDaysForecastNothing() {
    assertNull(Outlook.forecast(new TreeMap<>(), TODAY.atStartOfDay()));
    assertNull(Outlook.forecast(costs(TODAY.minusDays(2), day -> 1.0), TODAY.atTime(23, 0)));
    assertEquals(3, forecast(TODAY.minusDays(3), day -> 1).days());
    assertNull(Outlook.forecast(costs(TODAY.minusDays(5), day -> 1.0),
        TODAY.minusDays(30).atStartOfDay()), "a clock that was put back");
  }

  @Test
  void whatIsSpentIsNeverGivenBack() {
    var forecast = forecast(TODAY.minusDays(3), day -> TODAY.minusDays(1).equals(day) ? 900 : 0);

    assertEquals(forecast.spentUsd(), forecast.lowUsd());
  }

  @Test
  void onTheLastEveningNearlyAllIsSpent() {
    var end = LocalDate.of(2026, 6, 30);
    var forecast = Objects.requireNonNull(Outlook.forecast(
        costs(end.minusDays(28), end.minusDays(1), day -> 1.0 + day.getDayOfMonth() % 2),
        end.atTime(23, 59, 59)));

    assertEquals(forecast.spentUsd(), forecast.expectedUsd(), 1e-3);
    assertTrue(forecast.highUsd() - forecast.expectedUsd() < 0.1, forecast::toString);
  }

  @ParameterizedTest
  @CsvSource({"2, 1.8856", "3, 1.6377", "6, 1.4398", "20, 1.3253", "100, 1.2901"})
  void theQuantileIsThatOfStudent(int freedom, double t) {
    assertEquals(t, Outlook.t90(freedom), 0.006);
  }

  /** The costs of a day scatter as they like, and the month goes on as it was. */
  @ParameterizedTest
  @CsvSource({"28, false", "14, false", "6, false", "3, false", "28, true", "14, true"})
  void fourMonthsOfFiveEndWithinTheInterval(int days, boolean skewed) {
    var random = new Random(7L * days + (skewed ? 1 : 0));
    var within = 0;
    for (var i = 0; i < TIMES; i++) {
      var months = costs(TODAY.minusDays(days), TODAY.withDayOfMonth(30),
          day -> (days < 14 ? 100 : 20 * weekly(day)) + scatter(random, skewed));
      var forecast = Objects.requireNonNull(
          Outlook.forecast(new TreeMap<>(months.headMap(TODAY)), TODAY.atStartOfDay()));
      var end = months.tailMap(TODAY.withDayOfMonth(1)).values().stream()
          .mapToDouble(Double::doubleValue).sum();
      within += forecast.lowUsd() <= end && end <= forecast.highUsd() ? 1 : 0;
    }

    assertEquals(0.8, (double) within / TIMES, 0.03);
  }

  private static double scatter(Random random, boolean skewed) {
    return skewed ? -10 * Math.log(1 - random.nextDouble()) : 10 * random.nextGaussian();
  }

  /** Five on weekdays, one at the weekend. */
  private static double weekly(LocalDate day) {
    return day.getDayOfWeek().compareTo(DayOfWeek.SATURDAY) < 0 ? 5 : 1;
  }

  private static Forecast forecast(LocalDate from, ToDoubleFunction<LocalDate> cost) {
    LocalDateTime now = TODAY.atStartOfDay();
    return Objects.requireNonNull(Outlook.forecast(costs(from, cost), now));
  }

  private static NavigableMap<LocalDate, Double> costs(LocalDate from,
      ToDoubleFunction<LocalDate> cost) {
    return costs(from, TODAY.isAfter(from) ? TODAY.minusDays(1) : from, cost);
  }

  private static NavigableMap<LocalDate, Double> costs(LocalDate from, LocalDate to,
      ToDoubleFunction<LocalDate> cost) {
    var costs = new TreeMap<LocalDate, Double>();
    from.datesUntil(to.plusDays(1)).forEach(day -> costs.put(day, cost.applyAsDouble(day)));
    return costs;
  }
}
