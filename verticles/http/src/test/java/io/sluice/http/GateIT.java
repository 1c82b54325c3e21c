package io.sluice.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.fuzzing.OpenApi;
import io.sluice.message.Admission.Admit;
import io.sluice.message.Admission.Admitted;
import io.sluice.message.Admission.Allowance;
import io.sluice.message.Admission.Right;
import io.sluice.message.Refusal.BudgetSpent;
import io.sluice.message.Refusal.Forbidden;
import io.sluice.message.Refusal.RateLimited;
import io.sluice.message.Refusal.Unauthenticated;
import io.sluice.message.Reply;
import io.vertx.core.http.WebSocketConnectOptions;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is let in, and as whom. */
@Timeout(120)
class GateIT extends OnOwnGateway {
  private static final String QUESTION = "{\"question\": \"q\"}";
  private static final Admitted ANNA = new Admitted("acme", List.of("user:anna", "group:hr"),
      "key:a", 0.5, new Allowance(60, 41, 18_001));

  @Test
  void withoutAKeyNothingIsDoneThatTheApiDescribes() throws Exception {
    var operations = OpenApi.parse(gateway.get("/openapi.yaml").body()).operations();
    gateway.actors.door = admit -> Reply.refused(new Unauthenticated("a key is needed"));
    var free = operations.stream().filter(operation -> status(operation) != 401).toList();
    assertEquals(List.of("GET /health/live", "GET /health/ready", "GET /openapi.yaml",
        "POST /v1/webhooks/documents"), free);
    assertNull(gateway.actors.asked.poll());
  }

  private int status(String operation) {
    var parts = operation.split(" ", 2);
    try {
      return gateway.send(gateway.request(parts[1].replaceAll("[{}]", "x"))
          .method(parts[0], BodyPublishers.ofString(QUESTION))).statusCode();
    } catch (Exception e) {
      throw new AssertionError(operation, e);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/metrics/", "//metrics", "/v1//usage", "/%6Detrics", "/v1/./usage",
      "/x/../v1/usage", "/v1/overview", "/v1/./answers", "/v1/answers/", "/V1/usage",
      "/v1/unheard-of", "/v1/answers/n.1/%65xplain"})
  void noSpellingOfAPathGoesRoundTheGate(String path) throws Exception {
    gateway.actors.door = admit -> Reply.refused(new Unauthenticated("a key is needed"));
    var response = gateway.get(path);
    assertTrue(response.statusCode() == 401 || response.statusCode() == 404,
        path + " " + response.statusCode());
    assertTrue(!response.body().contains("rag_queries_total") && !response.body().contains("days"),
        response.body());
  }

  @Test
  void twoDifferentKeysAreNoneAndTheSameTwiceIsOne() throws Exception {
    var two = post("Bearer one", "two");
    assertEquals(400, two.statusCode(), two.body());
    assertTrue(Gateway.error(two).get("message").asText().contains("two different credentials"),
        two.body());
    assertFalse(two.body().contains("\"one\""), two.body());
    assertEquals(400, post("Basic b25lOm9uZQ==", "two").statusCode());
    assertNull(gateway.actors.admits.poll());

    assertEquals(200, post("Bearer one", "one").statusCode());
    assertEquals("one", Objects.requireNonNull(gateway.actors.admits.poll()).credential());
  }

  private HttpResponse<String> post(String authorization, String key) throws Exception {
    return gateway.send(gateway.request("/v1/ask").header("authorization", authorization)
        .header("x-api-key", key).POST(BodyPublishers.ofString(QUESTION)));
  }

  @Test
  void pagesAndSignsOfLifeAreForEverybody() throws Exception {
    gateway.actors.door = admit -> Reply.refused(new Unauthenticated("a key is needed"));
    for (var path : List.of("/", "/app.js", "/health/live", "/health/ready")) {
      assertEquals(200, gateway.get(path).statusCode(), path);
    }
  }

