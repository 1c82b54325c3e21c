package io.sluice.embedding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sluice.bus.Bus;
import io.sluice.embedding.ScriptedEndpoint.Act;
import io.sluice.message.CallInfo;
import io.sluice.message.Embedding;
import io.sluice.message.Embedding.Embed;
import io.sluice.message.Embedding.Embedded;
import io.sluice.message.Embedding.Purpose;
import io.sluice.message.Refusal;
import io.sluice.message.Refusal.DeadlinePassed;
import io.sluice.message.Refusal.Overloaded;
import io.sluice.message.Refusal.TooLarge;
import io.sluice.message.Refusal.Unavailable;
import io.sluice.message.Refusal.UpstreamFailed;
import io.sluice.message.Reply;
import io.sluice.message.Reply.Refused;
import io.sluice.resilience.Circuits;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Over the real bus, against a real server that does what servers do. */
@ExtendWith(VertxExtension.class)
class EndpointIT {
  private static final String KEY = "sk-not-to-be-told";

  @SuppressWarnings("NullAway.Init")
  private Vertx vertx;
  @SuppressWarnings("NullAway.Init")
  private Bus bus;
  @SuppressWarnings("NullAway.Init")
  private ScriptedEndpoint server;

  @BeforeEach
  void open(Vertx vertx) throws Exception {
    this.vertx = vertx;
    this.bus = Bus.on(vertx);
    this.server = new ScriptedEndpoint(vertx);
    server.start(0);
  }

  @Test
  void vectorsAreOneLongAndInTheOrderOfTheTexts() throws Exception {
    deploy(config().build());
    var vectors = Models.answer(ask(Purpose.PASSAGE, "온실 비밀번호", "a cat")).vectors();
    for (var i = 0; i < 2; i++) {
      var numbers = ScriptedEndpoint.numbers(List.of("온실 비밀번호", "a cat").get(i));
      var length = Math.sqrt(IntStream.range(0, 4).mapToDouble(n -> numbers[n] * numbers[n]).sum());
      assertEquals(numbers[0] / length, vectors.get(i).at(0), 1e-6);
      assertEquals(1, vectors.get(i).dot(vectors.get(i)), 1e-6);
    }
  }

  @Test
  void aRequestHasModelKeyPrefixAndFields() throws Exception {
    var config = config();
    config.questionFields = Map.of("input_type", new TextNode("query"));
    config.questionPrefix = "query: ";
    deploy(config.build());
    Models.answer(ask(Purpose.QUESTION, "고양이"));
    var asked = server.asked.getFirst();
    assertEquals("/v1/embeddings", asked.path());
    assertEquals("Bearer " + KEY, asked.headers().get("authorization"));
    assertEquals("{\"model\":\"e5\",\"input\":[\"query: 고양이\"],\"encoding_format\":\"float\","
        + "\"input_type\":\"query\"}", asked.body().toString());
  }

  @Test
  void theServerIsToldOfTheTraceThatItsWorkBelongsTo() throws Exception {
    deploy(config().build());
    var trace = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    Models.answer(result(asked(Purpose.QUESTION, Models.call().traced(trace, "vendor=1"), "a")));
    Models.answer(ask(Purpose.QUESTION, "b"));

    assertEquals(trace, server.asked.getFirst().headers().get("traceparent"));
    assertEquals("vendor=1", server.asked.getFirst().headers().get("tracestate"));
    assertFalse(server.asked.getLast().headers().contains("traceparent"));
  }

  @Test
  void manyTextsAreSentInBatches() throws Exception {
    var config = config();
    config.batch = 2;
    deploy(config.build());
    var embedded = Models.answer(ask(Purpose.PASSAGE, "a", "bb", "ccc", "dddd", "eeeee"));
    assertEquals(5, embedded.vectors().size());
    assertEquals(List.of(2, 2, 1),
        server.asked.stream().map(asked -> asked.texts().size()).sorted((a, b) -> b - a).toList());
    assertTrue(embedded.vectors().get(4).at(0) > embedded.vectors().get(3).at(0) - 1);
  }

