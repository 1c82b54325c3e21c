package io.sluice.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.sluice.testservers.Acts;
import io.sluice.testservers.ScriptedModel;
import io.sluice.testservers.WeaviateServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A gateway all of whose parts are somewhere else, and what becomes of its answers when they break one
 * after the other: each time the next best, and each time it says so.
 */
@Timeout(300)
class LadderIT {
  private static final int LETTERS = 64;
  private static final String ENGLISH = "When is the greenhouse gate locked?";
  private static final String KOREAN = "온실 비밀번호는 무엇인가요?";

  private final WeaviateServer index = WeaviateServer.start();
  private final ScriptedModel first = ScriptedModel.start();
  private final ScriptedModel second = ScriptedModel.start();
  private volatile boolean embeds = true;
  private volatile boolean reranks = true;
  @TempDir
  Path folder = Path.of("");
  @SuppressWarnings("NullAway.Init")
  private HttpServer vectors;
  @SuppressWarnings("NullAway.Init")
  private RunningGateway gateway;

  @BeforeEach
  void start() throws Exception {
    vectors = HttpServer.create(
        new InetSocketAddress(InetAddress.getByAddress(new byte[]{127, 0, 0, 1}), 0), 0);
    vectors.createContext("/v1/embeddings", this::embed);
    vectors.createContext("/rerank", this::rerank);
    vectors.start();
    var at = "http://127.0.0.1:" + vectors.getAddress().getPort();
    gateway = RunningGateway.start(folder.resolve("storage"), "sample.enabled=false",
        "retrieval.weaviate.url=" + index.url(), "retrieval.weaviate.grpc=" + index.grpc(),
        "embedding.endpoint.url=" + at + "/v1", "embedding.endpoint.model=letters",
        "embedding.endpoint.attempts=1", "embedding.languages=[ko, en]",
        "rerank.endpoint.url=" + at + "/rerank",
        "generation.endpoints.openai.base-url=" + first.url(),
        "generation.endpoints.openai.model=first",
        "generation.endpoints.anthropic.base-url=" + second.url(),
        "generation.endpoints.anthropic.model=second",
        "generation.providers=[openai, anthropic]",
        "answer.embed-within=60s", "answer.rerank-within=60s", "generation.check.within=60s",
        "cache.alike.mode=\"off\"", "cache.embeddings.max-mb=0", "cache.passages.ttl=1ms");
    takeIn("Greenhouse", "The greenhouse gate is locked at 21:30.");
    takeIn("온실", "온실 비밀번호는 84172입니다.");
  }

  @AfterEach
  void stop() throws Exception {
    try {
      gateway.close();
    } finally {
      vectors.stop(0);
      first.close();
      second.close();
      index.close();
    }
  }

  @Test
  void eachPartThatBreaksLeavesTheNextBestAndTheAnswerSaysSo() throws Exception {
    var well = ask(ENGLISH);
    assertEquals("openai", provider(well));
    assertEquals(0, well.path("degraded").size(), well::toString);

    reranks = false;
    var unordered = ask(ENGLISH);
    assertEquals("openai", provider(unordered));
    assertGivenUp(unordered, "rerank", "in the order of the search: ");

    embeds = false;
    var byWords = ask(ENGLISH);
    assertEquals("openai", provider(byWords));
    assertGivenUp(byWords, "embedding", "searched by words alone: ");
    assertEquals(1, byWords.path("sources").size(), byWords::toString);

    first.otherwise(Acts.status(500, "oh no"));
    var next = ask(ENGLISH);
    assertEquals("anthropic", provider(next));
    assertGivenUp(next, "generation", "openai failed with status 500");

    second.otherwise(Acts.status(500, "oh no"));
    var quoted = ask(ENGLISH);
    assertEquals("extractive", provider(quoted));
    assertEquals("The greenhouse gate is locked at 21:30. [1]", quoted.path("answer").asText());

    index.kill();
    var remembered = ask(ENGLISH);
    assertEquals("extractive", provider(remembered));
    assertGivenUp(remembered, "retrieval", "what was found ");

    var metrics = gateway.send(gateway.request("/metrics").GET().build()).body();
    for (var what : new String[]{"rerank", "embedding", "generation", "retrieval"}) {
      assertTrue(metrics.contains("rag_degraded_total{what=\"" + what + "\"}"), what);
      assertTrue(gateway.log().contains("degraded what=" + what), what);
    }
  }

  @Test
  void whereNothingIsLeftTheOldAnswerIsGivenAndElseAnApologyInTheAskersLanguage()
      throws Exception {
    var before = ask(ENGLISH);
    index.kill();
    vectors.stop(0);
    first.otherwise(Acts.status(500, "oh no"));
    second.otherwise(Acts.status(500, "oh no"));

    var kept = json(post("{\"question\": \"" + ENGLISH + "\"}"));
    assertEquals(before.path("answer"), kept.path("answer"));

    assertApologises(post("{\"question\": \"" + KOREAN + "\"}"),
        "죄송합니다. 지금은 답에 필요한 것을 쓸 수 없습니다. 잠시 뒤에 다시 물어봐 주세요.");
    assertApologises(post("{\"question\": \"Where is the boiler?\"}"),
        "Sorry: something that the answer needs is not there now. Please ask again in a moment.");
    var stream = post("{\"question\": \"" + KOREAN + "\", \"stream\": true}").body();
    assertTrue(stream.contains("event: error") && stream.contains("죄송합니다."), stream);
    assertFalse(stream.contains("event: done"), stream);
  }