  @ParameterizedTest
  @CsvSource({"GET, /v1/usage, ADMIN, true", "GET, /v1/quality, ADMIN, true",
      "GET, /v1/quality/report, ADMIN, true",
      "GET, /v1/overview, ADMIN, true",
      "GET, /v1/overview/, ADMIN, true", "GET, /v1/answers, ADMIN, true",
      "GET, /v1/answers/, ADMIN, true", "GET, //v1/%61nswers?limit=1, ADMIN, true",
      "GET, /v1/experiments, ADMIN, true",
      "POST, /v1/experiments/length, ADMIN, true", "POST, /v1/cache/evict, ADMIN, true",
      "GET, /metrics, ADMIN, true", "GET, /health, ADMIN, true", "POST, /v1/ask, ASK, true",
      "POST, /mcp, ASK, true", "POST, /v1/documents, INGEST, true",
      "GET, /v1/documents, ASK, true", "DELETE, /v1/documents/handbook, INGEST, true",
      "POST, /v1/documents/handbook/versions/1/activate, INGEST, true",
      "GET, /v1/dead-letters, INGEST, true", "GET, /v1/answers/x, ASK, false",
      "DELETE, /v1/answers/x, ASK, false", "GET, /v1/ingestions/x/events, ASK, false",
      "GET, /v1/models, ASK, false", "POST, /v1/feedback, ASK, true",
      "POST, /v1/clicks, ASK, true", "GET, /v1/answers/x/explain, ADMIN, true",
      "GET, /v1/answers/x/%65xplain/, ADMIN, true", "GET, /v1/answers/x/events, ASK, false"})
  void whatIsDoneNeedsItsRight(String method, String path, Right right, boolean counts)
      throws Exception {
    gateway.send(gateway.request(path).method(method, BodyPublishers.ofString("{}")));
    var admit = Objects.requireNonNull(gateway.actors.admits.poll(30, TimeUnit.SECONDS));
    assertEquals(right, admit.right());
    assertEquals(counts, admit.counts());
    assertEquals("127.0.0.1", admit.address());
  }

  @Test
  void whoeverIsLetInAsksAsThatOneAndWithWhatItHasLeft() throws Exception {
    gateway.actors.door = admit -> Reply.of(ANNA);
    var response = gateway.post("/v1/ask", QUESTION);
    assertEquals(200, response.statusCode());
    var call = asked().call();
    assertEquals("acme", call.tenant());
    assertEquals(List.of("user:anna", "group:hr"), call.principals());
    assertEquals("key:a", call.account());
    assertEquals(0.5, call.budgetUsd());
    assertEquals("60", header(response, "ratelimit-limit"));
    assertEquals("41", header(response, "ratelimit-remaining"));
    assertEquals("19", header(response, "ratelimit-reset"));

    gateway.post("/v1/ask", "{\"question\": \"q\", \"maxCostUsd\": 0.25}");
    assertEquals(0.25, asked().call().budgetUsd());
    gateway.post("/v1/ask", "{\"question\": \"q\", \"maxCostUsd\": 7}");
    assertEquals(0.5, asked().call().budgetUsd());
  }

  @Test
  void theBodyIsThereAlsoWhenItCameBeforeTheGateOpened() throws Exception {
    gateway.actors.door = admit -> Reply.of(ANNA);
    var question = "휴가 ".repeat(2000);
    gateway.post("/v1/ask", "{\"question\": \"" + question + "\"}");
    assertEquals(question, asked().question().question());
  }

  @ParameterizedTest
  @CsvSource({"authorization, Bearer k-1", "authorization, bearer  k-1", "x-api-key, k-1",
      "sec-websocket-protocol, 'sluice, sluice-key.k-1'"})
  void aKeyIsShownInSeveralWays(String header, String value) throws Exception {
    gateway.send(gateway.request("/v1/models").header(header, value).GET());
    assertEquals("k-1", admit().credential());
  }

  @Test
  void whatIsNoKeyIsNotTakenForNone() throws Exception {
    gateway.send(gateway.request("/v1/models").header("authorization", "Basic YTpi").GET());
    assertEquals("", admit().credential());
    gateway.get("/v1/models");
    assertNull(admit().credential());
  }

  @Test
  void whoIsNotLetInIsToldWhyAndWhenToComeAgain() throws Exception {
    gateway.actors.door = admit -> Reply.refused(new Unauthenticated("there is no such key"));
    var unknown = gateway.post("/v1/ask", QUESTION);
    assertEquals(401, unknown.statusCode());
    assertEquals("Bearer", header(unknown, "www-authenticate"));
    assertEquals("authentication_error", type(unknown.body()));

    gateway.actors.door = admit -> Reply.refused(new Forbidden("not the right to ask"));
    assertEquals(403, gateway.post("/v1/ask", QUESTION).statusCode());

    gateway.actors.door = admit -> Reply.refused(new RateLimited("more than 60", 1500, 60));
    var fast = gateway.post("/v1/ask", QUESTION);
    assertEquals(429, fast.statusCode());
    assertEquals("2", header(fast, "retry-after"));
    assertEquals("60", header(fast, "ratelimit-limit"));
    assertEquals("0", header(fast, "ratelimit-remaining"));
    assertEquals("policy.rate_limited",
        Gateway.json(fast.body()).at("/error/code").asText());

    gateway.actors.door = admit -> Reply.refused(new BudgetSpent("spent", 60_000));
    var spent = gateway.post("/v1/ask", QUESTION);
    assertEquals(429, spent.statusCode());
    assertEquals("60", header(spent, "retry-after"));
    assertEquals("false", header(spent, "x-should-retry"));
    assertNull(gateway.actors.asked.poll());
  }

