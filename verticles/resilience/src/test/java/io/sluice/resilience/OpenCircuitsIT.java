package io.sluice.resilience;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sluice.bus.Bus;
import io.sluice.message.Refusal;
import io.sluice.message.Refusal.UpstreamFailed;
import io.sluice.message.Reply;
import io.sluice.message.Reply.Answered;
import io.sluice.message.Reply.Refused;
import io.sluice.redis.RedisConfig;
import io.sluice.redis.RedisLink;
import io.sluice.resilience.Circuit.State;
import io.sluice.testservers.RedisServer;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Nodes that do not hear of each other, and a Redis that all reach. */
@Timeout(60)
class OpenCircuitsIT {
  private static final Refusal FAULT = new UpstreamFailed("it", "it failed with status 500", true);

  private final String prefix = UUID.randomUUID().toString();
  private final List<Vertx> nodes = new ArrayList<>();

  @AfterEach
  void stop() {
    nodes.forEach(vertx -> vertx.close().await());
  }

  private RedisLink link(Vertx vertx) {
    var link = RedisLink.open(vertx, new RedisConfig(RedisServer.shared().url(),
        RedisConfig.Mode.SINGLE, "none", prefix, Duration.ofSeconds(5)), new SimpleMeterRegistry())
        .await();
    until(link::isUp);
    return link;
  }

  private Circuit circuitOfANode(Duration rest) {
    nodes.add(Vertx.vertx());
    var vertx = nodes.getLast();
    return Circuits.open(vertx, Bus.on(vertx), new SimpleMeterRegistry(), link(vertx)).await()
        .of("it", new CircuitConfig(1, rest));
  }

  private static void call(Circuit circuit, Reply<String> outcome) {
    circuit.<Reply<String>>run(_ -> Future.succeededFuture(outcome), reply -> switch (reply) {
      case Answered<String> well -> null;
      case Refused<String>(Refusal why) -> why;
    }, Reply::refused).await();
  }

  private static void until(BooleanSupplier true_) {
    while (!true_.getAsBoolean()) {
      LockSupport.parkNanos(1_000_000);
    }
  }

  private boolean isNoted() {
    var link = link(nodes.getFirst());
    return "1".equals(link.send(Request.cmd(Command.EXISTS).arg(link.key("circuit:it"))).await()
        .toString());
  }

  @Test
  void aNodeThatStartsLaterLeavesAloneWhatOthersDo() {
    call(circuitOfANode(Duration.ofMinutes(10)), Reply.refused(FAULT));
    until(this::isNoted);
    var later = circuitOfANode(Duration.ofMinutes(10));

    until(() -> later.condition().state() == State.OPEN);
    assertEquals("it failed with status 500", later.condition().error());
  }

  @Test
  void whatHasRestedIsNotLeftAloneByThem() {
    var first = circuitOfANode(Duration.ofMillis(300));
    call(first, Reply.refused(FAULT));
    until(() -> first.condition().state() == State.HALF_OPEN);

    until(() -> !isNoted());
    var later = circuitOfANode(Duration.ofMinutes(10));
    call(later, Reply.of("well"));
    assertEquals(State.CLOSED, later.condition().state());
  }
}
