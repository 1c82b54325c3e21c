package io.sluice.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.bus.EventLog;
import io.sluice.fuzzing.Fuzz;
import io.sluice.fuzzing.HttpConnection;
import io.sluice.fuzzing.HttpConnection.Answer;
import io.sluice.fuzzing.Mutations;
import io.sluice.fuzzing.OpenApi;
import io.sluice.fuzzing.Pick;
import io.sluice.fuzzing.Requests;
import io.sluice.fuzzing.Suite;
import io.sluice.message.AnswerEvent;
import io.sluice.message.AnswerEvent.Failed;
import io.sluice.message.Answering;
import io.sluice.message.Answering.CachingExplained;
import io.sluice.message.Caching;
import io.sluice.message.Caching.AnswersEvicted;
import io.sluice.message.Caching.CachesDescribed;
import io.sluice.message.Caching.LayerState;
import io.sluice.message.Caching.Likening;
import io.sluice.message.Refusal.Cancelled;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Requests as nobody should send them, over connections that are kept: each is answered in time, never as
 * a failure of the gateway, and by what is described.
 */
@Timeout(900)
class FuzzIT {
  private static final int AT_ONCE = 8;
  private static final int MANY = 1_000;
  private static final String MULTIPART = "Content-Type: multipart/form-data; boundary=b\r\n";

  /** Good bodies, each behind its path. */
  private static final List<Map.Entry<String, String>> BODIES = List.of(
      Map.entry("/v1/ask", """
          {"question": "휴가는 며칠인가요?", "collection": "c", "conversation": "x", "user": "u", "k": 3,
           "filters": {"tags": ["t"], "language": "ko", "from": "2026-01-01", "to": "2026-01-02",
                       "author": "a", "source": "s*"},
           "variant": "v", "tier": "normal", "cache": "use", "expand": "off", "retrieval": true,
           "stream": false, "deadlineMs": 20000, "maxCostUsd": 1.5}"""),
      Map.entry("/v1/ask", "{\"question\": \"q\", \"stream\": true}"),
      Map.entry("/v1/cache/explain", "{\"question\": \"휴가\", \"collection\": \"c\", \"k\": 2}"),
      Map.entry("/v1/cache/evict",
          "{\"collection\": \"c\", \"document\": \"d\", \"question\": \"q\", \"dryRun\": true}"),
      Map.entry("/v1/feedback", "{\"answer\": \"n.1\", \"rating\": 5, \"comment\": \"좋아요\"}"),
      Map.entry("/v1/clicks", "{\"answer\": \"n.1\", \"source\": 1}"),
      Map.entry("/v1/experiments/length", "{\"on\": true, \"share\": 0.5}"),
      Map.entry("/v1/search", """
          {"query": "q", "collection": "c", "k": 3, "filters": {"tags": ["t"], "language": "ko"},
           "mode": "hybrid", "alpha": 0.5, "rerank": true, "perDocument": 2, "window": 1,
           "blend": "rrf", "feedback": "off", "expand": "off"}"""),
      Map.entry("/v1/documents",
          """
              {"text": "글\\n\\n둘", "id": "i", "title": "t", "mediaType": "text/plain", "collection": "c",
               "tags": ["a"], "acl": ["b"], "source": "s", "author": "a", "date": "2026-01-31"}"""),
      Map.entry("/v1/chat/completions", """
          {"model": "sluice", "messages": [{"role": "system", "content": "s"},
           {"role": "user", "content": [{"type": "text", "text": "q"}]},
           {"role": "assistant", "content": "a"}, {"role": "user", "content": "휴가?"}],
           "stream": false, "n": 1, "stop": ["x"], "max_tokens": 5, "max_completion_tokens": 5,
           "user": "u", "logprobs": false, "response_format": {"type": "text"},
           "stream_options": {"include_usage": true}, "tools": [1], "temperature": 1.5}"""),
      Map.entry("/v1/chat/completions", """
          {"model": "sluice", "messages": [{"role": "user", "content": "q"}], "stream": true,
           "stream_options": {"include_usage": true}, "stop": "입"}"""),
      Map.entry("/v1/embeddings", """
          {"model": "sluice", "input": ["a", "b"], "encoding_format": "float", "dimensions": 2}"""),
      Map.entry("/mcp", """
          {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": {"name": "ask",
           "arguments": {"question": "q", "k": 3, "collection": "c"},
           "_meta": {"progressToken": 1}}}"""),
      Map.entry("/mcp", """
          {"jsonrpc": "2.0", "id": "a", "method": "tools/call", "params": {"name": "search",
           "arguments": {"query": "q", "mode": "keyword"}}}"""),
      Map.entry("/mcp", """
          {"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {"protocolVersion":
           "2025-06-18", "capabilities": {}, "clientInfo": {"name": "n", "version": "1"}}}"""),
      Map.entry("/v1/batches", """
          {"collection": "c", "questions": [{"customId": "a", "question": "q"},
           {"customId": "b", "question": "휴가?", "k": 3, "deadlineMs": 5, "maxCostUsd": 1}]}"""),
      Map.entry("/v1/webhooks/documents", """
          {"text": "t", "id": "i", "title": "t", "collection": "c", "tags": ["a"]}"""),
      Map.entry("/v1/webhooks/documents", "{\"delete\": \"handbook\", \"collection\": \"c\"}"));

