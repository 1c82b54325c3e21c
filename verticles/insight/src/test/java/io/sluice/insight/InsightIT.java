package io.sluice.insight;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sluice.bus.Bus;
import io.sluice.message.CallInfo;
import io.sluice.message.Insight;
import io.sluice.message.Insight.Day;
import io.sluice.message.Insight.FindUsage;
import io.sluice.message.Insight.Observe;
import io.sluice.message.Insight.ObserveAll;
import io.sluice.message.Reply.Answered;
import io.sluice.strictjson.Check.Violation;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The actor on a bus, with its file. */
class InsightIT {
  private static final LocalDate DAY = LocalDate.of(2026, 6, 1);
  private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-06-01T23:59:59Z"),
      ZoneOffset.UTC);
  private static final CallInfo CALL = CallInfo.within(Duration.ofMinutes(5), "test");

  @TempDir
  Path folder = Path.of("");
  private final Vertx vertx = Vertx.vertx();
  private final Bus bus = Bus.on(vertx);
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private String deployment = "";

  @AfterEach
  void stop() throws Exception {
    get(vertx.close());
  }

  @Test
  void aStopLosesNothing() throws Exception {
    deploy();
    tell(Ends.answered("simple", "small"));
    tell(Ends.answered("simple", "small"));
    get(vertx.undeploy(deployment));
    deploy();
    tell(Ends.answered("simple", "small"));

    assertEquals(3, used().getFirst().answered().getFirst().answers());
    assertEquals(3, registry.get("rag.queries").counter().count(), "and what is measured goes on");
  }

  @Test
  void aFileThatCannotBeReadIsPutAside() throws Exception {
    Files.writeString(folder.resolve("usage.json"), "{\"default\": [{\"da");
    deploy();
    tell(Ends.refused("gateway.internal"));

    assertEquals(1L, used().getFirst().refused().get("gateway.internal"));
    assertEquals("{\"default\": [{\"da",
        Files.readString(folder.resolve("usage.json.unreadable")));
  }

  @Test
  void whatCannotBeSavedIsSavedLater() throws Exception {
    deploy();
    tell(Ends.answered("simple", "small"));
    var half = Files.createDirectory(folder.resolve("usage.json.half"));
    Assertions.assertThrows(Exception.class, () -> get(vertx.undeploy(deployment)));
    Files.delete(half);
    assertTrue(Files.notExists(folder.resolve("usage.json")));
  }

  @Test
  void aTimeMustBeLongerThanNothing() {
    assertEquals("save-every", Assertions.assertThrows(Violation.class,
        () -> new InsightConfig(folder, Duration.ofDays(1), Duration.ZERO)).field());
  }

  private void deploy() throws Exception {
    deployment = get(vertx.deployVerticle(new InsightVerticle(bus,
        new InsightConfig(folder, Duration.ofDays(30), Duration.ofHours(1)), registry, CLOCK)));
  }

  private void tell(Observe end) throws Exception {
    assertTrue(get(
        bus.ask(Insight.OBSERVE_ALL, new ObserveAll(List.of(end)), CALL)) instanceof Answered<?>);
  }

  private List<Day> used() throws Exception {
    return get(
        bus.ask(Insight.FIND_USAGE, new FindUsage(DAY, DAY), CALL)) instanceof Answered(var found)
            ? found.days()
            : List.of();
  }

  private static <T> T get(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
  }
}