  @Test
  void whatFailsForNowIsSentAgain() throws Exception {
    deploy(config().build());
    Act busy = asked -> {
      asked.response().putHeader("retry-after", "0");
      asked.status(429, "");
    };
    for (var failure : List.<Act>of(busy, ScriptedEndpoint.text(500, "{}"), ScriptedEndpoint::cut,
        ScriptedEndpoint.text(200, "{\"data\": [{\"embed"),
        asked -> asked.response().reset())) {
      server.asked.clear();
      server.then(failure);
      Models.answer(ask(Purpose.PASSAGE, "a cat"));
      assertEquals(2, server.asked.size());
    }
  }

  @Test
  void aPauseThatWouldOutlastTheCallIsNotBegun() throws Exception {
    deploy(config().build());
    server.then(asked -> {
      asked.response().putHeader("retry-after", "1200");
      asked.status(429, "");
    });
    var refusal = refused(ask(Purpose.PASSAGE, "a cat"));
    assertEquals(1_200_000, assertInstanceOf(Overloaded.class, refusal).retryAfterMs());
    assertEquals(1, server.asked.size());
  }

  @Test
  void itIsNotTriedMoreOftenThanConfigured() throws Exception {
    deploy(config().build());
    Act broken = ScriptedEndpoint.text(502, "");
    server.then(broken, broken, broken, broken, broken);
    var refusal = assertInstanceOf(Unavailable.class, refused(ask(Purpose.PASSAGE, "a cat")));
    assertTrue(refusal.message().endsWith("failed with status 502"), refusal::message);
    assertEquals(3, server.asked.size());
  }

  @Test
  void whatIsWrongWithTheTextsIsToldAtOnce() throws Exception {
    deploy(config().build());
    server.then(ScriptedEndpoint.text(400,
        "{\"error\": {\"message\": \"too many\\ntokens for " + KEY + "\"}}"));
    var refusal = assertInstanceOf(UpstreamFailed.class, refused(ask(Purpose.PASSAGE, "a cat")));
    assertTrue(
        refusal.message().endsWith("does not take the texts: status 400, too many tokens for ***"),
        refusal::message);
    assertFalse(refusal.retryable());
    assertEquals(1, server.asked.size());
  }

  @Test
  void aWrongKeyIsToldAtOnceAndWithoutIt() throws Exception {
    deploy(config().build());
    server.then(ScriptedEndpoint.text(401, "{\"error\": {\"message\": \"" + KEY + "\"}}"));
    var refusal = assertInstanceOf(Unavailable.class, refused(ask(Purpose.QUESTION, "a cat")));
    assertTrue(refusal.message().contains("the API key may be wrong"), refusal::message);
    assertFalse(refusal.message().contains(KEY));
    assertEquals(1, server.asked.size());
  }

  @Test
  void aRedirectIsNotFollowed() throws Exception {
    deploy(config().build());
    server.then(asked -> {
      asked.response().putHeader("location", server.url() + "/embeddings");
      asked.status(307, "");
    });
    assertInstanceOf(Unavailable.class, refused(ask(Purpose.QUESTION, "a cat")));
    assertEquals(1, server.asked.size());
  }

  @Test
  void aWrongAnswerIsRefusedWithWhatWasExpected() throws Exception {
    deploy(config().build());
    server.then(ScriptedEndpoint.text(200, "<html>"),
        ScriptedEndpoint.text(200, "{\"data\": []}"),
        ScriptedEndpoint.text(200, "{\"data\": [{\"index\": 0, \"embedding\": [1, NaN, 0, 0]}]}"));
    for (var told : List.of("answered with something else than JSON",
        "gave 0 vectors for 1 texts", "gave a vector with something else than finite numbers")) {
      var refusal = assertInstanceOf(UpstreamFailed.class, refused(ask(Purpose.PASSAGE, "a cat")));
      assertTrue(refusal.message().endsWith(told), refusal::message);
      assertFalse(refusal.retryable());
    }
    assertEquals(3, server.asked.size());
  }

