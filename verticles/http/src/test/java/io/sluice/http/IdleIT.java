package io.sluice.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.message.AnswerEvent.Accepted;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The gateway is patient for three seconds. What it works on here takes longer. */
@Timeout(120)
class IdleIT {
  private static final long LONG_MS = 4_500;
  private static final Duration FOR_A_BODY = Duration.ofSeconds(4);
  private static final long BIT_BY_BIT_NS = 100_000_000;
  private static final String UPGRADE = """
      GET /v1/ws HTTP/1.1
      Host: localhost
      Connection: Upgrade
      Upgrade: websocket
      Sec-WebSocket-Version: 13
      Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==

      """.replace("\n", "\r\n");

  @TempDir
  Path folder;
  private Gateway gateway;

  @BeforeEach
  void open() throws Exception {
    gateway = Gateway.open(folder,
        c -> new HttpConfig(c.host(), c.port(), c.proxies(), c.maxConnections(), c.maxBodyBytes(),
            4 << 20, FOR_A_BODY, Duration.ofSeconds(3), c.webroot(), "", c.bridges(),
            TlsConfig.NONE));
  }

  @AfterEach
  void close() {
    gateway.close();
  }

  @Test
  void anAnswerMayTakeLongerThanAClientMayBeSilent() throws Exception {
    gateway.actors.answer = log -> gateway.vertx.setTimer(LONG_MS,
        late -> Samples.writeWhole(log));
    assertEquals(200, gateway.post("/v1/ask", "{\"question\": \"q\"}").statusCode());
  }

  /** Its heartbeats come every five seconds. */
  @Test
  void aStreamMayBeSilentForLongerThanAClient() throws Exception {
    gateway.actors.answer = log -> {
      log.append(new Accepted(log.id()));
      gateway.vertx.setTimer(LONG_MS, late -> Samples.writeWhole(log));
    };
    var ask = "{\"question\": \"q\", \"stream\": true}";
    assertTrue(gateway.post("/v1/ask", ask).body().endsWith("data: [DONE]\n\n"));
    var tool = "{\"jsonrpc\": \"2.0\", \"id\": 1, \"method\": \"tools/call\", \"params\": {\"name\":"
        + " \"ask\", \"arguments\": {\"question\": \"q\"}, \"_meta\": {\"progressToken\": 1}}}";
    var told = gateway.send(gateway.request("/mcp").header("accept", "text/event-stream")
        .POST(BodyPublishers.ofString(tool))).body();
    assertTrue(told.contains(Samples.TEXT), told);
  }

  @Test
  void whoHasReadItsStreamAndSaysNothingMoreIsLeft() throws Exception {
    try (var client = gateway.raw()) {
      var stream = client.send("POST /v1/ask HTTP/1.1\r\nHost: localhost\r\nContent-Length: 30\r\n"
          + "\r\n{\"question\":\"q\",\"stream\":true}").rest();
      assertTrue(stream.contains("data: [DONE]"), stream);
    }
  }

  @Test
  void anAnswerOnAWebSocketMayTakeLongerThanAClientMayBeSilent() throws Exception {
    gateway.actors.answer = log -> gateway.vertx.setTimer(LONG_MS,
        late -> Samples.writeWhole(log));
    var text = "{\"type\": \"ask\", \"question\": \"q\"}";
    var frame = Buffer.buffer().appendByte((byte) 0x81).appendByte((byte) (0x80 | text.length()))
        .appendInt(0).appendString(text);
    try (var client = gateway.raw()) {
      client.send(UPGRADE).head();
      var heard = client.send(frame.getBytes()).rest();
      assertTrue(heard.contains("\"done\""), heard);
    }
  }

