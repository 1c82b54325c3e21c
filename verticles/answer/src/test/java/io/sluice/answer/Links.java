package io.sluice.answer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sluice.redis.RedisConfig;
import io.sluice.redis.RedisConfig.Mode;
import io.sluice.redis.RedisLink;
import io.sluice.testservers.RedisServer;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.time.Duration;
import java.util.UUID;

/** Links to a Redis of the tests. */
public final class Links {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private Links() {}

  /** To keys of its own. */
  public static RedisLink open(Vertx vertx, RedisServer redis) {
    return open(vertx, redis, UUID.randomUUID().toString());
  }

  /** To the keys that all share who have this prefix. */
  public static RedisLink open(Vertx vertx, RedisServer redis, String prefix) {
    var config = new RedisConfig(redis.url(), Mode.SINGLE, "none", prefix, Duration.ofSeconds(5));
    var link = AnswerCase.result(RedisLink.open(vertx, config, new SimpleMeterRegistry()));
    until(link, true);
    return link;
  }

  /** Waits until the link has noticed. */
  public static void until(RedisLink link, boolean up) {
    var limit = System.nanoTime() + PATIENCE.toNanos();
    while (link.isUp() != up && System.nanoTime() - limit < 0) {
      link.send(Request.cmd(Command.PING)).onFailure(_ -> {});
      Thread.onSpinWait();
    }
    assertEquals(up, link.isUp());
  }
}
