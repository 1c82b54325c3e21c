package io.sluice.insight;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sluice.bus.Bus;
import io.sluice.insight.quality.QualityConfig;
import io.sluice.insight.quality.QualityConfig.Tongue;
import io.sluice.insight.quality.Thresholds;
import io.sluice.insight.queries.QueriesConfig;
import io.sluice.insight.queries.QueriesConfig.Text;
import io.sluice.message.Ask;
import io.sluice.message.CallInfo;
import io.sluice.message.Embedding;
import io.sluice.message.Embedding.Embedded;
import io.sluice.message.Insight;
import io.sluice.message.Insight.GiveFeedback;
import io.sluice.message.Insight.NoteClick;
import io.sluice.message.Insight.Observe;
import io.sluice.message.Insight.ObserveAll;
import io.sluice.message.Message;
import io.sluice.message.Quality;
import io.sluice.message.Quality.Alert;
import io.sluice.message.Quality.FindQuality;
import io.sluice.message.Quality.MakeReport;
import io.sluice.message.Quality.Measured;
import io.sluice.message.Quality.Report;
import io.sluice.message.Quality.Unanswered;
import io.sluice.message.Refusal.BadRequest;
import io.sluice.message.Refusal.NotFound;
import io.sluice.message.Reply;
import io.sluice.message.Reply.Answered;
import io.sluice.message.Reply.Refused;
import io.sluice.message.Vector;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whether answers are as good as they were: told by the actor on a bus, and by a real webhook. */
class QualityIT {
  private static final CallInfo CALL = CallInfo.within(Duration.ofMinutes(5), "test");
  private static final CallInfo STRANGER = new CallInfo("t", "other", List.of(), null,
      CALL.deadlineNanos(), null);
  private static final LocalDate DAY = LocalDate.of(2026, 5, 28);
  private static final Thresholds THRESHOLDS = new Thresholds(0.6, 0.8, 0.5, 0, 0, 0, 0, 0, 0);

  @TempDir
  Path folder = Path.of("");
  private final Vertx vertx = Vertx.vertx();
  private final Bus bus = Bus.on(vertx);
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final BlockingQueue<String> told = new LinkedBlockingQueue<>();
  /** The webhook refuses as often as this. */
  private final AtomicInteger refusals = new AtomicInteger();
  private volatile Instant now = DAY.atTime(20, 26).toInstant(ZoneOffset.UTC);
  private volatile Duration passed = Duration.ZERO;
  private String deployment = "";
  private int asked;

  @AfterEach
  void stop() throws Exception {
    get(vertx.close());
  }

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

  @Test
  void aDayIsReportedFromWhatWasAskedAndSaidOfIt() throws Exception {
    deploy(Tongue.EN);
    ask(Ends.thought(Ends.id(1), "휴가는 며칠이에요?", "15일", true, 0.9));
    ask(Ends.thought(Ends.id(2), "When is lunch?", "Noon", false, 0.75));
    ask(Ends.thought(Ends.id(3), "How do I park?", "In the yard", true, 0.75));
    ask(Ends.lost(Ends.id(4), "주차 등록은 어떻게 하나요?"));
    ask(Ends.lost(Ends.id(5), "주차 등록 방법을 알려주세요"));
    ask(Ends.unheld(Ends.id(6), "Who won the 1998 World Cup?"));
    ask(Ends.toldRefused("gateway.overloaded", "q"));
    answered(Insight.GIVE_FEEDBACK, new GiveFeedback(Ends.id(3), 1, null), CALL);
    answered(Insight.NOTE_CLICK, new NoteClick(Ends.id(1), 2), CALL);

    var report = report(CALL, DAY);
    assertEquals(7, report.questions());
    assertEquals(6, report.answered());
    assertEquals(1, report.refused());
    assertEquals(6, report.searched());
    assertEquals(3, report.notFound());
    assertNear(0.825, report.topScore());
    assertNear(0.5, report.grounded());
    assertNear(0.25, report.topThreeClicked());
    assertNear(0.25, report.precisionAtThree());
    assertEquals(1.0, report.rating());
    assertEquals(List.of(Ends.id(3), Ends.id(2), Ends.id(6)),
        report.worst().stream().map(one -> one.id()).toList());
    assertEquals(List.of(new Unanswered("주차 등록 방법을 알려주세요", 2,
        List.of("주차 등록은 어떻게 하나요?")),
        new Unanswered("Who won the 1998 World Cup?", 1, List.of())), report.unanswered());
    assertTrue(report.english().contains("7 questions, 6 answered, 1 refused"), report::english);
    assertTrue(report.korean().contains("답하지 못한 질문"), report::korean);
    assertTrue(report.korean().contains("• 주차 등록 방법을 알려주세요 (2회)"), report::korean);
  }

  @Test
  void aDayThatEndedWhileNobodyLookedIsReportedAtTheNextStart() throws Exception {
    deploy(Tongue.KO);
    ask(Ends.thought(Ends.id(1), "휴가는 며칠이에요?", "15일", true, 0.9));
    until(() -> Files.exists(folder.resolve("reported")));
    get(vertx.undeploy(deployment));
    pass(Duration.ofDays(1));
    deploy(Tongue.KO);

    var text = told.poll(20, TimeUnit.SECONDS);
    assertTrue(text != null && text.startsWith("Sluice · 2026-05-28 (UTC): 질문 1건"), () -> text);
    until(() -> Files.readString(folder.resolve("reported")).startsWith("2026-05-28"));
    get(vertx.undeploy(deployment));
    deploy(Tongue.KO);
    observe(20, true, 0.25);
    assertTrue(String.valueOf(told.poll(20, TimeUnit.SECONDS)).startsWith("⚠"));
  }