  private static final List<String> PATHS = List.of("/", "/v1/documents/", "/v1/answers/",
      "/v1/answers/a.b/events", "/v1/answers/n.1/explain", "/v1/feedback", "/v1/clicks",
      "/v1/answers/", "/v1/batches/b-1/events", "/v1/batches/b-1/results",
      "/v1/documents", "/vendor/", "/v1/documents/handbook/versions/", "/v1/ingestions/",
      "/v1/ingestions/i-1/events", "/v1/models/", "/v1/models/sluice/", "/v1/dead-letters",
      "/v1/documents/handbook/source", "/v1/documents/handbook/versions/1/diff", "/v1/usage",
      "/v1/experiments", "/v1/experiments/", "/v1/overview", "/v1/answers",
      "/v1/ws", "/mcp", "/v1/ask", "/app.js", "/css/page.css", "/health", "/openapi.yaml",
      "/eventbus",
      "/v1/duplicates", "/v1/cache", "/metrics", "*");
  private static final List<String> PIECES = List.of("..", "/", "%2e", "%2f", "%", "%zz", "%00",
      "%ff", "a", ";", "\\", "//", "%5c", "%u0041", "+", "*", "%ED%9C%B4", "%E1%84%92%E1%85%B2",
      "%F0%9F%8F%9D", "%c0%ae", ".", "handbook", "1", "-1", "99999999999", "%0d%0a", "\u00ff",
      "x".repeat(300));
  private static final List<String> PARAMETERS = List.of("collection", "limit", "after", "query",
      "version", "with", "from", "to", "minutes", "cursor", "result", "slowerThanMs", "", "a[b]",
      "limit", "%", "collection%00");
  private static final List<String> HEADERS = List.of("accept", "accept-encoding", "content-type",
      "traceparent", "tracestate", "x-request-id", "last-event-id", "last-event-id", "origin",
      "sec-fetch-site", "if-none-match", "if-modified-since", "range", "te", "cookie",
      "authorization", "x-api-key", "idempotency-key", "cache-control", "x-forwarded-for",
      "forwarded", "mcp-protocol-version", "x-sluice-timestamp", "x-sluice-signature", "user-agent",
      "content-language", "sec-websocket-version", "sec-websocket-key", "x-odd");
  private static final List<String> HEADER_VALUES = List.of("*/*", "gzip;q=", "", "%%%", "0", "1",
      "-1", "7", "9223372036854775807", "9223372036854775808", "1e3", "01", " 1", "1, 2", "٣",
      "null",
      "text/event-stream", "application/json", "application/json;charset=utf-16", "x".repeat(4000),
      "multipart/form-data; boundary=b", "00-x-y-z", ",;,;", "Bearer", "Bearer ", "Basic OjpA",
      "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", "bytes=0-5,5-9", "bytes=9-1",
      "W/\"x\"", "\"", "max-age=-1", "max-age=99999999999999999999", "no-cache, no-store",
      "2025-06-18",
      "http://x", "https://evil.example", "cross-site", "same-origin", "a\tb", "휴가", "é", "::1",
      "999.1.1.1, [::", "for=\"[", "application/jsonl", "a=b; c", "sha256=zz", "gzip, br;q=1.0001");
  private static final Pattern LEAK = Pattern
      .compile("Exception|\\tat |java\\.|io\\.vertx|com\\.fasterxml|io\\.netty");
  /** Less than a question takes on a busy machine. */
  private static final Pattern HASTE = Pattern
      .compile("deadlineMs\\\\?\"\\s*:\\s*[0-9.eE+-]{1,3}\\b");

  @TempDir
  static Path folder;
  private static Gateway gateway;
  private static OpenApi api;

