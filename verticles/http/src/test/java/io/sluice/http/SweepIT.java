package io.sluice.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.sluice.fuzzing.Fuzz;
import io.sluice.fuzzing.Suite;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Requests as nobody should send them, also such as are no HTTP, each on a connection of its own. */
class SweepIT {
  private static final int AT_ONCE = 64;
  private static final Pattern LEAK = Pattern
      .compile("Exception|\\tat |java\\.|io\\.vertx|com\\.fasterxml|io\\.netty");
  private static final List<String> PATHS = List.of("/v1/ask", "/v1/search", "/v1/documents",
      "/v1/chat/completions", "/v1/embeddings", "/mcp", "/v1/batches", "/v1/feedback",
      "/v1/clicks");
  private static final List<String> BODIES = List.of("""
      {"question": "q", "collection": "c", "conversation": "x", "user": "u", "k": 3,
       "filters": {"tags": ["t"], "language": "ko", "from": "2026-01-01", "to": "2026-01-02",
                   "author": "a", "source": "s*"},
       "variant": "v", "tier": "normal", "cache": "use", "stream": false, "deadlineMs": 20000,
       "maxCostUsd": 1.5}""", """
      {"query": "q", "collection": "c", "k": 3, "filters": {"tags": ["t"], "language": "ko"},
       "mode": "hybrid", "alpha": 0.5, "rerank": true}""", """
      {"text": "t", "id": "i", "title": "t", "mediaType": "text/plain", "collection": "c",
       "tags": ["a"], "acl": ["b"], "source": "s", "author": "a", "date": "2026-01-31"}""", """
      {"model": "sluice", "messages": [{"role": "system", "content": "s"},
       {"role": "user", "content": [{"type": "text", "text": "q"}]}], "stream": false, "n": 1,
       "stop": ["x"], "max_tokens": 5, "max_completion_tokens": 5, "user": "u", "logprobs": false,
       "response_format": {"type": "text"}, "stream_options": {"include_usage": true},
       "tools": [1], "temperature": 1.5}""", """
      {"model": "sluice", "input": ["a"], "encoding_format": "float", "dimensions": 2}""",
      """
          {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": {"name": "ask",
           "arguments": {"question": "q", "k": 3, "collection": "c"}, "_meta": {"progressToken": 1}}}""",
      """
          {"collection": "c", "questions": [{"customId": "a", "question": "q"},
           {"customId": "b", "question": "휴가?", "k": 3, "deadlineMs": 5, "maxCostUsd": 1}]}""",
      """
          {"answer": "n.1", "rating": 5, "comment": "좋아요"}""",
      """
          {"answer": "n.1", "source": 1}""");
  private static final List<String> VALUES = List.of("null", "true", "0", "-1", "1e400",
      "99999999999999999999", "\"\"", "\" \"", "\"x\"", "[]", "[1]", "[null]", "[[]]", "{}",
      "{\"a\": 1}", "\"\\u0000\"", "\"\\ud800\"", "1.5", "\"" + "x".repeat(300) + "\"", "NaN",
      "nope");
  private static final Pattern VALUE = Pattern
      .compile("(?<=: )(\"[^\"]*\"|\\[[^]]*]|\\{[^}]*}|[0-9.]+|true|false)");
  private static final String FORM = "--b\r\nContent-Disposition: form-data; name=\"id\"\r\n\r\nd"
      + "\r\n--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.md\"\r\n"
      + "Content-Type: text/markdown\r\n\r\n# Text\r\n--b--\r\n";

  /** What is sent behind each request ends the connection, unless that has begun a body. */
  private static final String LAST = """
      GET /health/live HTTP/1.1
      Host: localhost
      Connection: close

      """.replace("\n", "\r\n");
  private static final Duration SILENCE = Duration.ofSeconds(1);

  @TempDir
  Path folder;

  @Test
  void noRequestBreaksTheGateway() throws Exception {
    try (var gateway = Gateway.open(folder, c -> new HttpConfig(c.host(), c.port(),
        c.proxies(), c.maxConnections(), c.maxBodyBytes(), c.maxUploadBytes(), c.deadline(),
        SILENCE, c.webroot(),
        c.webhookSecret(), c.bridges(), TlsConfig.NONE))) {
      Fuzz.each(Suite.CONNECTIONS, AT_ONCE, () -> () -> {},
          (nothing, random) -> attempt(gateway, request(random)));
      assertEquals(200, gateway.post("/v1/ask", "{\"question\": \"q\"}").statusCode());
    }
  }

  /** What does not end in time is thrown. */
  private static void attempt(Gateway gateway, byte[] request) throws IOException {
    try (var client = gateway.raw()) {
      var response = client.send(request).send(LAST).rest();
      var head = response.substring(0, Math.min(12, response.length()));
      assertFalse(head.startsWith("HTTP/1.1 5") || head.startsWith("HTTP/1.0 5")
          || LEAK.matcher(response).find(), response);
    } catch (SocketException e) {
      // closed while we were writing: an answer too
    }
  }

  private static byte[] request(Random random) {
    return switch (random.nextInt(9)) {
      case 0 -> wrongTypes(random);
      case 1 -> mutated(random);
      case 2 -> noise(random, random.nextInt(2000));
      case 3 -> withHeaders(random);
      case 4 -> truncated(random);
      case 5 -> form(random);
      case 6 -> chunked(random);
      case 7 -> path(random);
      default -> noisyBody(random);
    };
  }

