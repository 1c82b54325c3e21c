package io.sluice.admission.limits;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sluice.admission.limits.Verdict.Enough;
import io.sluice.admission.limits.Verdict.TooMuch;
import io.sluice.redis.RedisConfig;
import io.sluice.redis.RedisLink;
import io.sluice.testservers.RedisServer;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class RedisLedgerIT extends LedgerContract {
  private final Vertx vertx = Vertx.vertx();
  private final Context context = vertx.getOrCreateContext();
  private final String prefix = "t-" + UUID.randomUUID();
  @SuppressWarnings("NullAway.Init")
  private RedisLink link;
  @SuppressWarnings("NullAway.Init")
  private RedisLedger ledger;

  @BeforeEach
  void open() throws Exception {
    link = link(RedisServer.shared());
    ledger = new RedisLedger(link);
  }

  private RedisLink link(RedisServer server) throws Exception {
    var opened = get(RedisLink.open(vertx, new RedisConfig(server.url(), RedisConfig.Mode.SINGLE,
        "mymaster", prefix, Duration.ofSeconds(10)), new SimpleMeterRegistry()));
    until(opened::isUp);
    return opened;
  }

  @AfterEach
  void close() throws Exception {
    get(link.close());
    get(vertx.close());
  }

  @Override
  Ledger ledger() {
    return ledger;
  }

  @Test
  void twoNodesTakeFromOne() throws Exception {
    var other = link(RedisServer.shared());
    var wanted = wanted(1, 2, 0, 1);
    assertInstanceOf(Enough.class, take(wanted));
    assertInstanceOf(Enough.class, get(new RedisLedger(other).take(wanted, 1)));
    assertInstanceOf(TooMuch.class, take(wanted));
    get(new RedisLedger(other).charge(wanted, 0, 0.5));
    assertEquals(0.5, get(ledger.look(wanted, 0)).spentUsd());
    get(other.close());
  }

  @Test
  void nothingIsKeptForLongerThanItMatters() throws Exception {
    take(wanted(60, 10, 0, 1));
    get(ledger.charge(wanted(0, 0, 10, 1), 5, 0.5));
    var keys = get(link.send(Request.cmd(Command.KEYS).arg(prefix + ":limits:*")));
    assertEquals(3, keys.size());
    for (var key : keys) {
      var left = get(link.send(Request.cmd(Command.PTTL).arg(key.toString()))).toString();
      assertTrue(Long.parseLong(left) > 0, key.toString());
    }
  }

  /** On the context that the ledger is used on. */
  private <T> T on(Supplier<Future<T>> work) throws Exception {
    return get(Future.future(done -> context.runOnContext(_ -> work.get().onComplete(done))));
  }

  private static void until(Callable<Boolean> so) throws Exception {
    while (!so.call()) {
      Thread.onSpinWait();
    }
  }

  @Test
  void whileRedisIsAwayEachNodeGivesOutItsShareAndSettlesAfterwards() throws Exception {
    try (var redis = RedisServer.start("--appendonly", "yes", "--appendfsync", "always")) {
      var ours = link(redis);
      var shared = new SharedLedger(context, ours, new MemoryLedger(
          () -> System.currentTimeMillis() * 1000), () -> 4);
      var wanted = wanted(1, 8, 0, 10);
      assertInstanceOf(Enough.class, on(() -> shared.take(wanted, 1)));
      on(() -> shared.charge(wanted, 0, 2));
      assertEquals(8, usd(on(() -> shared.take(wanted, 0))));

      redis.kill();
      until(() -> {
        get(ours.send(Request.cmd(Command.PING)).otherwiseEmpty());
        return !ours.isUp();
      });
      assertEquals(2, usd(on(() -> shared.take(wanted, 1))));
      assertInstanceOf(TooMuch.class, on(() -> shared.take(wanted, 1)),
          "of the two of its share a quarter of one was taken before");
      on(() -> shared.charge(wanted, 0, 1.5));
      var money = wanted(0, 0, 0, 10);
      assertEquals(0.5, usd(on(() -> shared.take(money, 0))));

      redis.run();
      until(ours::isUp);
      until(() -> on(() -> shared.take(money, 0)) instanceof Enough(_, var usd)
          && usd != null && usd == 6.5);
      get(ours.close());
    }
  }

  @Test
  void whoHasUsedUpAllGetsNothingMoreWhenRedisGoes() throws Exception {
    try (var redis = RedisServer.start()) {
      var ours = link(redis);
      var shared = new SharedLedger(context, ours, new MemoryLedger(
          () -> System.currentTimeMillis() * 1000), () -> 2);
      var requests = wanted(1, 8, 0, 0);
      assertInstanceOf(Enough.class, on(() -> shared.take(requests, 8)));
      var tokens = wanted(0, 0, 10, 0);
      assertInstanceOf(Enough.class, on(() -> shared.take(tokens, 1)));
      on(() -> shared.charge(tokens, 100, 0));
      assertInstanceOf(TooMuch.class, on(() -> shared.take(tokens, 1)));

      redis.kill();
      until(() -> {
        get(ours.send(Request.cmd(Command.PING)).otherwiseEmpty());
        return !ours.isUp();
      });
      assertInstanceOf(TooMuch.class, on(() -> shared.take(requests, 1)));
      assertInstanceOf(TooMuch.class, on(() -> shared.take(tokens, 1)));
      get(ours.close());
    }
  }

  @Test
  void nodesCountThemselves() throws Exception {
    var one = Peers.meet(vertx, link);
    var otherLink = link(RedisServer.shared());
    var other = Peers.meet(vertx, otherLink);
    until(() -> other.count() == 2);
    assertTrue(one.count() >= 1);
    get(otherLink.close());
  }
}
