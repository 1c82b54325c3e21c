package io.sluice.insight;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.insight.quality.QualityConfig.Tongue;
import io.sluice.message.Embedding;
import io.sluice.message.Embedding.Embedded;
import io.sluice.message.Quality;
import io.sluice.message.Quality.Alert;
import io.sluice.message.Quality.FindQuality;
import io.sluice.message.Reply;
import io.sluice.message.Vector;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whether answers are as good as they were: told by the actor on a bus, and by a real webhook. */
class QualityIT extends QualityCase {
  @Test
  void whatBecomesWorseIsToldOnceAndOnceMoreWhenItIsGoodAgain() throws Exception {
    refusals.set(2);
    deploy(Tongue.EN);
    observe(20, true, 0.9);
    until(() -> seen("grounded") == 1);
    assertTrue(told.isEmpty());
    observe(20, false, 0.9);

    assertEquals(
        "⚠ worse grounded: answers that their sources bear out, 0.50 (threshold 0.80), at 2026-05-28T20:26:00Z",
        told.poll(20, TimeUnit.SECONDS));
    assertEquals(1, bad("grounded"));
    assertEquals(0, bad("top-score"));
    assertEquals(0.5, seen("grounded"));
    var grounded = measured("grounded");
    assertEquals(now, grounded.badSince());
    assertEquals(40, grounded.count());

    pass(Duration.ofHours(2));
    observe(20, true, 0.9);
    assertEquals(
        "✓ good again grounded: answers that their sources bear out, 1.00 (threshold 0.80), at "
            + "2026-05-28T22:26:00Z",
        told.poll(20, TimeUnit.SECONDS));
    assertNull(measured("grounded").badSince());
    assertEquals(List.of(false, true),
        found().alerts().stream().map(Alert::bad).toList());
    assertTrue(told.isEmpty());
    assertEquals(0.0, registry.get("rag.webhook.untold").counter().count());
  }

  @Test
  void aClockThatIsSetKeepsNothingForLongerAndForgetsNothing() throws Exception {
    deploy(Tongue.EN);
    observe(20, true, 0.25);
    assertTrue(String.valueOf(told.poll(20, TimeUnit.SECONDS)).startsWith("⚠ worse top-score"));

    now = now.minus(Duration.ofHours(1));
    pass(Duration.ofMinutes(61));
    observe(20, true, 0.9);
    assertEquals("✓ good again top-score: the best passage's score, 0.90 (threshold 0.60), at "
        + "2026-05-28T20:27:00Z", told.poll(20, TimeUnit.SECONDS));

    now = now.plus(Duration.ofHours(1));
    assertEquals(20, measured("top-score").count());
  }

  @Test
  void whatTheWebhookWasNotToldBeforeTheStopIsCounted() throws Exception {
    refusals.set(Integer.MAX_VALUE);
    deploy(Tongue.EN);
    observe(20, true, 0.25);
    until(() -> refusals.get() < Integer.MAX_VALUE);
    assertEquals(1, registry.get("rag.waiting").tag("what", "webhook").gauge().value());

    get(vertx.undeploy(deployment));
    assertEquals(1, registry.get("rag.webhook.untold").counter().count());
  }

  @Test
  void theMetricsSayNothingOfItWhereItIsNotDoneAnyMore() throws Exception {
    deploy(Tongue.EN);
    observe(20, false, 0.9);
    until(() -> seen("grounded") == 0);
    get(vertx.undeploy(deployment));
    assertEquals(List.of(), Stream.of("rag.quality", "rag.quality.bad", "rag.waiting")
        .flatMap(name -> registry.find(name).gauges().stream()).toList());

    deploy(Tongue.EN);
    observe(20, true, 0.9);
    until(() -> seen("grounded") == 1);
  }

  @Test
  void koreansAreToldInKorean() throws Exception {
    deploy(Tongue.KO);
    observe(20, true, 0.25);
    assertEquals("⚠ 나빠짐 top-score: 가장 좋은 문단의 점수, 0.25 (기준 0.60), 2026-05-28T20:26:00Z",
        told.poll(20, TimeUnit.SECONDS));
  }

  @Test
  void answersOfOneTenantSayNothingOfAnother() throws Exception {
    deploy(Tongue.EN);
    observe(20, false, 0.25);
    var strangers = answered(Quality.FIND_QUALITY, new FindQuality(), STRANGER);
    assertTrue(strangers.alerts().isEmpty());
    assertTrue(strangers.measures().stream().allMatch(one -> one.count() == 0));
    assertEquals(0, report(STRANGER, DAY).questions());
  }

  @Test
  void itIsMeasuredByVectorsHowNearAnswersAreToTheirQuestions() throws Exception {
    get(bus.serve(Embedding.EMBED, (texts, call) -> Future.succeededFuture(
        Reply.of(new Embedded("m", List.of("en"), texts.texts().stream()
            .map(text -> text.startsWith("How") || text.startsWith("The")
                ? Vector.of(1, 0)
                : Vector.of(0.6f, 0.8f))
            .toList())))));
    deploy(Tongue.EN);
    ask(Ends.thought("a1", "How many days?", "The answer.", true, 0.9));
    until(() -> measured("relevancy").count() == 1);
    assertNear(1.0, measured("relevancy").value());
    assertNear(0.6, measured("context").value());

    pass(Duration.ofMinutes(1));
    ask(Ends.thought("a2", "휴가는 며칠이에요?", "15일입니다.", true, 0.9));
    until(() -> {
      pass(Duration.ofMinutes(1));
      ask(Ends.thought("a3", "How long?", "The answer.", true, 0.9));
      return measured("relevancy").count() >= 2;
    });
  }
}