  private static byte[] wrongTypes(Random random) {
    var which = random.nextInt(BODIES.size());
    var matcher = VALUE.matcher(BODIES.get(which));
    var places = matcher.results().toList();
    var place = places.get(random.nextInt(places.size()));
    var body = new StringBuilder(BODIES.get(which)).replace(place.start(), place.end(),
        pick(random, VALUES));
    return post(PATHS.get(which), "", body.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] mutated(Random random) {
    var which = random.nextInt(BODIES.size());
    return post(PATHS.get(which), "", flipped(random, BODIES.get(which)));
  }

  private static byte[] noisyBody(Random random) {
    return post(pick(random, PATHS), "", noise(random, random.nextInt(3000)));
  }

  private static byte[] withHeaders(Random random) {
    var headers = new StringBuilder();
    for (var i = 0; i < random.nextInt(6); i++) {
      var name = pick(random, List.of("accept", "accept-encoding", "content-type", "traceparent",
          "x-request-id", "last-event-id", "expect", "origin", "sec-fetch-site", "if-none-match",
          "content-encoding", "upgrade", "range", "te", "cookie", "x-" + random.nextInt(9)));
      headers.append(name).append(": ").append(pick(random, List.of("*/*", "gzip;q=", "", "%%%",
          "text/event-stream", "websocket", "100-continue", "x".repeat(500), "\u0001",
          "multipart/form-data; boundary=b", "00-x-y-z", "null", ",;,;"))).append("\r\n");
    }
    return random.nextBoolean()
        ? post(pick(random, PATHS), headers.toString(), flipped(random, pick(random, BODIES)))
        : bytes("GET " + pick(random, List.of("/", "/v1/ws", "/v1/collections", "/app.js",
            "/v1/answers/a.b/events", "/v1/ingestions/i-1/events",
            "/v1/documents/handbook/versions/1/diff"))
            + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + headers
            + "\r\n");
  }

  private static byte[] truncated(Random random) {
    var whole = random.nextBoolean()
        ? post(pick(random, PATHS), "", bytes(pick(random, BODIES)))
        : post("/v1/documents", "Content-Type: multipart/form-data; boundary=b\r\n", bytes(FORM));
    return java.util.Arrays.copyOf(whole, random.nextInt(whole.length));
  }

  private static byte[] form(Random random) {
    var type = pick(random, List.of("multipart/form-data; boundary=b", "multipart/form-data",
        "multipart/form-data; boundary=", "multipart/form-data; boundary=other",
        "multipart/form-data; boundary=\"b", "multipart/mixed; boundary=b"));
    var body = switch (random.nextInt(5)) {
      case 0 -> bytes(FORM + FORM);
      case 1 -> bytes(FORM.replace("filename=\"a.md\"", ""));
      case 2 -> java.util.Arrays.copyOf(bytes(FORM), random.nextInt(FORM.length()));
      case 3 -> bytes(FORM.replace("form-data; name=\"file\"", pick(random, VALUES)));
      default -> flipped(random, FORM);
    };
    return post("/v1/documents", "Content-Type: " + type + "\r\n", body);
  }

  private static byte[] chunked(Random random) {
    return bytes("POST " + pick(random, PATHS)
        + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
        + "Transfer-Encoding: chunked\r\n\r\n" + pick(random, List.of("zz\r\n", "5\r\n{\"a\"", "-1",
            "ffffffffffffffff\r\n", "2\r\n{}\r\n0\r\n\r\n", "2\r\n{}0\r\n", "0\r\n\r\n", "")));
  }

  private static byte[] path(Random random) {
    var path = new StringBuilder(pick(random, List.of("/", "/v1/documents/", "/v1/answers/",
        "/v1/documents?", "/v1/documents?collection=", "/v1/documents?limit=", "/vendor/",
        "/v1/documents/a/versions/", "/v1/ingestions/", "/v1/models/", "/v1/models/sluice/",
        "/v1/dead-letters?", "/v1/documents/handbook/source?version=")));
    for (var i = 0; i < random.nextInt(12); i++) {
      path.append(pick(random, List.of("..", "/", "%2e", "%2f", "%", "%zz", "%00", "%ff", "a", "&",
          "=", ";", "\\", "#", "?", "//", "%5c", "%u0041", "+", "*")));
    }
    return bytes(pick(random, List.of("GET", "POST", "DELETE", "PUT", "HEAD", "OPTIONS", "X")) + " "
        + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
  }

  private static byte[] post(String path, String headers, byte[] body) {
    var out = new ByteArrayOutputStream();
    out.writeBytes(
        bytes("POST " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + headers
            + "Content-Length: " + body.length + "\r\n\r\n"));
    out.writeBytes(body);
    return out.toByteArray();
  }

  private static byte[] flipped(Random random, String text) {
    var body = bytes(text);
    for (var i = 0; i <= random.nextInt(4); i++) {
      body[random.nextInt(body.length)] = (byte) random.nextInt(256);
    }
    return body;
  }

  private static byte[] noise(Random random, int length) {
    var noise = new byte[length];
    random.nextBytes(noise);
    return noise;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String pick(Random random, List<String> from) {
    return from.get(random.nextInt(from.size()));
  }
}
