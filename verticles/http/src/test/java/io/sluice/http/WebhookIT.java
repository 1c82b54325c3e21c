package io.sluice.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.message.Ingestion.Erase;
import io.sluice.message.Refusal.Overloaded;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebhookIT extends OnOwnGateway {
  private static final String BODY = "{\"text\": \"# 휴가\", \"id\": \"d\"}";

  @Test
  void aSignedDocumentIsTakenIn() throws Exception {
    var response = gateway.webhook(BODY);
    assertEquals(202, response.statusCode(), response.body());
    assertEquals("i-1", Gateway.json(response.body()).get("ingestion").asText());
    var document = gateway.actors.ingestion.submitted.remove();
    assertEquals("d", document.id());
    assertEquals("# 휴가",
        new String(document.content().content(), StandardCharsets.UTF_8));
  }

  @Test
  void whatIsForSomeComesInTheirName() throws Exception {
    gateway.webhook("{\"text\": \"x\", \"id\": \"d\", \"acl\": [\"hr-team\"]}");
    gateway.post("/v1/documents", "{\"text\": \"x\", \"id\": \"d\", \"acl\": [\"hr-team\"]}");
    assertEquals(List.of("hr-team"), gateway.actors.ingestion.submitters.remove());
    assertEquals(List.of(), gateway.actors.ingestion.submitters.remove());
  }

  @Test
  void aSignedDeletionErases() throws Exception {
    var response = gateway.webhook("{\"delete\": \"handbook\", \"collection\": \"c\"}");
    assertEquals(200, response.statusCode(), response.body());
    assertEquals(2, Gateway.json(response.body()).at("/erased/versions").asInt());
    assertEquals(new Erase("c", "handbook"), gateway.actors.ingestion.erased.remove());
  }

  @Test
  void whatIsNotSignedRightlyIsForbidden() throws Exception {
    var now = Long.toString(Instant.now().getEpochSecond());
    var right = Gateway.signature(now, BODY);
    assertForbidden(send("", "", BODY));
    assertForbidden(send(now, "", BODY));
    assertForbidden(send("", right, BODY));
    assertForbidden(send(now, right.replaceAll("[0-9a-f]$", "x"), BODY));
    assertForbidden(send(now, right, BODY + " "));
    assertForbidden(send(now, right, ""));
    assertTrue(gateway.actors.ingestion.submitted.isEmpty());
  }

  @Test
  void anOldOneIsForbiddenThoughItsSignatureFits() throws Exception {
    for (var seconds : new long[]{-400, 400}) {
      var stale = Long.toString(Instant.now().getEpochSecond() + seconds);
      assertForbidden(send(stale, Gateway.signature(stale, BODY), BODY));
    }
    assertTrue(gateway.actors.ingestion.submitted.isEmpty());
  }

  @Test
  void oneThatComesAgainIsAnsweredAgainAndDoneOnce() throws Exception {
    var now = Long.toString(Instant.now().getEpochSecond());
    var first = send(now, Gateway.signature(now, BODY), BODY);
    var second = send(now, Gateway.signature(now, BODY), BODY);
    assertEquals(202, second.statusCode());
    assertEquals(first.body(), second.body());
    assertEquals(1, gateway.actors.ingestion.submitted.size());
  }

  @Test
  void oneThatWasRefusedMayComeAgain() throws Exception {
    var now = Long.toString(Instant.now().getEpochSecond());
    gateway.actors.ingestion.refusal = new Overloaded("too much", 1000);
    assertEquals(503, send(now, Gateway.signature(now, BODY), BODY).statusCode());
    gateway.actors.ingestion.refusal = null;
    assertEquals(202, send(now, Gateway.signature(now, BODY), BODY).statusCode());
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '\0', nullValues = "-", value = {
      "{}                                          | text",
      "{\"text\": 1}                               | text",
      "{\"text\": \"t\", \"nope\": 1}              | nope",
      "{\"delete\": \"\"}                          | delete",
      "{\"delete\": \"a\", \"text\": \"t\"}        | delete",
      "{\"delete\": \"a\", \"collection\": \"..\"} | collection",
      "{\"text\": \"t\", \"date\": \"soon\"}       | date",
      "nope                                        | -"})
  void aWrongBodyIsRefusedWithThePathOfTheField(String body, String param) throws Exception {
    var response = gateway.webhook(body);
    assertEquals(400, response.statusCode(), response.body());
    assertEquals(param == null ? "null" : param, Gateway.error(response).get("param").asText());
  }

  @Test
  void aLargeOneIsTakenToo() throws Exception {
    var response = gateway.webhook("{\"text\": \"" + "휴".repeat(100_000) + "\"}");
    assertEquals(413, response.statusCode()); // more than the largest document of this gateway
    try (var large = Gateway.open(folder, config -> with(config, Gateway.SECRET))) {
      assertEquals(202,
          large.webhook("{\"text\": \"" + "휴".repeat(800_000) + "\"}").statusCode());
    }
  }

  @Test
  void withoutASecretThereAreNone() throws Exception {
    try (var closed = Gateway.open(folder, config -> with(config, ""))) {
      assertEquals(404, closed.webhook(BODY).statusCode());
    }
  }

  private static HttpConfig with(HttpConfig c, String secret) {
    return new HttpConfig(c.host(), c.port(), c.proxies(), c.maxConnections(), c.maxBodyBytes(),
        16 << 20, c.deadline(),
        c.idleTimeout(), c.webroot(), secret, c.bridges(), TlsConfig.NONE);
  }

  private static void assertForbidden(HttpResponse<String> response) throws Exception {
    assertEquals(403, response.statusCode(), response.body());
    assertEquals("policy.forbidden", Gateway.error(response).get("code").asText());
  }

  private HttpResponse<String> send(String timestamp, String signature, String body)
      throws Exception {
    return gateway
        .send(gateway.request("/v1/webhooks/documents").header("x-sluice-timestamp", timestamp)
            .header("x-sluice-signature", signature).POST(BodyPublishers.ofString(body)));
  }
}
