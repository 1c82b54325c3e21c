package io.sluice.bus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.message.CallInfo;
import io.vertx.core.MultiMap;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallHeadersTest {

  @Test
  void aCallComesBackWithAllItsPrincipalsInOrder() {
    var call = call(List.of("user:지민", "group:support", "group:admin"), "00-abc-def-01", 0.25);

    var read = CallHeaders.read(CallHeaders.write(call, Duration.ofMinutes(1)));

    assertEquals(call.requestId(), read.requestId());
    assertEquals(call.tenant(), read.tenant());
    assertEquals(call.principals(), read.principals());
    assertEquals(call.traceparent(), read.traceparent());
    assertEquals(call.budgetUsd(), read.budgetUsd());
    assertFalse(read.isLate());
    assertTrue(read.remaining().compareTo(Duration.ofMinutes(1)) <= 0);
  }

  @Test
  void aTraceStaysWhatItIsWhateverElseBecomesOfACall() {
    var call = call(List.of(), null, 0.25).traced("00-abc-def-01", "vendor=1")
        .renewed(Duration.ofMinutes(1)).spent(0.1).uncounted().atMostUsd(0.01)
        .traced("00-abc-fed-01");
    var read = CallHeaders.read(CallHeaders.write(call, Duration.ofMinutes(1)));

    assertEquals("00-abc-fed-01", read.traceparent());
    assertEquals("vendor=1", read.tracestate());
  }

  @Test
  void aCallThatOnlyLooksDoesNotCountAnywhere() {
    var call = call(List.of(), null, 0.25);

    assertTrue(CallHeaders.read(CallHeaders.write(call, Duration.ofMinutes(1))).counted());
    var looks = call.uncounted().spent(0.1).renewed(Duration.ofMinutes(1));
    assertFalse(CallHeaders.read(CallHeaders.write(looks, Duration.ofMinutes(1))).counted());
  }

  @Test
  void whatIsAbsentStaysAbsent() {
    var read = CallHeaders
        .read(CallHeaders.write(call(List.of(), null, null), Duration.ofMinutes(1)));

    assertEquals(List.of(), read.principals());
    assertNull(read.traceparent());
    assertNull(read.tracestate());
    assertNull(read.budgetUsd());
  }

  @Test
  void aMessageWithoutHeadersMayDoNothing() {
    var read = CallHeaders.read(MultiMap.caseInsensitiveMultiMap());

    assertTrue(read.isLate());
    assertEquals("", read.tenant());
    assertEquals(List.of(), read.principals());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "abc", "-1", "0", "NaN", "Infinity", "1e30", "-9223372036854775808",
      "9223372036854775808", " 5", "5\n"})
  void aBrokenRemainingTimeIsNone(String remaining) {
    assertTrue(CallHeaders.read(headers("remaining-ms", remaining)).isLate());
  }

  @Test
  void anAbsurdlyLongRemainingTimeIsCutAndDoesNotOverflow() {
    var read = CallHeaders.read(headers("remaining-ms", Long.toString(Long.MAX_VALUE)));

    assertFalse(read.isLate());
    assertTrue(read.remaining().compareTo(Duration.ofDays(1)) <= 0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "abc", "-0.01", "-0.0", "NaN", "Infinity", "-Infinity", "1e999",
      "1,5"})
  void aBrokenBudgetIsNothingAndNotUnlimited(String budget) {
    assertEquals(0.0, CallHeaders.read(headers("budget-usd", budget)).budgetUsd());
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\nbudget-usd: 100", "a\r\ntenant: other", "a\u0000", "a, b", ""})
  void aValueCannotBecomeAnotherHeader(String value) {
    var call = new CallInfo(value, value, List.of(value, "second"), value, 0, null);

    var read = CallHeaders.read(CallHeaders.write(call, Duration.ofSeconds(1)));

    assertEquals(value, read.requestId());
    assertEquals(value, read.tenant());
    assertEquals(List.of(value, "second"), read.principals());
    assertEquals(value, read.traceparent());
    assertNull(read.budgetUsd());
  }

  private static CallInfo call(List<String> principals, @Nullable String traceparent,
      @Nullable Double budget) {
    return new CallInfo("req-1", "acme", principals, traceparent, 0, budget);
  }

  private static MultiMap headers(String name, String value) {
    return MultiMap.caseInsensitiveMultiMap().add(name, value);
  }
}
