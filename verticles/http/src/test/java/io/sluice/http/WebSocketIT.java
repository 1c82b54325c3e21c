package io.sluice.http;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.bus.EventLog;
import io.sluice.message.AnswerEvent;
import io.sluice.message.AnswerEvent.Accepted;
import io.sluice.message.AnswerEvent.Token;
import io.sluice.message.Reply;
import io.sluice.message.Streaming;
import io.sluice.message.Streaming.Batch;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.http.WebSocketFrame;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(120)
class WebSocketIT extends OnOwnGateway {
  private final BlockingQueue<String> frames = new LinkedBlockingQueue<>();
  private final CompletableFuture<Void> closed = new CompletableFuture<>();
  private WebSocketClient client;
  private WebSocket socket;

  @BeforeEach
  void open() throws Exception {
    client = gateway.vertx.createWebSocketClient();
    var connected = client.connect(new WebSocketConnectOptions().setHost("127.0.0.1")
        .setPort(gateway.port).setURI("/v1/ws"));
    socket = Gateway.get(connected.onSuccess(opened -> {
      opened.textMessageHandler(frames::add);
      opened.closeHandler(gone -> closed.complete(null));
    }).toCompletionStage().toCompletableFuture());
  }

  @Test
  void aQuestionIsAnsweredInEventsWithTheClientsRef() throws Exception {
    socket.writeTextMessage("{\"type\": \"ask\", \"ref\": \"r\", \"question\": \"q\"}");
    for (var number = 1; number <= 9; number++) {
      var frame = next();
      assertEquals("r", frame.get("ref").asText());
      assertEquals(number, frame.get("id").asLong());
      assertEquals(number == 9 ? "done" : frame.get("event").asText(),
          frame.get("event").asText());
    }
  }

  @Test
  void severalQuestionsAreAnsweredAtOnceAndOneIsCancelled() throws Exception {
    gateway.actors.answer = log -> log.append(new Accepted(log.id()));
    var first = ask("one");
    var second = ask("two");
    socket.writeTextMessage(
        "{\"type\": \"cancel\", \"ref\": \"x\", \"answer\": \"" + first.id() + "\"}");
    var stopped = next();
    assertEquals("one", stopped.get("ref").asText());
    assertEquals("error", stopped.get("event").asText());
    assertEquals("caller.cancelled", stopped.at("/data/error/code").asText());
    second.append(new Token("b"));
    assertEquals("two", next().get("ref").asText());
    second.end(Samples.done(second.id()));
    assertEquals("done", next().get("event").asText());
  }

  @Test
  void aQuestionIsCancelledByItsNameOnThisConnection() throws Exception {
    gateway.actors.answer = log -> log.append(new Accepted(log.id()));
    ask("one");
    socket.writeTextMessage("{\"type\": \"cancel\", \"ref\": \"one\"}");
    var stopped = next();
    assertEquals("one", stopped.get("ref").asText());
    assertEquals("caller.cancelled", stopped.at("/data/error/code").asText());

    socket.writeTextMessage("{\"type\": \"cancel\", \"ref\": \"one\"}");
    assertEquals("caller.not_found", next().at("/data/error/code").asText(), "it has ended");
  }

  @Test
  void aQuestionMayBeCancelledBeforeItIsTakenUp() throws Exception {
    gateway.actors.answer = log -> log.append(new Accepted(log.id()));
    socket.writeTextMessage("{\"type\": \"ask\", \"ref\": \"one\", \"question\": \"q\"}");
    socket.writeTextMessage("{\"type\": \"cancel\", \"ref\": \"one\"}");
    var last = next();
    while (!last.get("event").asText().equals("error")) {
      last = next();
    }
    assertEquals("caller.cancelled", last.at("/data/error/code").asText());
    assertEquals("one", last.get("ref").asText());
  }

  @Test
  void aWrongFrameIsToldByItsName() throws Exception {
    socket.writeTextMessage("{\"type\": \"sing\", \"ref\": \"노래\"}");
    assertEquals("노래", next().get("ref").asText());
  }