  @BeforeAll
  static void open() throws Exception {
    gateway = Gateway.open(folder);
    Gateway.get(gateway.actors.serve(Caching.DESCRIBE_CACHES,
        (describe, call) -> new CachesDescribed(
            List.of(new LayerState("exact", 1, 2, 3, 4, 5, 6, 7, 8)),
            List.of(new Likening("default", 0.9, false, 1, 0))))
        .toCompletionStage().toCompletableFuture());
    Gateway.get(gateway.actors
        .serve(Caching.EVICT_ANSWERS, (evict, call) -> new AnswersEvicted(1, List.of("q")))
        .toCompletionStage().toCompletableFuture());
    Gateway.get(gateway.actors
        .serve(Answering.EXPLAIN_CACHING,
            (explain, call) -> new CachingExplained("none", "q", null, null, null, "new",
                List.of()))
        .toCompletionStage().toCompletableFuture());
    Gateway.get(gateway.actors.serve(Answering.ASK_ONCE, (once, call) -> {
      EventLog<AnswerEvent> log = gateway.actors.streams.open(call,
          new Failed(new Cancelled("stopped")));
      Samples.writeWhole(log);
      return log.opened();
    }).toCompletionStage().toCompletableFuture());
    api = OpenApi.parse(gateway.get("/openapi.yaml").body());
  }

  @AfterAll
  static void close() throws Exception {
    assertEquals(200, gateway.post("/v1/ask", "{\"question\": \"q\"}").statusCode());
    gateway.close();
  }

  @Test
  void aBodyOfJsonThatWasGoodOnceIsTakenOrRefused() {
    each(Suite.BODIES, (connection, random) -> {
      var which = Pick.one(random, BODIES);
      var body = Pick.onceIn(random, 20)
          ? Pick.noise(random, random.nextInt(3_000))
          : Mutations.ofJson(Gateway.json(which.getValue()), random);
      var headers = new StringBuilder();
      if (which.getKey().contains("webhooks")) {
        headers.append(signature(body));
      }
      if (Pick.onceIn(random, 3)) {
        headers.append("Accept: ").append(Pick.one(random,
            List.of("text/event-stream", "application/json", "*/*"))).append("\r\n");
      }
      var path = Pick.onceIn(random, 30) ? Pick.one(random, BODIES).getKey() : which.getKey();
      check(connection, HttpConnection.request("POST", path, headers.toString(), body));
    });
  }

  @Test
  void anyMethodPathQueryAndHeadersAreAnswered() {
    each(Suite.HEADS, (connection, random) -> {
      var method = Pick.one(random,
          List.of("GET", "GET", "GET", "POST", "DELETE", "PUT", "HEAD", "OPTIONS", "PATCH", "X"));
      var body = Pick.onceIn(random, 4) && !method.equals("HEAD")
          ? Pick.one(random, BODIES).getValue()
          : "";
      check(connection, HttpConnection.request(method, target(random), headers(random),
          body.getBytes(StandardCharsets.UTF_8)));
    });
  }

  @Test
  void aFormIsTakenOrRefused() {
    each(Suite.FORMS, (connection, random) -> {
      var out = new ByteArrayOutputStream();
      for (var field : List.of("id", "title", "tags", "collection", "mediaType", "date", "file")) {
        if (field.equals("file") ? !Pick.onceIn(random, 10) : Pick.onceIn(random, 3)) {
          var name = Pick.onceIn(random, 9) ? Pick.one(random, Mutations.ODD_TEXTS) : field;
          out.writeBytes(("--b\r\nContent-Disposition: form-data; name=\"" + name + "\""
              + (field.equals("file")
                  ? "; filename=\"" + Pick.one(random, Mutations.ODD_TEXTS) + "\""
                  : "")
              + "\r\n\r\n" + Pick.one(random, Mutations.ODD_TEXTS) + "\r\n")
              .getBytes(StandardCharsets.UTF_8));
        }
      }
      out.writeBytes("--b--\r\n".getBytes(StandardCharsets.UTF_8));
      var form = Pick.onceIn(random, 3)
          ? out.toByteArray()
          : Mutations.ofBytes(out.toByteArray(), random);
      check(connection, HttpConnection.request("POST", "/v1/documents", MULTIPART, form));
    });
    assertTrue(gateway.actors.ingestion.submitted.size() < MANY);
  }