  @Test
  void anAnswerWithoutEndIsCutOff() throws Exception {
    var config = config();
    config.attempts = 1;
    deploy(config.build());
    server.then(asked -> asked.response().end(" ".repeat(2 << 20)));
    var refusal = refused(ask(Purpose.PASSAGE, "a cat"));
    assertTrue(refusal.message().contains("more than 1048576 bytes"), refusal::message);
  }

  @Test
  void theFirstAnswersDimensionIsTheOneExpectedFromThenOn() throws Exception {
    deploy(config().build());
    Models.answer(ask(Purpose.PASSAGE, "a cat"));
    server.then(
        ScriptedEndpoint.text(200, "{\"data\": [{\"index\": 0, \"embedding\": [1, 0, 0]}]}"));
    var refusal = assertInstanceOf(Unavailable.class, refused(ask(Purpose.PASSAGE, "a cat")));
    assertTrue(refusal.message().endsWith("gives vectors of 3 dimensions, not 4"),
        refusal::message);
  }

  @Test
  void anotherDimensionThanConfiguredIsRefused() throws Exception {
    var config = config();
    config.dimensions = 384;
    deploy(config.build());
    var refusal = assertInstanceOf(Unavailable.class, refused(ask(Purpose.PASSAGE, "a cat")));
    assertTrue(refusal.message().endsWith("gives vectors of 4 dimensions, not 384"),
        refusal::message);
  }

  @Test
  void questionsDoNotWaitBehindPassages() throws Exception {
    var config = config();
    config.concurrency = 1;
    deploy(config.build());
    server.then(server.held::add);
    var passages = asked(Purpose.PASSAGE, Models.call(), "a long passage");
    var passage = server.held.take();
    Models.answer(ask(Purpose.QUESTION, "a cat?"));
    assertFalse(passages.isComplete());
    passage.well();
    Models.answer(result(passages));
  }

  @Test
  void moreThanConfiguredAreNotSentAtOnce() throws Exception {
    var config = config();
    config.batch = 1;
    config.concurrency = 2;
    deploy(config.build());
    server.then(server.held::add, server.held::add);
    var passages = asked(Purpose.PASSAGE, Models.call(), "a", "b", "c");
    var first = server.held.take();
    var second = server.held.take();
    Models.answer(ask(Purpose.QUESTION, "is there a third?"));
    assertEquals(List.of("a", "b", "is there a third?"),
        server.asked.stream().flatMap(asked -> asked.texts().stream()).sorted().toList());
    first.well();
    second.well();
    assertEquals(3, Models.answer(result(passages)).vectors().size());
  }

  @Test
  void aCallEndsWithItsTime() throws Exception {
    deploy(config().build());
    server.then(server.held::add);
    var reply = asked(Purpose.QUESTION, CallInfo.within(Duration.ofSeconds(3), "test"), "a cat?");
    var held = Objects.requireNonNull(server.held.poll(30, TimeUnit.SECONDS));
    assertInstanceOf(DeadlinePassed.class, refused(result(reply)));
    var closed = Promise.<Void>promise();
    held.response().exceptionHandler(_ -> closed.tryComplete());
    held.response().closeHandler(_ -> closed.tryComplete());
    if (held.response().closed()) {
      closed.tryComplete();
    }
    closed.future().toCompletionStage().toCompletableFuture().get();
  }

  @Test
  void aServerThatIsSilentIsToldOf() throws Exception {
    var config = config();
    config.timeout = Duration.ofSeconds(2);
    deploy(config.build());
    server.then(server.held::add, server.held::add, server.held::add);
    var refusal = assertInstanceOf(Unavailable.class, refused(ask(Purpose.PASSAGE, "a cat")));
    assertTrue(refusal.message().contains("did not answer within"), refusal::message);
    assertEquals(3, server.asked.size());
  }

