package io.sluice.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class RedisSpeedTest {

  @Test
  void whereRedisCannotBeStartedItIsLeftOutAndSaysWhy() throws Exception {
    var rows = RedisSpeed.measure(Settings.TINY, () -> {
      throw new IOException("it did not start\nits log is empty");
    });

    assertEquals(1, rows.size());
    var skipped = assertInstanceOf(Row.Skipped.class, rows.getFirst());
    assertTrue(skipped.why().endsWith(": it did not start"), skipped::why);
  }
}