  @Test
  void whatIsDescribedIsAnsweredAsItIsDescribed() {
    var requests = new Requests(api,
        Map.of("model", List.of("sluice", "sluice/hr", "sluice@control"), "collection",
            List.of("default", "hr"), "/v1/documents id", List.of("handbook", "nope"),
            "/v1/batches id", List.of("b-1", "nope"), "/v1/ingestions id", List.of("i-1", "i-2"),
            "/v1/dead-letters id", List.of("i-2", "nope"), "/v1/models id", List.of("sluice"),
            "/v1/documents n", List.of("1", "2", "3"), "/v1/answers id", List.of("n.1", "nope"),
            "/v1/experiments name", List.of("length", "nope")),
        FuzzIT::signature);
    var kinds = new ConcurrentHashMap<Requests.Kind, Integer>();
    each(Suite.DESCRIBED, (connection, random) -> {
      var request = requests.next(random);
      kinds.merge(request.kind(), 1, Integer::sum);
      var answer = connection.send(request.bytes());
      var misfits = new ArrayList<>(requests.misfits(request, answer));
      if (answer.status() == 504 && HASTE.matcher(request.whole()).find()) {
        misfits.clear();
      }
      assertEquals(List.of(), misfits, () -> request + "\n-> " + answer);
    });
    kinds.forEach((kind, times) -> assertTrue(times > Suite.DESCRIBED.inputs() / 10, kind + " are "
        + times));
  }

  private static void each(Suite suite, Fuzz.TrialOn<HttpConnection> trial) {
    Fuzz.each(suite, AT_ONCE, () -> new HttpConnection(gateway.port), (connection, random) -> {
      trial.with(connection, random);
      forget();
    });
  }

  /** What the actors keep for other tests. */
  private static void forget() {
    var actors = gateway.actors;
    for (var queue : List.of(actors.asked, actors.admits, actors.embedded, actors.listed,
        actors.usageAsked, actors.overviewsAsked, actors.answersAsked, actors.feedback,
        actors.clicks, actors.batches.opened,
        actors.batches.listed, actors.batches.reads,
        actors.batches.dropped, actors.ingestion.submitted, actors.ingestion.submitters,
        actors.ingestion.erased, actors.ingestion.sources, actors.ingestion.letters,
        actors.ingestion.uploads.dropped)) {
      if (queue.size() > MANY / 2) {
        queue.clear();
      }
    }
    if (actors.ingestion.uploads.pieces.size() > MANY) {
      actors.ingestion.uploads.pieces.clear();
    }
  }

  private static void check(HttpConnection connection, byte[] request) throws IOException {
    var answer = connection.send(request);
    var hasty = answer.status() == 504
        && HASTE.matcher(new String(request, StandardCharsets.UTF_8)).find();
    var sent = new String(request, 0, Math.min(request.length, 2_000), StandardCharsets.UTF_8);
    assertTrue(answer.status() < 500 || hasty, () -> sent + "\n-> " + answer);
    assertFalse(LEAK.matcher(answer.text()).find(), () -> sent + "\n-> " + answer);
    if (answer.status() >= 400 && !answer.text().isEmpty()) {
      assertEquals(List.of(), misfits(answer), () -> sent + "\n-> " + answer);
    } else {
      assertTrue(answer.status() < 400 || sent.startsWith("HEAD "), () -> sent + "\n-> " + answer);
    }
  }

  /** Of an error: MCP has a shape of its own. */
  private static List<String> misfits(Answer answer) throws IOException {
    assertTrue(answer.is("application/json"), answer::toString);
    JsonNode body = Gateway.json(answer.text());
    return body.has("jsonrpc") ? api.misfits("McpAnswer", body) : api.misfits("Error", body);
  }

  private static String target(Random random) {
    var target = new StringBuilder(Pick.one(random, PATHS));
    for (var pieces = Math.max(0, random.nextInt(10) - 4); pieces > 0; pieces--) {
      target.append(Pick.one(random, PIECES));
    }
    for (var i = 0; i < Math.max(0, random.nextInt(6) - 2); i++) {
      target.append(i == 0 ? '?' : '&').append(Pick.one(random, PARAMETERS)).append('=')
          .append(Pick.one(random, PIECES)).append(Pick.one(random, PIECES));
    }
    return target.toString();
  }

  /** Any that say nothing of where the request ends. */
  private static String headers(Random random) {
    var headers = new StringBuilder();
    for (var i = random.nextInt(6); i > 0; i--) {
      headers.append(Pick.one(random, HEADERS)).append(": ").append(Pick.one(random, HEADER_VALUES))
          .append("\r\n");
    }
    return headers.toString();
  }

  private static String signature(byte[] body) {
    var timestamp = Long.toString(Instant.now().getEpochSecond());
    return "x-sluice-timestamp: " + timestamp + "\r\nx-sluice-signature: "
        + Gateway.signature(timestamp, body) + "\r\n";
  }
}
