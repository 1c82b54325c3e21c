package io.sluice.insight;

import static org.junit.jupiter.api.Assertions.assertEquals;
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
import io.sluice.message.Insight;
import io.sluice.message.Insight.Observe;
import io.sluice.message.Insight.ObserveAll;
import io.sluice.message.Message;
import io.sluice.message.Quality;
import io.sluice.message.Quality.FindQuality;
import io.sluice.message.Quality.MakeReport;
import io.sluice.message.Quality.Measured;
import io.sluice.message.Quality.Report;
import io.sluice.message.Reply.Answered;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.io.TempDir;

/** A real webhook, a clock that goes when the test says so, and the actor on a bus. */
abstract class QualityCase {
  static final CallInfo CALL = CallInfo.within(Duration.ofHours(1), "test");
  static final CallInfo STRANGER = new CallInfo("t", "other", List.of(), null,
      CALL.deadlineNanos(), null);
  static final LocalDate DAY = LocalDate.of(2026, 5, 28);
  private static final Thresholds THRESHOLDS = new Thresholds(0.6, 0.8, 0.5, 0, 0, 0, 0, 0, 0);

  @TempDir
  Path folder = Path.of("");
  final Vertx vertx = Vertx.vertx();
  final Bus bus = Bus.on(vertx);
  final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  final BlockingQueue<String> told = new LinkedBlockingQueue<>();
  /** The webhook refuses as often as this. */
  final AtomicInteger refusals = new AtomicInteger();
  volatile Instant now = DAY.atTime(20, 26).toInstant(ZoneOffset.UTC);
  private volatile Duration passed = Duration.ZERO;
  String deployment = "";
  private int asked;

  @AfterEach
  void stop() throws Exception {
    get(vertx.close());
  }

  void pass(Duration time) {
    now = now.plus(time);
    passed = passed.plus(time);
  }

  static void assertNear(double expected, @Nullable Double actual) {
    assertEquals(expected, Objects.requireNonNull(actual), 1e-6);
  }

  void observe(int times, boolean grounded, double score) throws Exception {
    var ends = new ArrayList<Observe>();
    IntStream.range(0, times).forEach(i -> ends.add(
        Ends.thought(Ends.id(++asked), "휴가는 며칠이에요?", "15일", grounded, score)));
    answered(Insight.OBSERVE_ALL, new ObserveAll(ends), CALL);
  }

  void ask(Observe end) throws Exception {
    answered(Insight.OBSERVE_ALL, new ObserveAll(List.of(end)), CALL);
  }

  Quality.QualityFound found() throws Exception {
    return answered(Quality.FIND_QUALITY, new FindQuality(), CALL);
  }

  Measured measured(String measure) throws Exception {
    return found().measures().stream().filter(one -> one.measure().equals(measure)).findFirst()
        .orElseThrow();
  }

  Report report(CallInfo call, LocalDate day) throws Exception {
    return answered(Quality.MAKE_REPORT, new MakeReport(day), call).report();
  }

  double seen(String measure) {
    return registry.get("rag.quality").tag("measure", measure).gauge().value();
  }

  double bad(String measure) {
    return registry.get("rag.quality.bad").tag("measure", measure).gauge().value();
  }

  void deploy(Tongue language) throws Exception {
    deploy(language, 10);
  }

  void deploy(Tongue language, int maxMb) throws Exception {
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
        registry, new Moving(() -> now), () -> passed.toMillis())));
  }

  <Q extends Message, A extends Message> A answered(Ask<Q, A> ask, Q request,
      CallInfo call) throws Exception {
    var reply = get(bus.ask(ask, request, call));
    return reply instanceof Answered<A>(A answer)
        ? answer
        : Assertions.fail(String.valueOf(reply));
  }

  static void until(Condition condition) throws Exception {
    var end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (!condition.holds()) {
      assertTrue(System.nanoTime() < end, "it did not come true");
      LockSupport.parkNanos(1_000_000);
    }
  }

  interface Condition {
    boolean holds() throws Exception;
  }

  static <T> T get(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
  }
}
