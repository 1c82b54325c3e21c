package io.sluice.embedding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sluice.bus.Bus;
import io.sluice.message.Embedding;
import io.sluice.message.Embedding.Embed;
import io.sluice.message.Embedding.Embedded;
import io.sluice.message.Embedding.Purpose;
import io.sluice.message.Vector;
import io.sluice.resilience.Circuits;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Against a real server with a model that knows Korean and English. */
class EmbeddingEndpointIT {
  private static final List<String> PASSAGES = List.of("연차 휴가는 입사 1년이 지나면 15일이 주어진다.",
      "출장비는 영수증과 함께 다음 달 10일까지 청구한다.", "비밀번호는 90일마다 바꾸어야 한다.",
      "The cafeteria is open from eleven to two.", "Parking permits are issued at the front desk.");

  @SuppressWarnings("NullAway.Init")
  private static MultilingualServer server;
  @SuppressWarnings("NullAway.Init")
  private static Vertx vertx;
  @SuppressWarnings("NullAway.Init")
  private static Bus bus;

  @BeforeAll
  static void open() throws Exception {
    server = MultilingualServer.open();
    vertx = Vertx.vertx();
    bus = Bus.on(vertx);
    var endpoint = new EndpointConfig(server.url(), "multilingual-e5-small", "", 384, 32, 4,
        Duration.ofSeconds(60), 4, type("query"), type("passage"));
    vertx.deployVerticle(new EmbeddingVerticle(bus, new EmbeddingConfig(null, Pooling.MEAN, "", "",
        List.of("ko", "en"), 512, 1, 1, 10_000, endpoint),
        Circuits.open(vertx, bus, new SimpleMeterRegistry()).await())).toCompletionStage()
        .toCompletableFuture().get();
  }

  /** This server puts the model's prefixes itself, and wants to be told which. */
  private static Map<String, JsonNode> type(String type) {
    return Map.of("input_type", new TextNode(type));
  }

  @AfterAll
  static void close() {
    if (vertx != null) {
      vertx.close().toCompletionStage().toCompletableFuture().join();
      server.close();
    }
  }

  @Test
  void koreanQuestionsFindTheirPassages() throws Exception {
    assertEquals(List.of(0, 1, 2), best("휴가를 며칠 쓸 수 있나요?", "출장 가서 쓴 돈은 언제까지 신청하죠?",
        "패스워드 변경 주기"));
  }

  @Test
  void anEnglishQuestionFindsItsKoreanPassage() throws Exception {
    assertEquals(List.of(0), best("How many days of annual leave do I get?"));
  }

  @Test
  void manyPassagesComeBackInTheirOrder() throws Exception {
    var texts = IntStream.range(0, 100).mapToObj(n -> PASSAGES.get(n % PASSAGES.size())).toList();
    var vectors = embed(Purpose.PASSAGE, texts).vectors();
    for (var n = 0; n < 100; n++) {
      assertTrue(vectors.get(n).dot(vectors.get(n % PASSAGES.size())) > 0.999);
    }
  }

  /** For each question the number of the nearest passage. */
  private static List<Integer> best(String... questions) throws Exception {
    var passages = embed(Purpose.PASSAGE, PASSAGES).vectors();
    return embed(Purpose.QUESTION, List.of(questions)).vectors().stream()
        .map(question -> nearest(question, passages)).toList();
  }

  private static Integer nearest(Vector question, List<Vector> passages) {
    return Collections.max(IntStream.range(0, passages.size()).boxed().toList(),
        Comparator.comparingDouble(n -> question.dot(passages.get(n))));
  }

  private static Embedded embed(Purpose purpose, List<String> texts) throws Exception {
    return Models.answer(bus.ask(Embedding.EMBED, new Embed(texts, purpose), Models.call())
        .toCompletionStage().toCompletableFuture().get());
  }
}