  @Test
  void whatWasAskedCannotCallOrLinkInTheWebhooksRoom() throws Exception {
    deploy(Tongue.EN);
    ask(Ends.lost(Ends.id(1), "<!channel> look\nat <https://example.org|this> kim@example.com "
        + "@here ".repeat(100)));
    until(() -> Files.exists(folder.resolve("reported")));
    get(vertx.undeploy(deployment));
    pass(Duration.ofDays(3));
    deploy(Tongue.EN);

    var text = String.valueOf(told.poll(20, TimeUnit.SECONDS));
    assertTrue(text.contains("• &lt;!channel&gt; look at &lt;https://example.org|this&gt; [EMAIL] "
        + "@\u200bhere"), text);
    assertTrue(text.length() < 1_500, text);
    until(() -> Files.readString(folder.resolve("reported")).startsWith("2026-05-30"));
    assertTrue(told.isEmpty(), "on the other days nobody asked anything");
  }

  @Test
  void whereNothingIsWrittenThereIsNoReport() throws Exception {
    deploy(Tongue.EN, 0);
    ask(Ends.thought(Ends.id(1), "q", "a", true, 0.9));
    var reply = get(bus.ask(Quality.MAKE_REPORT, new MakeReport(DAY), CALL));
    assertEquals("day", assertInstanceOf(NotFound.class, ((Refused<?>) reply).refusal()).param());
    until(() -> Files.exists(folder.resolve("reported")));
    get(vertx.undeploy(deployment));
    pass(Duration.ofDays(1));
    deploy(Tongue.EN, 0);
    until(() -> Files.readString(folder.resolve("reported")).startsWith("2026-05-28"));
    assertTrue(told.isEmpty());
  }

  @Test
  void aDayThatIsYetToComeCannotBeReported() throws Exception {
    deploy(Tongue.EN);
    var reply = get(bus.ask(Quality.MAKE_REPORT, new MakeReport(DAY.plusDays(1)), CALL));
    assertEquals("day",
        assertInstanceOf(BadRequest.class, ((Refused<?>) reply).refusal()).param());
  }

  private void pass(Duration time) {
    now = now.plus(time);
    passed = passed.plus(time);
  }

  private static void assertNear(double expected, @Nullable Double actual) {
    assertEquals(expected, Objects.requireNonNull(actual), 1e-6);
  }

  private void observe(int times, boolean grounded, double score) throws Exception {
    var ends = new ArrayList<Observe>();
    IntStream.range(0, times).forEach(i -> ends.add(
        Ends.thought(Ends.id(++asked), "휴가는 며칠이에요?", "15일", grounded, score)));
    answered(Insight.OBSERVE_ALL, new ObserveAll(ends), CALL);
  }

  private void ask(Observe end) throws Exception {
    answered(Insight.OBSERVE_ALL, new ObserveAll(List.of(end)), CALL);
  }

  private Quality.QualityFound found() throws Exception {
    return answered(Quality.FIND_QUALITY, new FindQuality(), CALL);
  }

  private Measured measured(String measure) throws Exception {
    return found().measures().stream().filter(one -> one.measure().equals(measure)).findFirst()
        .orElseThrow();
  }

  private Report report(CallInfo call, LocalDate day) throws Exception {
    return answered(Quality.MAKE_REPORT, new MakeReport(day), call).report();
  }

  private double seen(String measure) {
    return registry.get("rag.quality").tag("measure", measure).gauge().value();
  }

  private double bad(String measure) {
    return registry.get("rag.quality.bad").tag("measure", measure).gauge().value();
  }

  private void deploy(Tongue language) throws Exception {
    deploy(language, 10);
  }

  private void deploy(Tongue language, int maxMb) throws Exception {
    var server = get(vertx.createHttpServer().requestHandler(request -> request.body()
        .onSuccess(body -> {
          if (refusals.getAndDecrement() > 0) {
            request.response().setStatusCode(503).end();
          } else {
            told.add(new JsonObject(body).getString("text"));
            request.response().end("ok");
          }
        })).listen(0, "localhost"));
    var quality = new QualityConfig(Duration.ofHours(1), 20, 6_000, THRESHOLDS,
        "http://localhost:" + server.actualPort() + "/hook", language);
    deployment = get(vertx.deployVerticle(new InsightVerticle(bus,
        new InsightConfig(folder, Duration.ofDays(30), Duration.ofHours(1),
            new QueriesConfig(Text.MASKED, Duration.ofDays(30), maxMb), quality),
        registry, new Moving(), () -> passed.toMillis())));
  }

  private <Q extends Message, A extends Message> A answered(Ask<Q, A> ask, Q request,
      CallInfo call) throws Exception {
    var reply = get(bus.ask(ask, request, call));
    return reply instanceof Answered<A>(A answer)
        ? answer
        : Assertions.fail(String.valueOf(reply));
  }

  private static void until(Condition condition) throws Exception {
    var end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (!condition.holds()) {
      assertTrue(System.nanoTime() < end, "it did not come true");
      Thread.onSpinWait();
    }
  }

  private interface Condition {
    boolean holds() throws Exception;
  }

  private static <T> T get(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
  }

  /** Goes when the test says so. */
  private final class Moving extends Clock {
    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return now;
    }
  }
}
