package io.sluice.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.message.Admission.Admitted;
import io.sluice.message.AnswerEvent.Accepted;
import io.sluice.message.Refusal.Overloaded;
import io.sluice.message.Refusal.Unauthenticated;
import io.sluice.message.Refusal.Unavailable;
import io.sluice.message.Reply;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The TCP bridge, frame by frame. */
@Timeout(120)
class TcpBridgeIT extends OnOwnGateway {
  private Socket socket;
  private DataInputStream in;
  private DataOutputStream out;

  @BeforeEach
  void open() throws Exception {
    connect(Gateway.GENEROUS);
  }

  @AfterEach
  void close() throws Exception {
    socket.close();
  }

  @Test
  void aQuestionIsAnsweredWhole() throws Exception {
    send(ask("r1", "휴가는 며칠이에요?"));
    var reply = next();
    assertEquals("message", reply.path("type").asText());
    assertEquals("r1", reply.path("address").asText());
    assertEquals(Samples.TEXT, reply.at("/body/answer").asText());
    assertEquals("handbook", reply.at("/body/sources/0/document").asText());
    assertEquals("휴가는 며칠이에요?",
        gateway.actors.asked.poll(30, TimeUnit.SECONDS).question().question());
  }

  @Test
  void eachFrameShowsAKeyOfItsOwn() throws Exception {
    gateway.actors.door = admit -> "k-1".equals(admit.credential())
        ? Reply.of(new Admitted("acme", List.of("user:anna"), "key:a", null, null))
        : Reply.refused(new Unauthenticated("a key is needed"));
    send(ask("r1", "q"));
    assertEquals(401, next().path("failureCode").asInt());
    send("{\"type\": \"send\", \"address\": \"sluice.ask\", \"replyAddress\": \"r2\","
        + " \"headers\": {\"authorization\": \"Bearer k-1\"}, \"body\": {\"question\": \"q\"}}");
    assertEquals(Samples.TEXT, next().at("/body/answer").asText());
    assertEquals("acme", gateway.actors.asked.poll(30, TimeUnit.SECONDS).call().tenant());
  }

  @Test
  void aSearchFindsHits() throws Exception {
    send("{\"type\": \"send\", \"address\": \"sluice.search\", \"replyAddress\": \"r\","
        + " \"headers\": {\"a\": \"b\"}, \"body\": {\"query\": \"q\"}}");
    assertEquals("15 days.", next().at("/body/hits/0/text").asText());
  }

  @Test
  void aRefusalIsAFailureWithTheErrorOfRest() throws Exception {
    send("{\"type\": \"send\", \"address\": \"sluice.ask\", \"replyAddress\": \"r\","
        + " \"body\": {\"question\": \"q\", \"k\": 0}}");
    var failure = next();
    assertEquals("err", failure.path("type").asText());
    assertEquals("r", failure.path("address").asText());
    assertEquals(400, failure.path("failureCode").asInt());
    assertEquals("RECIPIENT_FAILURE", failure.path("failureType").asText());
    var error = Gateway.json(failure.path("message").asText()).path("error");
    assertEquals("caller.bad_request", error.path("code").asText());
    assertEquals("k", error.path("param").asText());

    gateway.actors.refusal = new Unavailable("generation", "is away");
    send(ask("r", "q"));
    assertEquals(503, next().path("failureCode").asInt());
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '\0', value = {
      "nope                                                                   | invalid_json",
      "{}                                                                     | invalid_type",
      "{\"type\": \"sing\", \"address\": \"sluice.ask\"}                      | invalid_type",
      "{\"type\": \"send\", \"body\": {}}                                     | access_denied",
      "{\"type\": \"send\", \"address\": \"sluice.retrieval.list-documents\"} | access_denied",
      "{\"type\": \"send\", \"address\": \"sluice.ask@node\", \"body\": {}}   | access_denied",
      "{\"type\": \"send\", \"address\": \"sluice.ask\", \"body\": {}}        | missing_reply_address",
      "{\"type\": \"publish\", \"address\": \"sluice.ask\", \"body\": {}}     | access_denied",
      "{\"type\": \"register\", \"address\": \"sluice.ask\"}                  | access_denied",
      "{\"type\": \"unregister\", \"address\": \"sluice.ask\"}                | access_denied"})
  void nothingElseLeadsAnywhereAndTheConnectionLives(String frame, String message)
      throws Exception {
    send(frame);
    var error = next();
    assertEquals("err", error.path("type").asText());
    assertEquals(message, error.path("message").asText());
    send("{\"type\": \"ping\"}");
    assertEquals("pong", next().path("type").asText());
    assertTrue(gateway.actors.asked.isEmpty());
  }

