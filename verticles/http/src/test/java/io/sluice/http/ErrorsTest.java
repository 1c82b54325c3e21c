package io.sluice.http;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.message.Refusal;
import io.sluice.message.Refusal.BadRequest;
import io.sluice.message.Refusal.BudgetSpent;
import io.sluice.message.Refusal.Cancelled;
import io.sluice.message.Refusal.DeadlinePassed;
import io.sluice.message.Refusal.Forbidden;
import io.sluice.message.Refusal.Internal;
import io.sluice.message.Refusal.NotFound;
import io.sluice.message.Refusal.Overloaded;
import io.sluice.message.Refusal.RateLimited;
import io.sluice.message.Refusal.TooLarge;
import io.sluice.message.Refusal.Unauthenticated;
import io.sluice.message.Refusal.Unavailable;
import io.sluice.message.Refusal.Undecodable;
import io.sluice.message.Refusal.Unreadable;
import io.sluice.message.Refusal.UnsupportedMedia;
import io.sluice.message.Refusal.UpstreamBusy;
import io.sluice.message.Refusal.UpstreamDown;
import io.sluice.message.Refusal.UpstreamFailed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ErrorsTest {
  record Case(Refusal refusal, int status, String code, String type) {}

  static List<Case> cases() {
    return List.of(
        new Case(new BadRequest("m", "k"), 400, "caller.bad_request", "invalid_request_error"),
        new Case(new NotFound("m", "id"), 404, "caller.not_found", "invalid_request_error"),
        new Case(new TooLarge("m", null), 413, "caller.too_large", "invalid_request_error"),
        new Case(new UnsupportedMedia("m"), 415, "caller.unsupported_media",
            "invalid_request_error"),
        new Case(new Cancelled("m"), 409, "caller.cancelled", "invalid_request_error"),
        new Case(new Unreadable("broken", "m"), 422, "caller.unreadable",
            "invalid_request_error"),
        new Case(new Forbidden("m"), 403, "policy.forbidden", "permission_error"),
        new Case(new Unauthenticated("m"), 401, "caller.unauthenticated", "authentication_error"),
        new Case(new RateLimited("m", 1500, 60), 429, "policy.rate_limited", "rate_limit_error"),
        new Case(new BudgetSpent("m", 1500), 429, "policy.budget_spent", "rate_limit_error"),
        new Case(new UpstreamBusy("secret-provider", "m", 1500), 429, "provider.rate_limited",
            "upstream_error"),
        new Case(new UpstreamDown("secret-provider", "m", 1500), 503, "provider.unavailable",
            "upstream_error"),
        new Case(new UpstreamFailed("secret-provider", "m", true), 502, "provider.failed",
            "upstream_error"),
        new Case(new Overloaded("m", 1500), 503, "gateway.overloaded", "server_error"),
        new Case(new DeadlinePassed("m"), 504, "gateway.deadline_passed", "server_error"),
        new Case(new Unavailable("secret-part", "m"), 503, "gateway.unavailable", "server_error"),
        new Case(new Undecodable("m"), 500, "gateway.undecodable", "server_error"),
        new Case(new Internal("m"), 500, "gateway.internal", "server_error"));
  }

  @Test
  void everyRefusalIsHere() {
    assertEquals(Set.of(Refusal.class.getPermittedSubclasses()),
        cases().stream().map(c -> c.refusal().getClass()).collect(Collectors.toSet()));
  }

  @Test
  void everyCodeIsThatOfARefusal() {
    assertEquals(Arrays.stream(Refusal.Code.values()).map(Refusal.Code::toString).sorted().toList(),
        cases().stream().map(Case::code).sorted().toList());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void aRefusalHasItsStatusCodeAndType(Case c) {
    var body = Errors.body(c.refusal(), "r1");
    assertAll(() -> assertEquals(c.status(), Errors.status(c.refusal())),
        () -> assertEquals(c.code(), body.code()), () -> assertEquals(c.type(), body.type()),
        () -> assertEquals(c.refusal().retryable(), body.retryable()),
        () -> assertEquals("r1", body.requestId()));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void nothingIsSaidBeyondTheShape(Case c) throws Exception {
    var text = Responses.text(Errors.envelope(c.refusal(), "r1"));
    JsonNode error = Gateway.json(text).get("error");
    var fields = new ArrayList<>(
        List.of("code", "message", "type", "param", "retryable", "requestId"));
    if (c.refusal().retryAfterMs() > 0 || c.refusal().retryable()) {
      fields.add("retryAfterMs");
    }
    assertEquals(fields,
        Stream.of(error).flatMap(e -> e.properties().stream()).map(p -> p.getKey()).toList());
    assertFalse(text.contains("secret"), text);
  }

  @Test
  void whatMayBeRetriedSaysWhenAlsoWhereItsReasonDoesNotKnow() {
    assertEquals(1000, body(new UpstreamFailed("p", "cut", true)).retryAfterMs());
    assertEquals(1000, body(new DeadlinePassed("late")).retryAfterMs());
    assertEquals(1500, body(new Overloaded("busy", 1500)).retryAfterMs());
    assertNull(body(new UpstreamFailed("p", "no key", false)).retryAfterMs());
  }

  private static Errors.Body body(Refusal refusal) {
    return Errors.body(refusal, "r1");
  }

  @Test
  void whatIsWrongWithAFieldBeginsWithItsName() {
    assertEquals("id: must be letters",
        body(new BadRequest("must be letters", "id")).message());
    assertEquals("id: is wrong", body(new BadRequest("id: is wrong", "id")).message());
    assertEquals("is wrong", body(new BadRequest("is wrong", null)).message());
    assertEquals("there is none", body(new NotFound("there is none", "id")).message());
  }

  @Test
  void halfASurrogatePairDoesNotBreakAResponse() {
    assertTrue(Responses.text(new Responses.Unfinished("id", "running", "a\ud83d")).contains("a"));
    assertEquals("\"a?\"", new String(Responses.bytes("a\ud83d"),
        java.nio.charset.StandardCharsets.UTF_8));
  }
}