  @Test
  void anAnswerIsResumedAfterWhatWasRead() throws Exception {
    gateway.actors.answer = log -> log.append(new Accepted(log.id()));
    var log = ask("one");
    log.append(new Token("a"));
    next();
    socket
        .writeTextMessage("{\"type\": \"resume\", \"ref\": \"again\", \"after\": 1, \"answer\": \""
            + log.id() + "\"}");
    var frame = next();
    assertEquals("again", frame.get("ref").asText());
    assertEquals(2, frame.get("id").asLong());
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '\0', nullValues = "-", value = {
      "nope                                            | -",
      "{}                                              | type",
      "{\"type\": \"sing\"}                            | type",
      "{\"type\": \"ask\"}                             | question",
      "{\"type\": \"ask\", \"question\": \"\"}         | question",
      "{\"type\": \"ask\", \"question\": \"q\", \"stream\": true} | stream",
      "{\"type\": \"ask\", \"question\": \"q\", \"filters\": {\"x\": 1}} | filters.x",
      "{\"type\": \"cancel\"}                          | answer",
      "{\"type\": \"resume\", \"answer\": \"a\", \"after\": -1} | after",
      "{\"type\": \"resume\", \"answer\": \"a.b\"}     | id",
      "{\"type\": \"cancel\", \"answer\": \"a.b\"}     | id",
      "{\"type\": \"ask\", \"question\": \"q\", \"collection\": \"unknown\"} | collection",
  })
  void aWrongFrameGetsAnErrorAndTheConnectionLives(String frame, String param) throws Exception {
    socket.writeTextMessage(frame);
    var error = next();
    assertEquals("error", error.get("event").asText());
    assertTrue(error.get("id").isNull());
    assertEquals(param == null ? "null" : param, error.at("/data/error/param").asText());
    assertLives();
  }

  @Test
  void aBinaryFrameGetsAnErrorAndTheConnectionLives() throws Exception {
    socket.writeBinaryMessage(Buffer.buffer(new byte[]{1, 2, 3}));
    assertEquals("caller.bad_request", next().at("/data/error/code").asText());
    assertLives();
  }

  @Test
  void aFrameThatIsTooLongEndsTheConnectionAndNothingElse() throws Exception {
    socket.writeTextMessage("x".repeat(70_000));
    Gateway.get(closed);
    assertEquals(200, gateway.get("/health/live").statusCode());
  }

  @Test
  void aMessageMayComeInPiecesOfWhichTheFirstIsEmpty() throws Exception {
    socket.writeFrame(WebSocketFrame.textFrame("", false));
    socket.writeFrame(WebSocketFrame.continuationFrame(
        Buffer.buffer("{\"type\": \"ask\", \"ref\": \"pieces\", "), false));
    socket.writePing(Buffer.buffer("between"));
    socket.writeFrame(
        WebSocketFrame.continuationFrame(Buffer.buffer("\"question\": \"q\"}"), true));
    assertEquals("pieces", next().get("ref").asText());
    assertLives();
  }

  @Test
  void leavingStopsTheWork() throws Exception {
    gateway.actors.answer = log -> log.append(new Accepted(log.id()));
    var log = ask("one");
    socket.close();
    Gateway.get(log.whenEnded().toCompletionStage().toCompletableFuture());
  }

  @Test
  void onlySoManyAnswersAreOpenAtOnce() throws Exception {
    gateway.actors.answer = log -> log.append(new Accepted(log.id()));
    for (var i = 0; i < 65; i++) {
      socket.writeTextMessage("{\"type\": \"ask\", \"ref\": \"r\", \"question\": \"q\"}");
    }
    var events = new ArrayList<String>();
    for (var i = 0; i < 65; i++) {
      events.add(next().get("event").asText());
    }
    assertEquals(1, events.stream().filter("error"::equals).count());
  }

  @Test
  void aSlowReaderGetsEverything() throws Exception {
    gateway.actors.answer = log -> {
      for (var i = 0; i < 20_000; i++) {
        log.append(new Token("x".repeat(500)));
      }
      log.end(Samples.done(log.id()));
    };
    socket.pause();
    socket.writeTextMessage("{\"type\": \"ask\", \"ref\": \"r\", \"question\": \"q\"}");
    gateway.actors.asked.poll(30, TimeUnit.SECONDS);
    for (var i = 0; i < 100; i++) {
      gateway.get("/health/live");
    }
    socket.resume();
    for (var number = 1; number <= 20_001; number++) {
      assertEquals(number, next().get("id").asLong());
    }
  }

