package io.sluice.abrouting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.message.AbRouting.ExperimentReport;
import io.sluice.message.AbRouting.Finding;
import io.sluice.message.AbRouting.Kind;
import io.sluice.message.AbRouting.Metric;
import io.sluice.message.AbRouting.Outcome;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What an experiment has shown, and in which words. */
class ReportingTest {
  private static final String BY_RATING = "{'e': {'metric': 'rating', 'variants': {'b': {}}}}";

  private Ledger ledger = new Ledger(Experiments.of(BY_RATING), Map.of(), Instant.EPOCH);

  @Test
  void beforeTheMinimumItIsTooEarly() {
    rate("control", 120, 3, 4);
    rate("b", 12, 3, 4);

    assertEquals(Finding.TOO_EARLY, report().verdict().finding());
    assertEquals("Too early to say anything of b: 12 answers, and 120 of control, where each needs"
        + " 100 first, from 20 askers.", report().verdict().english());
    assertEquals("아직 알 수 없습니다. 변형 b: 답변 12개, 기준(control) 120개. 판단하려면 각각 질문자 20명에게서 100개가 먼저 필요합니다.",
        report().verdict().korean());
    assertNull(report().variants().getLast().announced());
    assertNull(report().variants().getLast().metrics().getFirst().low());
  }

  @Test
  void answersToOneAskerAloneSayNothing() {
    rate("control", 200, 3, 4);
    for (var i = 0; i < 200; i++) {
      ledger.add(new Outcome("e", "b", Kind.RATING, 5, "the same"));
    }

    assertEquals(Finding.TOO_EARLY, report().verdict().finding());
  }

  @Test
  void aVariantThatIsBetterIsToldWithHowMuch() {
    rate("control", 1204, 3, 4);
    rate("b", 1204, 3, 5);

    var verdict = report().verdict();
    assertEquals(Finding.BETTER, verdict.finding());
    assertEquals("b", verdict.variant());
    assertEquals("b is better: rating +0.50 (between +0.40 and +0.60), 1,204 answers each.",
        verdict.english());
    assertEquals("변형 b 쪽이 더 좋습니다: 평점 +0.50 (+0.40에서 +0.60 사이), 답변 각 1,204개.", verdict.korean());
  }

  @Test
  void aVariantThatIsWorseIsTold() {
    rate("control", 1000, 3, 5);
    rate("b", 1200, 1, 4);

    var verdict = report().verdict();
    assertEquals(Finding.WORSE, verdict.finding());
    assertNull(verdict.variant());
    assertTrue(verdict.english().startsWith("b is worse: rating -1.50 (between"),
        verdict::english);
    assertTrue(verdict.english().endsWith("1,200 answers, 1,000 of control."), verdict::english);
    assertTrue(verdict.korean().startsWith("변형 b 쪽이 더 나쁩니다: 평점 -1.50"), verdict::korean);
  }

  @Test
  void whatIsNotDecidedSaysHowManyAnswersAreToCome() {
    rate("control", 100, 1, 5);
    rate("b", 100, 1, 5);

    var report = report();
    var b = report.variants().getLast();
    assertEquals(Finding.UNDECIDED, report.verdict().finding());
    assertNotNull(b.announced());
    assertNotNull(b.needed());
    assertEquals(b.announced() - 100, b.needed());
    assertTrue(report.verdict().english().contains("%,d answers of it to come would most likely"
        .formatted(b.needed())), report.verdict()::english);
    assertTrue(report.verdict().korean().startsWith("아직 알 수 없습니다. 변형 b: 평점 +0.00 ("),
        report.verdict()::korean);
  }

  @Test
  void whatIsCertainlySmallerThanLookedForIsAlike() {
    rate("control", 5000, 3, 4);
    rate("b", 5000, 3, 4);

    assertEquals(Finding.ALIKE, report().verdict().finding());
    assertTrue(report().verdict().english().startsWith("b makes no difference of 10 % or more: "),
        report().verdict()::english);
    assertTrue(report().verdict().korean().startsWith("변형 b: 10% 이상의 차이는 없습니다."),
        report().verdict()::korean);
  }

  @Test
  void aSplitThatIsWrongGoesBeforeEverythingElse() {
    rate("control", 1000, 3, 4);
    rate("b", 1000, 3, 5);
    expose("control", 1220);
    expose("b", 780);

    var report = report();
    assertTrue(report.split().wrong() && report.split().p() <= 0.001);
    assertEquals(Finding.NOT_TO_BE_TRUSTED, report.verdict().finding());
    assertEquals("Do not trust this: the split is 61:39 where 50:50 was asked for.",
        report.verdict().english());
    assertEquals("이 결과를 믿지 마십시오. 50:50 비율로 나누어야 하는데 61:39 비율로 나뉘었습니다.",
        report.verdict().korean());
  }

