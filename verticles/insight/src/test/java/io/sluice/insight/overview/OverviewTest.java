package io.sluice.insight.overview;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.insight.Ends;
import io.sluice.insight.Moving;
import io.sluice.message.Insight.Figures;
import io.sluice.message.Insight.FindOverview;
import io.sluice.message.Insight.Observe;
import io.sluice.message.Insight.OverviewFound;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OverviewTest {
  private static final Instant BEGUN = Instant.parse("2026-06-01T10:00:30Z");
  private static final Figures NOTHING = new Figures(0, 0, 0, 0, 0, null, null, 0, 0, null);

  private Instant now = BEGUN;
  private Duration passed = Duration.ZERO;
  private final Overview overview = new Overview(new Moving(() -> now), () -> passed.toMillis());

  private void after(Duration time, Observe... ends) {
    now = now.plus(time);
    passed = passed.plus(time);
    for (var end : ends) {
      overview.add("acme", end);
    }
  }

  private OverviewFound find(int minutes) {
    return overview.find("acme", new FindOverview(minutes));
  }

  @Test
  void questionsAreCountedAsTheyWent() {
    after(Duration.ZERO, Ends.told(Ends.id(1), "q", "a"), Ends.answered("simple", "small"),
        Ends.saved("simple", "small", 0.75), Ends.refused("gateway.overloaded"),
        Ends.compared("simple", "small"));

    var totals = find(60).totals();
    assertEquals(4, totals.questions());
    assertEquals(1, totals.refused());
    assertEquals(0, totals.ungrounded());
    assertEquals(1, totals.cached());
    assertEquals(2, totals.degraded());
    assertEquals(0.75, totals.costUsd(), "what is compared costs, too");
    assertEquals(1.75, totals.savedUsd());
    assertEquals(0.9, totals.topScore());
    assertEquals(900, Objects.requireNonNull(totals.p50Ms()), 45);
  }

  @Test
  void minutesWithoutAQuestionAreThereToo() {
    after(Duration.ZERO, Ends.refused("a.b"));
    after(Duration.ofMinutes(2), Ends.refused("a.b"), Ends.refused("a.b"));
    after(Duration.ofMinutes(1));

    var found = find(5);
    assertEquals(Instant.parse("2026-06-01T09:59:00Z"), found.from());
    assertEquals(Instant.parse("2026-06-01T10:03:30Z"), found.to());
    assertEquals(60_000, found.stepMs());
    assertEquals(BEGUN, found.since());
    assertEquals(5, found.moments().size());
    assertEquals(NOTHING, found.moments().getFirst().figures());
    assertEquals(found.from(), found.moments().getFirst().at());
    assertEquals(1, found.moments().get(1).figures().refused());
    assertEquals(NOTHING, found.moments().get(2).figures());
    assertEquals(2, found.moments().get(3).figures().refused());
    assertEquals(Instant.parse("2026-06-01T10:03:00Z"), found.moments().getLast().at());
    assertEquals(3, found.totals().questions());
  }

  @ParameterizedTest
  @CsvSource({"1, 5, 1", "60, 60, 1", "120, 120, 1", "121, 25, 5", "600, 120, 5", "601, 41, 15",
      "1440, 96, 15", "9999, 96, 15"})
  void momentsAreFewEnoughToBeLookedAt(int minutes, int moments, int stepMinutes) {
    var found = find(minutes);
    assertEquals(moments, found.moments().size());
    assertEquals(stepMinutes * 60_000L, found.stepMs());
    assertEquals(found.from().plusMillis((moments - 1) * found.stepMs()),
        found.moments().getLast().at());
    assertTrue(!found.moments().getLast().at().isAfter(found.to()));
  }

  @Test
  void momentsOfMoreMinutesAddThemUp() {
    for (var i = 0; i < 10; i++) {
      after(Duration.ofMinutes(1), Ends.refused("a.b"));
    }
    var found = find(300);
    assertEquals(10, found.totals().questions());
    assertEquals(5, found.moments().get(58).figures().questions());
    assertEquals(Instant.parse("2026-06-01T10:05:00Z"), found.moments().get(58).at());
  }

  @Test
  void aDayLaterItIsForgotten() {
    after(Duration.ZERO, Ends.refused("a.b"));
    after(Duration.ofMinutes(24 * 60 - 1), Ends.refused("a.b"));
    assertEquals(1, find(5).totals().questions());
    after(Duration.ofMinutes(15), Ends.refused("a.b"));
    assertEquals(2, find(1440).totals().questions());
  }

  @Test
  void aClockThatIsSetBackAndForwardAgainLosesNoMinuteAndHidesNone() {
    after(Duration.ZERO, Ends.refused("a.b"));
    now = now.minus(Duration.ofHours(1));
    after(Duration.ofMinutes(1), Ends.refused("a.b"));

    var back = find(5);
    assertEquals(now, back.to());
    assertEquals(BEGUN.minus(Duration.ofHours(1)), back.since());
    assertEquals(List.of(0L, 0L, 0L, 1L, 1L), questions(back));
    assertEquals(Instant.parse("2026-06-01T09:01:00Z"), back.moments().getLast().at());

    now = now.plus(Duration.ofHours(1));
    after(Duration.ofMinutes(1), Ends.refused("a.b"));
    var again = find(5);
    assertEquals(BEGUN, again.since());
    assertEquals(List.of(0L, 0L, 1L, 1L, 1L), questions(again));
    assertEquals(Instant.parse("2026-06-01T10:02:00Z"), again.moments().getLast().at());
  }

  private static List<Long> questions(OverviewFound found) {
    return found.moments().stream().map(moment -> moment.figures().questions()).toList();
  }

  @Test
  void nobodySeesAnother() {
    after(Duration.ZERO, Ends.refused("a.b"));
    var found = overview.find("other", new FindOverview(60));
    assertEquals(NOTHING, found.totals());
    assertEquals(BEGUN, found.since());
    assertNull(found.totals().topScore());
  }

  @Test
  void ofTooManyTenantsTheLongestSilentIsForgotten() {
    after(Duration.ZERO, Ends.refused("a.b"));
    overview.add("silent", Ends.refused("a.b"));
    for (var i = 0; i < Overview.MOST_TENANTS - 1; i++) {
      after(Duration.ofSeconds(1), Ends.refused("a.b"));
      overview.add("t" + i, Ends.refused("a.b"));
    }
    assertEquals(Overview.MOST_TENANTS, find(60).totals().questions());
    assertEquals(BEGUN, find(60).since());
    var silent = overview.find("silent", new FindOverview(60));
    assertEquals(NOTHING, silent.totals());
    assertEquals(now, silent.since(), "what was before is not known");
  }
}