  @Test
  void aServerThatFailsIsLeftAloneAndHealthSaysSoUntilItIsBack() throws Exception {
    first.otherwise(Acts.status(500, "oh no"));
    for (var time = 0; time < 5; time++) {
      ask(ENGLISH);
    }
    var calls = first.calls().size();
    assertGivenUp(ask(ENGLISH), "generation", "openai is left alone for another ");
    assertEquals(calls, first.calls().size());

    var response = gateway.send(gateway.request("/health").GET().build());
    assertEquals(200, response.statusCode());
    var health = RunningGateway.JSON.readTree(response.body());
    assertEquals("degraded", health.path("status").asText(), response::body);
    var part = health.path("parts").path("openai");
    assertEquals("open", part.path("circuit").asText(), response::body);
    assertEquals("openai failed with status 500, oh no", part.path("lastError").asText());
    assertEquals("closed",
        health.path("parts").path("anthropic").path("circuit").asText(), response::body);
    assertTrue(gateway.send(gateway.request("/metrics").GET().build()).body()
        .contains("rag_circuit_state{name=\"openai\"} 2.0"));

    first.otherwise(Acts.says("At 21:30 [1]."));
    while (!provider(ask(ENGLISH)).equals("openai")) {
      RunningGateway.pause();
    }
    assertNotEquals("open", gateway.get("/health").path("parts").path("openai").path("circuit")
        .asText());
  }

  private JsonNode ask(String question) throws Exception {
    return json(post("{\"question\": \"" + question + "\", \"cache\": \"refresh\"}"));
  }

  private HttpResponse<String> post(String body) throws Exception {
    return gateway.send(gateway.request("/v1/ask").header("content-type", "application/json")
        .POST(BodyPublishers.ofString(body)).build());
  }

  private static JsonNode json(HttpResponse<String> response) throws IOException {
    assertEquals(200, response.statusCode(), response::body);
    return RunningGateway.JSON.readTree(response.body());
  }

  private static String provider(JsonNode answer) {
    return answer.path("route").path("provider").asText();
  }

  private static void assertGivenUp(JsonNode answer, String what, String why) {
    assertTrue(StreamSupport.stream(answer.path("degraded").spliterator(), false)
        .anyMatch(one -> one.path("what").asText().equals(what)
            && one.path("why").asText().startsWith(why)),
        answer::toString);
  }

  private static void assertApologises(HttpResponse<String> response, String apology)
      throws Exception {
    assertEquals(503, response.statusCode(), response::body);
    assertTrue(response.headers().firstValueAsLong("retry-after").orElse(0) > 0);
    var error = RunningGateway.JSON.readTree(response.body()).path("error");
    assertEquals(apology, error.path("apology").asText(), response::body);
    assertTrue(error.path("retryable").asBoolean(), response::body);
  }

  private void takeIn(String title, String text) throws Exception {
    var accepted = gateway.post("/v1/documents",
        RunningGateway.JSON.createObjectNode().put("title", title).put("text", text));
    assertEquals("done",
        gateway.ingested(accepted.path("ingestion").asText()).path("status").asText());
  }

  private void embed(HttpExchange exchange) throws IOException {
    var texts = RunningGateway.JSON.readTree(exchange.getRequestBody()).path("input");
    var answer = RunningGateway.JSON.createObjectNode();
    var data = answer.putArray("data");
    for (var i = 0; i < texts.size(); i++) {
      var counts = new int[LETTERS];
      texts.get(i).asText().chars().forEach(letter -> counts[letter % LETTERS]++);
      data.addObject().put("index", i).set("embedding", RunningGateway.JSON.valueToTree(counts));
    }
    send(exchange, embeds, answer);
  }

  /** As Text Embeddings Inference has it: the first one is the best. */
  private void rerank(HttpExchange exchange) throws IOException {
    var texts = RunningGateway.JSON.readTree(exchange.getRequestBody()).path("texts");
    var answer = RunningGateway.JSON.createArrayNode();
    for (var i = 0; i < texts.size(); i++) {
      answer.addObject().put("index", i).put("score", 1.0 / (i + 1));
    }
    send(exchange, reranks, answer);
  }

  private static void send(HttpExchange exchange, boolean works, JsonNode answer)
      throws IOException {
    try (exchange) {
      var body = (works ? answer.toString() : "").getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(works ? 200 : 500, works ? body.length : -1);
      if (works) {
        exchange.getResponseBody().write(body);
      }
    }
  }
}