  @Test
  void aRefusedAddressIsToldToWhoWaitsForItsReply() throws Exception {
    send("{\"type\": \"send\", \"address\": \"sluice.embed\", \"replyAddress\": \"r\"}");
    var error = next();
    assertEquals("r", error.path("address").asText());
    assertEquals("access_denied", error.path("message").asText());
  }

  @Test
  void framesMayComeInPiecesAndSeveralAtOnce() throws Exception {
    var bytes = new ByteArrayOutputStream();
    var frames = new DataOutputStream(bytes);
    for (var i = 0; i < 5; i++) {
      write(frames, ask("r" + i, "연차"));
    }
    for (var one : bytes.toByteArray()) {
      out.write(one);
    }
    out.write(bytes.toByteArray());
    for (var i = 0; i < 10; i++) {
      assertEquals("message", next().path("type").asText());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, Integer.MIN_VALUE, Integer.MAX_VALUE, 65_537})
  void aLengthThatCannotBeEndsTheConnection(int length) throws Exception {
    out.writeInt(length);
    out.flush();
    assertEquals(-1, in.read());
  }

  @Test
  void onlySoManyRequestsAreOpenAtOnce() throws Exception {
    gateway.actors.answer = log -> log.append(new Accepted(log.id()));
    for (var i = 0; i < 65; i++) {
      send(ask("r" + i, "q"));
    }
    var refused = next();
    assertEquals("r64", refused.path("address").asText());
    assertEquals(503, refused.path("failureCode").asInt());
    assertEquals(new Overloaded("", 0).code().toString(),
        Gateway.json(refused.path("message").asText()).at("/error/code").asText());
  }

  @Test
  void leavingStopsTheWork() throws Exception {
    gateway.actors.answer = log -> log.append(new Accepted(log.id()));
    send(ask("r", "q"));
    var log = gateway.actors.asked.poll(30, TimeUnit.SECONDS).log();
    socket.close();
    Gateway.get(log.whenEnded().toCompletionStage().toCompletableFuture());
  }

  @Test
  void whoSendsAndNeverReadsIsCutOff() throws Exception {
    var frame = new ByteArrayOutputStream();
    for (var i = 0; i < 1000; i++) {
      write(new DataOutputStream(frame), "{\"type\": \"ping\", \"x\": \"" + i + "\"}");
    }
    var end = CompletableFuture.supplyAsync(() -> {
      try {
        for (var i = 0; i < 10_000; i++) {
          out.write(frame.toByteArray());
        }
        return "endless";
      } catch (IOException e) {
        return "cut off";
      }
    });
    assertEquals("cut off", Gateway.get(end));
  }

  @Test
  void aSilentClientIsLetGoButNotWhileItWaits() throws Exception {
    close();
    connect(Duration.ofSeconds(3));
    gateway.actors.answer = log -> gateway.vertx.setTimer(7000, late -> Samples.writeWhole(log));
    send(ask("r", "q"));
    assertEquals(Samples.TEXT, next().at("/body/answer").asText());
    assertEquals(-1, in.read());
  }

  private void connect(Duration idle) throws Exception {
    var port = new CompletableFuture<Integer>();
    var config = gateway.config;
    Gateway.get(gateway.vertx.deployVerticle(new TcpBridgeVerticle(gateway.bus,
        new HttpConfig(config.host(), 0, config.proxies(), config.maxConnections(),
            config.maxBodyBytes(),
            config.maxUploadBytes(),
            config.deadline(), idle, config.webroot(), "", BridgesConfig.NONE, TlsConfig.NONE),
        port::complete)).toCompletionStage().toCompletableFuture());
    socket = new Socket(InetAddress.getLoopbackAddress(), Gateway.get(port));
    in = new DataInputStream(socket.getInputStream());
    out = new DataOutputStream(socket.getOutputStream());
  }

  private static String ask(String replyAddress, String question) {
    return "{\"type\": \"send\", \"address\": \"sluice.ask\", \"replyAddress\": \"" + replyAddress
        + "\", \"body\": {\"question\": \"" + question + "\"}}";
  }

  private void send(String frame) throws IOException {
    write(out, frame);
  }

  private static void write(DataOutputStream out, String frame) throws IOException {
    var bytes = frame.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
    out.flush();
  }

  private JsonNode next() throws IOException {
    return Gateway.json(
        new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8));
  }
}
