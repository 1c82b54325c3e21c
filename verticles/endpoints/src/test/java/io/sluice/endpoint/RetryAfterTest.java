package io.sluice.endpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.vertx.core.MultiMap;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {

  @ParameterizedTest
  @CsvSource({"retry-after,2,2000", "Retry-After, 0.5 ,500", "retry-after,999999999,3600000",
      "retry-after-ms,250,250", "retry-after,'Wed, 21 Oct 2015 07:28:00 GMT',0"})
  void aServerMaySayItInSecondsMillisecondsOrAsADate(String name, String value, long millis) {
    assertEquals(Duration.ofMillis(millis),
        RetryAfter.of(MultiMap.caseInsensitiveMultiMap().add(name, value)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"soon", "", "-1", "99999999999"})
  void whatCannotBeUnderstoodSaysNothing(String value) {
    assertNull(RetryAfter.of(MultiMap.caseInsensitiveMultiMap().add("retry-after", value)));
  }

  @Test
  void noHeaderSaysNothing() {
    assertNull(RetryAfter.of(MultiMap.caseInsensitiveMultiMap()));
  }
}
