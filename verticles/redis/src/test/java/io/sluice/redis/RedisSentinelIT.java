package io.sluice.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sluice.redis.RedisConfig.Mode;
import io.sluice.testservers.RedisSentinels;
import io.sluice.testservers.RedisServer;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class RedisSentinelIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static <T> T get(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(PATIENCE.toSeconds(),
        TimeUnit.SECONDS);
  }

  @Test
  void whenTheMasterGoesItsReplicaIsWrittenTo(Vertx vertx) throws Exception {
    try (var redis = RedisSentinels.start()) {
      var link = get(RedisLink.open(vertx, new RedisConfig(redis.url(), Mode.SENTINEL,
          RedisSentinels.MASTER, "test", Duration.ofSeconds(10)), new SimpleMeterRegistry()));
      until(link::isUp, "the master is not found");
      get(set(link, "before"));
      redis.killMaster();

      until(() -> isSet(link), "the new master is not found");
      assertEquals("after", String.valueOf(
          get(link.send(Request.cmd(Command.GET).arg(link.key("k"))))));
      get(link.close());
    }
  }

  @Test
  void withoutItsReplicaNothingIsLeftRunning() {
    RedisServer.start().close(); // where there is no Redis at all, this is skipped
    var before = running();

    assertThrows(Throwable.class, () -> RedisSentinels.start("--no-such-option", "1"));
    assertEquals(before, running());
  }

  private static Set<ProcessHandle> running() {
    return ProcessHandle.current().children().collect(Collectors.toSet());
  }

  private static void until(Callable<Boolean> so, String otherwise) throws Exception {
    var limit = System.nanoTime() + PATIENCE.toNanos();
    while (!so.call()) {
      assertTrue(System.nanoTime() - limit < 0, otherwise);
      Thread.onSpinWait();
    }
  }

  private static boolean isSet(RedisLink link) throws Exception {
    try {
      get(set(link, "after"));
      return true;
    } catch (ExecutionException e) {
      TimeUnit.MILLISECONDS.sleep(50);
      return false;
    }
  }

  private static Future<?> set(RedisLink link, String value) {
    return link.send(Request.cmd(Command.SET).arg(link.key("k")).arg(value));
  }
}