  @Test
  void whoeverIsCountedNowhereIsAskedAboutOnceInAWhile() throws Exception {
    gateway.actors.door = admit -> Reply.of(new Admitted("t-" + admit.credential(), List.of(),
        null, null, null, 3_600_000, null));
    for (var key : List.of("a", "b", "a")) {
      gateway.send(gateway.request("/v1/ask").header("x-api-key", key)
          .POST(BodyPublishers.ofString(QUESTION)));
      assertEquals("t-" + key, asked().call().tenant());
    }
    assertEquals(2, gateway.actors.admits.size());
    gateway.send(gateway.request("/v1/usage").header("x-api-key", "a").GET());
    assertEquals(3, gateway.actors.admits.size());
  }

  @Test
  void whatIsCountedAheadIsNotAskedForAgain() throws Exception {
    var counted = new AtomicInteger();
    gateway.actors.door = admit -> {
      var more = admit.more() == null ? 0 : admit.more();
      return Reply.of(new Admitted("acme", List.of(), "key:a", null,
          new Allowance(60_000, 60_000 - counted.addAndGet(1 + more), 1000),
          more > 0 ? 3_600_000 : 0, more));
    };
    for (var i = 1; i <= 40; i++) {
      var response = gateway.send(gateway.request("/v1/ask").header("x-api-key", "k-1")
          .POST(BodyPublishers.ofString(QUESTION)));
      assertEquals(Integer.toString(60_000 - i), header(response, "ratelimit-remaining"));
      asked();
    }
    // Where none comes late: 1, then 1 + 1, 1 + 3, 1 + 7, 1 + 15, 1 + 31
    var all = gateway.actors.admits.size();
    assertTrue(all < 20, () -> all + " of 40");
    gateway.send(gateway.request("/v1/ask").header("x-api-key", "k-2")
        .POST(BodyPublishers.ofString(QUESTION)));
    assertEquals(all + 1, gateway.actors.admits.size());
  }

  @Test
  void whoHasLittleLeftIsNotCountedAhead() throws Exception {
    gateway.actors.door = admit -> Reply.of(new Admitted("acme", List.of(), "key:a", null,
        new Allowance(60, 15, 1000), 0, 0));
    for (var i = 0; i < 5; i++) {
      gateway.send(gateway.request("/v1/ask").header("x-api-key", "k-1")
          .POST(BodyPublishers.ofString(QUESTION)));
    }
    assertEquals(List.of(0), gateway.actors.admits.stream().map(Admit::more).distinct().toList());
  }

  @Test
  void eachQuestionOfAWebSocketIsLookedAt() throws Exception {
    var left = new LinkedBlockingQueue<>(List.of(1, 1));
    gateway.actors.door = admit -> !admit.counts() || left.poll() != null
        ? Reply.of(ANNA)
        : Reply.refused(new RateLimited("more than 2", 1000, 2));
    var frames = new LinkedBlockingQueue<String>();
    var socket = Gateway.get(gateway.vertx.createWebSocketClient().connect(
        new WebSocketConnectOptions().setHost("127.0.0.1").setPort(gateway.port).setURI("/v1/ws")
            .setSubProtocols(List.of("sluice", "sluice-key.k-1")))
        .onSuccess(opened -> opened.textMessageHandler(frames::add))
        .toCompletionStage().toCompletableFuture());
    assertEquals("sluice", socket.subProtocol());
    for (var i = 0; i < 2; i++) {
      socket.writeTextMessage(
          "{\"type\": \"ask\", \"question\": \"q\", \"maxCostUsd\": 0.125}");
      assertEquals(0.125, asked().call().budgetUsd());
    }
    socket.writeTextMessage("{\"type\": \"ask\", \"ref\": \"third\", \"question\": \"q\"}");
    var refused = Stream.generate(() -> next(frames)).filter(frame -> frame.contains("third"))
        .findFirst().orElseThrow();
    assertEquals("policy.rate_limited", Gateway.json(refused).at("/data/error/code").asText());
    assertTrue(gateway.actors.admits.stream()
        .allMatch(admit -> "k-1".equals(admit.credential())));
  }

  private static String next(LinkedBlockingQueue<String> frames) {
    try {
      return present(frames.poll(30, TimeUnit.SECONDS));
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static String present(String frame) {
    if (frame == null) {
      throw new AssertionError("no frame came");
    }
    return frame;
  }

  private TestActors.Asked asked() throws InterruptedException {
    return Objects.requireNonNull(gateway.actors.asked.poll(30, TimeUnit.SECONDS));
  }

  private Admit admit() throws InterruptedException {
    return Objects.requireNonNull(gateway.actors.admits.poll(30, TimeUnit.SECONDS));
  }

  private static String type(String body) throws Exception {
    return Gateway.json(body).at("/error/type").asText();
  }

  private static String header(HttpResponse<String> response, String name) {
    return response.headers().firstValue(name).orElse("");
  }
}
