package io.sluice.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.testservers.ScriptedModel;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a key and an address may, at the door of a whole gateway whose model tells 12 and 34 tokens. */
class DoorLimitsIT {
  private static final int ADDRESS_LIMIT = 3;

  @TempDir
  static Path folder = Path.of("");
  private static ScriptedModel model;
  private static RunningGateway gateway;
  private static int asked;

  @BeforeAll
  static void start() throws Exception {
    model = ScriptedModel.start();
    gateway = RunningGateway.before(model, folder.resolve("storage"));
  }

  @AfterAll
  static void stop() throws Exception {
    if (gateway != null) {
      gateway.close();
    }
    if (model != null) {
      model.close();
    }
  }

  @Test
  void aKeyMayAskAsOftenAsItMay() throws Exception {
    var key = created("often", "--requests-per-minute", "2", "--burst", "2");
    assertEquals(200, ask(key).statusCode());
    assertEquals(200, ask(key).statusCode());
    assertLimited("policy.rate_limited", ask(key));
  }

  @Test
  void aKeyMayUseAsManyTokensAsItMay() throws Exception {
    var key = created("tokens", "--tokens-per-minute", "40");
    assertEquals(200, ask(key).statusCode());
    assertLimited("policy.rate_limited", askUntilLimited(key));
  }

  @Test
  void anAddressMayAskAsOftenAsItMayWhateverItShows() throws Exception {
    try (var strict = RunningGateway.before(model, folder.resolve("strict"),
        "admission.address-requests-per-minute=" + ADDRESS_LIMIT)) {
      for (var i = 0; i < ADDRESS_LIMIT; i++) {
        assertEquals(200, ask(strict).statusCode());
      }
      assertLimited("policy.rate_limited", ask(strict));
    }
  }

  /** What an answer took is charged a moment after its end. */
  private static HttpResponse<String> askUntilLimited(String key) throws Exception {
    var last = ask(key);
    for (var i = 0; i < 5 && last.statusCode() == 200; i++) {
      last = ask(key);
    }
    return last;
  }

  private static void assertLimited(String code, HttpResponse<String> response) throws Exception {
    assertEquals(429, response.statusCode(), response::body);
    assertEquals(code,
        RunningGateway.JSON.readTree(response.body()).at("/error/code").asText());
    assertTrue(Integer.parseInt(response.headers().firstValue("retry-after").orElse("0")) > 0);
  }

  private static HttpResponse<String> ask(String key) throws Exception {
    return gateway.send(question(gateway).header("authorization", "Bearer " + key).build());
  }

  private static HttpResponse<String> ask(RunningGateway door) throws Exception {
    return door.send(question(door).build());
  }

  private static HttpRequest.Builder question(RunningGateway door) {
    return door.request("/v1/ask").POST(BodyPublishers.ofString(
        "{\"retrieval\": false, \"cache\": \"bypass\", \"question\": \"How many are " + ++asked
            + "?\"}"));
  }

  /** It opens within a second. */
  private static String created(String name, String... more) throws Exception {
    var key = Typed.key(folder, folder.resolve("storage"), name, more);
    var end = System.nanoTime() + 30_000_000_000L;
    while (gateway.send(gateway.request("/v1/models").header("authorization", "Bearer " + key)
        .build()).statusCode() == 401) {
      assertTrue(System.nanoTime() < end, "the key does not open");
    }
    return key;
  }
}
