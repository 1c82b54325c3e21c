package io.sluice.bus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.sluice.message.Refusal;
import io.sluice.message.Reply;
import io.sluice.message.Reply.Answered;
import io.sluice.message.Reply.Refused;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.EventBusOptions;
import io.vertx.core.internal.VertxInternal;
import io.vertx.spi.cluster.hazelcast.HazelcastClusterManager;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The nodes of a test, which must not block an event loop. */
final class Nodes {
  private final List<Vertx> started = new CopyOnWriteArrayList<>();
  private final List<Throwable> blocked = new CopyOnWriteArrayList<>();

  Vertx single() {
    return watched(Vertx.vertx());
  }

  /** A node that forms a cluster with the others of this JVM, over loopback. */
  Vertx clustered() {
    if (System.getProperty("sluice.test.cluster") == null) {
      System.setProperty("sluice.test.cluster", UUID.randomUUID().toString());
    }
    return watched(result(Vertx.builder().withClusterManager(new HazelcastClusterManager())
        .with(new io.vertx.core.VertxOptions()
            .setEventBusOptions(new EventBusOptions().setHost("127.0.0.1")))
        .buildClustered()));
  }

  /** Ends all nodes; fails if an event loop was blocked. */
  void close() {
    for (var vertx : started.reversed()) {
      result(vertx.close());
    }
    assertEquals(List.of(), blocked, "an event loop was blocked");
  }

  private Vertx watched(Vertx vertx) {
    ((VertxInternal) vertx).blockedThreadChecker().setThreadBlockedHandler(event -> {
      var where = new Throwable(event.thread().getName());
      where.setStackTrace(event.thread().getStackTrace());
      blocked.add(where);
    });
    started.add(vertx);
    return vertx;
  }

  /** What the future comes to; a test that would hang fails instead. */
  static <T> T result(Future<T> future) {
    try {
      return future.await(30, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new AssertionError("nothing came", e);
    }
  }

  static <A> A answer(Future<Reply<A>> reply) {
    return switch (result(reply)) {
      case Answered<A>(A value) -> value;
      case Refused<A>(Refusal refusal) -> throw new AssertionError("refused: " + refusal);
    };
  }

  static <R extends Refusal> R refusal(Class<R> type, Future<? extends Reply<?>> reply) {
    return assertInstanceOf(type,
        assertInstanceOf(Refused.class, result(reply), "not refused").refusal());
  }
}