  @ParameterizedTest
  @CsvSource(nullValues = "-", value = {"https://evil.example,403", "null,403", "%%,403",
      "http://x.evil.example,403", "http://localhost,101", "-,101"})
  void onlyOwnPagesMayOpenOne(String origin, int status) throws Exception {
    var header = origin == null ? "" : "Origin: " + origin + "\r\n";
    try (var raw = gateway.raw()) {
      raw.send(upgrade(header + "Upgrade: websocket\r\n"));
      assertEquals("HTTP/1.1 " + status, new String(raw.in().readNBytes(12),
          java.nio.charset.StandardCharsets.UTF_8));
      if (status == 403) {
        raw.halfClose();
        assertTrue(raw.rest().contains("\"code\":\"caller.bad_request\""));
      }
    }
  }

  @Test
  void aRequestThatIsNoneForAWebSocketIsToldSo() throws Exception {
    for (var header : List.of("", "Upgrade: h2c\r\n")) {
      try (var raw = gateway.raw()) {
        var response = raw.send(upgrade(header)).response();
        assertTrue(response.startsWith("HTTP/1.1 400 "), response);
        assertTrue(response.contains("\"code\":\"caller.bad_request\""), response);
      }
    }
  }

  @Test
  void anotherVersionOfTheProtocolIsToldTheRightOne() throws Exception {
    try (var raw = gateway.raw()) {
      var response = raw.send(upgrade("Upgrade: websocket\r\n").replace("13", "12")).response();
      assertTrue(response.startsWith("HTTP/1.1 426 "), response);
      assertTrue(response.contains("sec-websocket-version: 13\r\n"), response);
      assertTrue(response.contains("\"param\":\"Sec-WebSocket-Version\""), response);
    }
  }

  @Test
  void aPingIsSentWhileNothingComes() throws Exception {
    Gateway.get(gateway.bus.serve(Streaming.READ.on("fake"),
        (request, call) -> Future.succeededFuture(Reply.of(new Batch(List.of(), 0, false))))
        .toCompletionStage().toCompletableFuture());
    var text = "{\"type\": \"resume\", \"answer\": \"fake.1\"}".getBytes(StandardCharsets.UTF_8);
    var frame = new byte[6 + text.length]; // the mask is of zeros
    frame[0] = (byte) 0x81;
    frame[1] = (byte) (0x80 | text.length);
    System.arraycopy(text, 0, frame, 6, text.length);
    try (var raw = gateway.raw()) {
      raw.send(upgrade("Upgrade: websocket\r\n"));
      for (var head = ""; !head.endsWith("\r\n\r\n");) {
        head += (char) raw.in().read();
      }
      raw.send(frame);
      assertArrayEquals(new byte[]{(byte) 0x89, 0}, raw.in().readNBytes(2));
    }
  }

  private static String upgrade(String headers) {
    return "GET /v1/ws HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\n" + headers
        + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
  }

  /** Asks, and reads the first event. */
  private EventLog<AnswerEvent> ask(String ref) throws Exception {
    socket.writeTextMessage(
        "{\"type\": \"ask\", \"ref\": \"" + ref + "\", \"question\": \"q\"}");
    assertEquals(ref, next().get("ref").asText());
    return gateway.actors.asked.poll(30, TimeUnit.SECONDS).log();
  }

  private void assertLives() throws Exception {
    socket.writeTextMessage("{\"type\": \"ask\", \"ref\": \"alive\", \"question\": \"q\"}");
    var frame = next();
    while (frame.path("ref").asText().equals("pieces")) {
      frame = next();
    }
    assertEquals("alive", frame.get("ref").asText());
  }

  private JsonNode next() throws Exception {
    return Gateway.json(frames.poll(30, TimeUnit.SECONDS));
  }
}
