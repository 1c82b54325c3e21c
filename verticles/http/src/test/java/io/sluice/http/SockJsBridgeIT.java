package io.sluice.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.message.AnswerEvent.Accepted;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketConnectOptions;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The bridge by SockJS, in its own framing and on the bare WebSocket beside it. */
@Timeout(120)
class SockJsBridgeIT {
  private static final String BARE = "/eventbus/websocket";
  private static final String FRAMED = "/eventbus/000/session/websocket";

  @TempDir
  Path folder;
  private Gateway gateway;
  private final BlockingQueue<String> frames = new LinkedBlockingQueue<>();
  private final CompletableFuture<Void> closed = new CompletableFuture<>();

  @BeforeEach
  void openGateway() throws Exception {
    gateway = Gateway.open(folder,
        c -> new HttpConfig(c.host(), c.port(), c.proxies(), c.maxConnections(), c.maxBodyBytes(),
            c.maxUploadBytes(),
            c.deadline(),
            c.idleTimeout(), c.webroot(), "", new BridgesConfig(true, 0), TlsConfig.NONE));
  }

  @AfterEach
  void closeGateway() {
    gateway.close();
  }

  @Test
  void aQuestionIsAnsweredWhole() throws Exception {
    open(BARE).writeTextMessage(ask("r1", "휴가는 며칠이에요?"));
    var reply = Gateway.json(next());
    assertEquals("rec", reply.path("type").asText());
    assertEquals("r1", reply.path("address").asText());
    assertEquals(Samples.TEXT, reply.at("/body/answer").asText());
  }

  @Test
  void theSameInTheFramingOfSockJs() throws Exception {
    var socket = open(FRAMED);
    assertEquals("o", next());
    socket.writeTextMessage(Gateway.JSON.writeValueAsString(new String[]{ask("r1", "연차"),
        "{\"type\": \"ping\"}", "{\"type\": \"publish\", \"address\": \"sluice.ask\"}"}));
    var denied = framed();
    assertEquals("err", denied.path("type").asText());
    assertEquals("access_denied", denied.path("body").asText());
    assertEquals(Samples.TEXT, framed().at("/body/answer").asText());
  }

  @Test
  void aRefusalIsAFailureOfTheReply() throws Exception {
    open(BARE).writeTextMessage(ask("r1", " "));
    var failure = Gateway.json(next());
    assertEquals("r1", failure.path("address").asText());
    assertEquals(400, failure.path("failureCode").asInt());
    assertEquals("question",
        Gateway.json(failure.path("message").asText()).at("/error/param").asText());
  }

  @Test
  void leavingStopsTheWork() throws Exception {
    gateway.actors.answer = log -> log.append(new Accepted(log.id()));
    for (var path : new String[]{BARE, FRAMED}) {
      var socket = open(path);
      socket.writeTextMessage(path.equals(BARE)
          ? ask("r", "q")
          : Gateway.JSON.writeValueAsString(new String[]{ask("r", "q")}));
      var log = gateway.actors.asked.poll(30, TimeUnit.SECONDS).log();
      socket.close();
      Gateway.get(log.whenEnded().toCompletionStage().toCompletableFuture());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "[\"", "[\"{\"]", "[1]", "{}", "[\"\\ud800\"]", "\"x\"", "[\"]\"]"})
  void nonsenseHurtsNobodyElse(String text) throws Exception {
    open(FRAMED).writeTextMessage(text);
    frames.clear();
    open(BARE).writeTextMessage(ask("r", "q"));
    for (var frame = next(); !frame.contains(Samples.TEXT); frame = next()) {
      assertTrue(frame.equals("o") || frame.contains("invalid_json"), frame);
    }
  }

  @Test
  void aFrameThatIsTooLongEndsTheConnectionAndNothingElse() throws Exception {
    open(BARE).writeTextMessage("x".repeat(70_000));
    Gateway.get(closed);
    assertEquals(200, gateway.get("/health/live").statusCode());
  }

  @ParameterizedTest
  @CsvSource(nullValues = "-", value = {"https://evil.example,403", "null,403",
      "http://localhost,101",
      "-,101"})
  void onlyOwnPagesMayOpenOne(String origin, int status) throws Exception {
    var header = origin == null ? "" : "Origin: " + origin + "\r\n";
    for (var path : new String[]{BARE, FRAMED}) {
      try (var raw = gateway.raw()) {
        raw.send("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\n" + header
            + "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
            + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");
        assertEquals("HTTP/1.1 " + status, new String(raw.in().readNBytes(12),
            java.nio.charset.StandardCharsets.UTF_8));
      }
    }
    var info = gateway.request("/eventbus/info");
    if (origin != null && status == 403) {
      assertEquals(403, gateway.send(info.header("origin", origin)).statusCode());
    } else {
      assertTrue(Gateway.json(gateway.send(info).body()).path("websocket").asBoolean());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"xhr", "xhr_send", "xhr_streaming", "eventsource", "htmlfile?c=x",
      "jsonp?c=x", "jsonp_send"})
  void otherWaysThanTheWebSocketAreNotThere(String way) throws Exception {
    assertEquals(404, gateway.get("/eventbus/000/session/" + way).statusCode());
    assertEquals(405, gateway.post("/eventbus/000/session/" + way, "[]").statusCode());
  }

  @Test
  void asShippedTheDoorIsShut() throws Exception {
    try (var shut = Gateway.open(folder.resolve("shut"))) {
      assertEquals(404, shut.get("/eventbus/info").statusCode());
      assertEquals(404, shut.get(BARE).statusCode());
    }
  }

  private WebSocket open(String path) throws Exception {
    return Gateway.get(gateway.vertx.createWebSocketClient()
        .connect(new WebSocketConnectOptions().setHost("127.0.0.1").setPort(gateway.port)
            .setURI(path))
        .onSuccess(opened -> {
          opened.textMessageHandler(frames::add);
          opened.closeHandler(gone -> closed.complete(null));
        }).toCompletionStage().toCompletableFuture());
  }

  private static String ask(String replyAddress, String question) {
    return "{\"type\": \"send\", \"address\": \"sluice.ask\", \"replyAddress\": \"" + replyAddress
        + "\", \"body\": {\"question\": \"" + question + "\"}}";
  }

  private JsonNode framed() throws Exception {
    var frame = next();
    assertEquals('a', frame.charAt(0), frame);
    return Gateway.json(Gateway.json(frame.substring(1)).path(0).asText());
  }

  private String next() throws Exception {
    return frames.poll(30, TimeUnit.SECONDS);
  }
}