  @Test
  void lessLatencyIsBetterAndToldAsAShare() {
    ledger = new Ledger(
        Experiments.of("{'e': {'metric': 'latency', 'variants': {'b': {}}}}"), Map.of(),
        Instant.EPOCH);
    add("control", Kind.LATENCY_MS, 1000, 400, 900);
    add("b", Kind.LATENCY_MS, 1000, 300, 675);

    var report = report();
    assertEquals(Finding.BETTER, report.verdict().finding());
    assertTrue(report.verdict().english().startsWith("b is better: latency -25.0 % (between -2"),
        report.verdict()::english);
    assertTrue(report.verdict().korean().startsWith("변형 b 쪽이 더 좋습니다: 응답 시간 -25.0 %"),
        report.verdict()::korean);
    assertEquals(600, report.variants().getFirst().metrics().getFirst().mean(), 1e-6);
  }

  @Test
  void groundedAnswersAreToldInPoints() {
    ledger = new Ledger(
        Experiments.of("{'e': {'metric': 'grounded', 'variants': {'b': {}}}}"), Map.of(),
        Instant.EPOCH);
    add("control", Kind.GROUNDED, 1000, 0, 1);
    add("b", Kind.GROUNDED, 1000, 1, 1);

    assertTrue(report().verdict().english()
        .startsWith("b is better: grounded answers +50.0 points (between"),
        report().verdict()::english);
    assertTrue(report().verdict().korean().contains("근거 있는 답변 +50.0%p"),
        report().verdict()::korean);
  }

  @Test
  void ofSeveralVariantsTheBestIsNamedAndEachIsSpokenOf() {
    ledger = new Ledger(Experiments.of("""
        {'e': {'metric': 'rating', 'variants': {'b': {}, 'c': {}, 'd': {}}}}"""), Map.of(),
        Instant.EPOCH);
    rate("control", 1000, 3, 4);
    rate("b", 1000, 3, 5);
    rate("c", 1000, 4, 5);
    rate("d", 10, 4, 5);

    var verdict = report().verdict();
    assertEquals(Finding.BETTER, verdict.finding());
    assertEquals("c", verdict.variant());
    assertTrue(verdict.english().contains("b is better") && verdict.english()
        .contains("Too early to say anything of d"), verdict::english);
    assertNull(report().variants().getFirst().announced(), "of control as many as of which?");
  }

  @Test
  void whatIsOutOfRangeOrOfNobodyIsNotCounted() {
    ledger.add(new Outcome("e", "b", Kind.RATING, 6));
    ledger.add(new Outcome("e", "b", Kind.LATENCY_MS, Double.NaN));
    ledger.add(new Outcome("e", "nobody", Kind.RATING, 5));
    ledger.add(new Outcome("nothing", "b", Kind.RATING, 5));
    ledger.add(new Outcome("e", "b", Kind.RATING, 5));

    var metrics = report().variants().getLast().metrics();
    assertEquals(1, metrics.size());
    assertEquals(Metric.RATING, metrics.getFirst().metric());
    assertEquals(1, metrics.getFirst().n());
  }

  @Test
  void anAskerIsExposedOnceToAVariant() {
    for (var i = 0; i < 500; i++) {
      ledger.add(new Outcome("e", "b", Kind.EXPOSED, 0, "a"));
      ledger.add(new Outcome("e", "control", Kind.EXPOSED, 0, "b"));
      ledger.add(new Outcome("e", "b", Kind.EXPOSED, 0, "c"));
    }

    assertEquals(2, report().variants().getLast().exposed());
    assertEquals(1, report().variants().getFirst().exposed());
    assertFalse(report().split().wrong());
  }

  @Test
  void inAShadowControlIsToAnswerAsOftenAsTheOthersTogether() {
    ledger = new Ledger(Experiments.of("""
        {'e': {'metric': 'grounded', 'shadow': true, 'variants': {'b': {}, 'c': {}}}}"""),
        Map.of(), Instant.EPOCH);
    for (var i = 0; i < 1000; i++) {
      expose("control", 2);
      expose("b", 1);
      expose("c", 1);
    }

    assertFalse(report().split().wrong(), () -> report().split().toString());
  }

  private ExperimentReport report() {
    var tally = ledger.tallies().get("e");
    assertNotNull(tally);
    return Reporting.report("e", tally, Instant.EPOCH);
  }

  /** As many of the one as of the other, in turns. */
  private void rate(String variant, int n, int one, int other) {
    add(variant, Kind.RATING, n, one, other);
  }

  private void add(String variant, Kind kind, int n, double one, double other) {
    for (var i = 0; i < n; i++) {
      ledger.add(new Outcome("e", variant, kind, i % 2 == 0 ? one : other));
    }
  }

  private void expose(String variant, int n) {
    add(variant, Kind.EXPOSED, n, 0, 0);
  }
}