  @Test
  void aServerThatIsNotThereIsToldAtOnceAndServedByOnceItIs() throws Exception {
    var config = config();
    try (var free = new ServerSocket(0)) {
      config.port = free.getLocalPort();
    }
    deploy(config.build());
    var refusal = assertInstanceOf(Unavailable.class, refused(ask(Purpose.QUESTION, "a cat?")));
    assertTrue(refusal.message().contains("cannot be reached"), refusal::message);
    var late = new ScriptedEndpoint(vertx);
    late.start(config.port);
    awaitAnswer();
  }

  @Test
  void aServerThatGoesIsFoundOutAndFoundAgain() throws Exception {
    deploy(config().build());
    Models.answer(ask(Purpose.QUESTION, "a cat?"));
    server.down = true;
    assertInstanceOf(Unavailable.class, refused(ask(Purpose.QUESTION, "a cat?")));
    server.down = false;
    awaitAnswer();
  }

  @Test
  void moreTextsThanMayWaitAreRefused() throws Exception {
    var config = config();
    config.maxQueued = 3;
    deploy(config.build());
    assertInstanceOf(TooLarge.class, refused(ask(Purpose.PASSAGE, "a", "b", "c", "d")));
    server.then(server.held::add);
    var waiting = asked(Purpose.PASSAGE, Models.call(), "a", "b", "c");
    var held = server.held.take();
    assertInstanceOf(Overloaded.class, refused(ask(Purpose.PASSAGE, "d")));
    held.well();
    Models.answer(result(waiting));
    Models.answer(ask(Purpose.PASSAGE, "a", "b", "c"));
  }

  @Test
  void theModelsNameTellsWhatShapesPassages() throws Exception {
    deploy(config().build());
    assertEquals("e5", Models.answer(ask(Purpose.PASSAGE, "a cat")).model());
    var other = config();
    other.passagePrefix = "passage: ";
    var name = EndpointVectors.open(vertx, other.build(),
        Circuits.open(vertx, bus, new SimpleMeterRegistry()).await(), bus.tracing()).model();
    assertTrue(name.matches("e5@[0-9a-f]{8}"), name);
  }

  /** Asks until there is an answer. */
  private void awaitAnswer() throws Exception {
    var end = System.nanoTime() + Duration.ofMinutes(1).toNanos();
    while (ask(Purpose.QUESTION, "a cat?") instanceof Refused) {
      assertTrue(System.nanoTime() < end, "the server was not found again");
    }
  }

  private Config config() {
    return new Config();
  }

  /** The configuration, as far as a test changes it. */
  private final class Config {
    int port;
    int batch = 64;
    int concurrency = 4;
    int attempts = 3;
    int dimensions;
    int maxQueued = 100;
    Duration timeout = Duration.ofSeconds(10);
    String questionPrefix = "";
    String passagePrefix = "";
    Map<String, JsonNode> questionFields = Map.of();

    EmbeddingConfig build() {
      var url = port == 0 ? server.url() : "http://127.0.0.1:" + port + "/v1/";
      return new EmbeddingConfig(null, Pooling.MEAN, questionPrefix, passagePrefix,
          List.of("en", "ko"), 512, 1, 1, maxQueued, new EndpointConfig(url, "e5", KEY, dimensions,
              batch, concurrency, timeout, attempts, questionFields, Map.of()));
    }
  }

  private void deploy(EmbeddingConfig config) throws Exception {
    result(vertx.deployVerticle(new EmbeddingVerticle(bus, config,
        Circuits.open(vertx, bus, new SimpleMeterRegistry()).await())));
  }

  private Reply<Embedded> ask(Purpose purpose, String... texts) throws Exception {
    return result(asked(purpose, Models.call(), texts));
  }

  private Future<Reply<Embedded>> asked(Purpose purpose, CallInfo call, String... texts) {
    return bus.ask(Embedding.EMBED, new Embed(List.of(texts), purpose), call);
  }

  private static Refusal refused(Reply<Embedded> reply) {
    return assertInstanceOf(Refused.class, reply).refusal();
  }

  private static <T> T result(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get();
  }
}