  @Test
  void whoSaysItsBodyBitByBitIsTold() throws Exception {
    for (var path : List.of("/v1/ask", "/v1/batches", "/v1/documents", "/mcp")) {
      try (var client = gateway.raw()) {
        client
            .send("POST " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\n");
        for (var i = 0; i < 500 && client.in().available() == 0; i++) {
          client.send("x");
          LockSupport.parkNanos(BIT_BY_BIT_NS);
        }
        var response = client.response();
        assertTrue(response.startsWith("HTTP/1.1 408 ")
            && response.contains("the body did not come in time"), path + " " + response);
      }
    }
  }

  @Test
  void whoSaysMuchOfItsBodyHasLongerForTheRest() throws Exception {
    var rest = 50;
    var begun = "{\"question\":\"q\"" + " ".repeat(48 << 10);
    try (var client = gateway.raw()) {
      client.send("POST /v1/ask HTTP/1.1\r\nHost: localhost\r\nContent-Length: "
          + (begun.length() + rest + 1) + "\r\n\r\n" + begun);
      for (var i = 0; i < rest; i++) {
        client.send(" ");
        LockSupport.parkNanos(BIT_BY_BIT_NS);
      }
      var response = client.send("}").response();
      assertTrue(response.startsWith("HTTP/1.1 200 "), response);
    }
  }

  @Test
  void aPieceMayTakeLongerThanAClientMayBeSilent() throws Exception {
    gateway.actors.ingestion.uploads.gate = piece -> gateway.vertx
        .timer(piece.offset() == 0 ? LONG_MS : 1, TimeUnit.MILLISECONDS).mapEmpty();
    var form = "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\n"
        + "x".repeat(2 << 20) + "\r\n--b--";
    var response = gateway.send(gateway.request("/v1/documents")
        .header("content-type", "multipart/form-data; boundary=b")
        .POST(java.net.http.HttpRequest.BodyPublishers.ofString(form)));
    assertEquals(202, response.statusCode(), response.body());
  }

  @Test
  void whatASlowClientSentGoesOnBeforeItIsTakenForForgotten() throws Exception {
    var pieces = gateway.actors.ingestion.uploads.pieces;
    try (var client = gateway.raw()) {
      client.send("""
          POST /v1/documents HTTP/1.1
          Host: localhost
          Transfer-Encoding: chunked
          Connection: close
          Content-Type: multipart/form-data; boundary=b

          """.replace("\n", "\r\n"));
      chunk(client, "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\n"
          + "x".repeat(600_000));
      for (var i = 0; i < 100_000 && pieces.size() < 2; i++) {
        chunk(client, "y");
        gateway.get("/health/live");
      }
      chunk(client, "\r\n--b--");
      assertTrue(client.send("0\r\n\r\n").rest().startsWith("HTTP/1.1 202 "));
    }
    assertTrue(pieces.get(1) < 100_000, pieces.toString());
  }

  @Test
  void whoSaysNothingIsLeft() throws Exception {
    var post = "POST %s HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n%s\r\n%s";
    var type = "Content-Type: multipart/form-data; boundary=b\r\n";
    for (var begun : List.of("", "GET /health/live HT", post.formatted("/v1/ask", "", "{"),
        post.formatted("/v1/documents", type, "--b"))) {
      try (var client = gateway.raw()) {
        assertEquals("", client.send(begun).rest(), begun);
      }
    }
  }

  @Test
  void whoSaysItsHeadBitByBitIsLeft() throws Exception {
    for (var before : List.of("", "GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n")) {
      try (var client = gateway.raw()) {
        client.send(before + "GET /health/live HTTP/1.1\r\nX-Long: ");
        assertThrows(IOException.class, () -> {
          for (var i = 0; i < 1_000; i++) {
            client.send("x");
            LockSupport.parkNanos(BIT_BY_BIT_NS);
          }
        }, before);
      }
    }
  }

  @Test
  void whoHasItsAnswerAndSaysNothingMoreIsLeft() throws Exception {
    try (var client = gateway.raw()) {
      var response = client.send("GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n").rest();
      assertTrue(response.startsWith("HTTP/1.1 200 "), response);
    }
  }

  @Test
  void aSilentWebSocketIsLeft() throws Exception {
    try (var client = gateway.raw()) {
      var response = client.send(UPGRADE).rest();
      assertTrue(response.startsWith("HTTP/1.1 101 "), response);
    }
  }

  @Test
  void aWebSocketThatIsHeardOfNowAndThenIsNot() throws Exception {
    var ping = new byte[]{(byte) 0x89, (byte) 0x80, 0, 0, 0, 0};
    try (var client = gateway.raw()) {
      client.send(UPGRADE);
      for (var head = ""; !head.endsWith("\r\n\r\n");) {
        head += (char) client.in().read();
      }
      var end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(LONG_MS);
      while (System.nanoTime() - end < 0) {
        assertEquals(0x8A, client.send(ping).in().read());
        assertEquals(0, client.in().read());
        LockSupport.parkNanos(BIT_BY_BIT_NS);
      }
    }
  }

  private static void chunk(RawClient client, String text) throws Exception {
    client.send(Integer.toHexString(text.length()) + "\r\n" + text + "\r\n");
  }
}
