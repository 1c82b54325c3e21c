package io.sluice.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.redis.RedisConfig.Mode;
import io.sluice.strictjson.Check.Violation;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedisConfigTest {

  private static RedisConfig config(String url, Mode mode) {
    return new RedisConfig(url, mode, "mymaster", "sluice", Duration.ofMillis(300));
  }

  @Test
  void noUrlIsNoRedis() {
    assertFalse(config("", Mode.SINGLE).isUsed());
    assertTrue(config("redis://127.0.0.1:6379", Mode.SINGLE).isUsed());
  }

  @Test
  void ofAClusterThereAreSeveral() {
    assertEquals(List.of("redis://one:6379", "rediss://:secret@two"),
        config("redis://one:6379, rediss://:secret@two,", Mode.CLUSTER).urls());
    assertEquals("url", assertThrows(Violation.class,
        () -> config("redis://one,redis://two", Mode.SINGLE)).field());
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost:6379", "http://localhost", "redis://", "redis://:geheim@",
      "redis://a b", "redis://localhost:99999", "redis://localhost/abc"})
  void whatIsNoUrlIsTurnedDownWithoutItsPassword(String url) {
    var why = assertThrows(Violation.class, () -> config(url, Mode.SINGLE));

    assertEquals("url", why.field());
    assertFalse(String.valueOf(why.getMessage()).contains("geheim"));
  }
}
