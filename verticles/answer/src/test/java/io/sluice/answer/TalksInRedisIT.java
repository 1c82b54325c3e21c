package io.sluice.answer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.redis.RedisLink;
import io.sluice.testservers.RedisServer;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TalksInRedisIT extends TalksCase {
  private final Vertx vertx = Vertx.vertx();
  private final String prefix = UUID.randomUUID().toString();

  @AfterEach
  void close() {
    AnswerCase.result(vertx.close());
  }

  @Override
  Talks talks(Duration ttl) {
    return talks(Links.open(vertx, RedisServer.shared(), prefix), ttl);
  }

  private static Talks talks(RedisLink link, Duration ttl) {
    return new TalksInRedis(link, new TalksInMemory(100, 3, ttl), 3, ttl);
  }

  @Test
  void anotherNodeKnowsWhatWasSaid() {
    var here = talks(LONG);
    var there = talks(LONG);
    here.add(key, said(1));
    assertEquals(here.of(key), there.of(key));
    there.add(key, said(2));

    assertEquals(List.of(said(1), said(2)), there.of(key));
    assertEquals(List.of(said(1), said(2)), here.of(key));
  }

  @Test
  void redisForgetsItByItself() {
    var link = Links.open(vertx, RedisServer.shared(), prefix);
    var talks = talks(link, LONG);
    talks.add(key, said(1));
    talks.of(key);
    var left = Long.parseLong(AnswerCase.result(link.send(
        Request.cmd(Command.PTTL).arg(link.key("conversation:" + key.digest())))).toString());

    assertTrue(left > 0 && left <= LONG.toMillis(), () -> "ms left: " + left);
  }

  @Test
  void withoutRedisAConversationGoesOnHereAndIsWholeThereAfterwards() throws Exception {
    try (var redis = RedisServer.start()) {
      var link = Links.open(vertx, redis, prefix);
      var talks = talks(link, LONG);
      talks(Links.open(vertx, redis, prefix), LONG).add(key, said(0));
      until(talks, key, List.of(said(0)));
      redis.kill();
      talks.add(key, said(1));
      assertEquals(List.of(said(0), said(1)), talks.of(key));
      Links.until(link, false);
      assertEquals(List.of(said(0), said(1)), talks.of(key));

      redis.run();
      Links.until(link, true);
      assertEquals(List.of(said(0), said(1)), talks.of(key));
      talks.add(key, said(2));

      assertEquals(List.of(said(0), said(1), said(2)), talks.of(key));
      assertEquals(talks.of(key), talks(Links.open(vertx, redis, prefix), LONG).of(key));
    }
  }

  @Test
  void aConversationThatRedisLostIsStillKnownHere() throws Exception {
    try (var redis = RedisServer.start()) {
      var talks = talks(Links.open(vertx, redis, prefix), LONG);
      talks.add(key, said(1));
      assertEquals(List.of(said(1)), talks.of(key));
      redis.command("FLUSHALL");
      assertEquals(List.of(said(1)), talks.of(key));
      talks.add(key, said(2));

      assertEquals(List.of(said(1), said(2)), talks.of(key));
      assertEquals(talks.of(key), talks(Links.open(vertx, redis, prefix), LONG).of(key));
    }
  }
}
