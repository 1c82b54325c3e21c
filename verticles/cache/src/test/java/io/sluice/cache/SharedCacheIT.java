package io.sluice.cache;

import static io.sluice.cache.Samples.call;
import static io.sluice.cache.Samples.came;
import static io.sluice.cache.Samples.lookUp;
import static io.sluice.cache.Samples.news;
import static io.sluice.cache.Samples.passage;
import static io.sluice.cache.Samples.went;
import static io.sluice.cache.StandIns.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sluice.cache.CacheConfig.Alike;
import io.sluice.cache.CacheConfig.Embeddings;
import io.sluice.cache.CacheConfig.Mode;
import io.sluice.message.Caching;
import io.sluice.message.Caching.AnswersEvicted;
import io.sluice.message.Caching.CompareAnswer;
import io.sluice.message.Caching.DescribeCaches;
import io.sluice.message.Caching.EvictAnswers;
import io.sluice.message.Caching.KeptAnswer;
import io.sluice.message.Caching.LookUp;
import io.sluice.message.CallInfo;
import io.sluice.message.CorpusEvent.CorpusChanged;
import io.sluice.message.Embedding.Embed;
import io.sluice.message.Embedding.Embedded;
import io.sluice.message.Embedding.Purpose;
import io.sluice.message.Reply;
import io.sluice.message.Reply.Answered;
import io.sluice.message.Reply.Refused;
import io.sluice.message.Vector;
import io.sluice.redis.RedisConfig;
import io.sluice.redis.RedisLink;
import io.sluice.testservers.RedisServer;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two nodes, each with a bus of its own, and one Redis, which keeps what it has when it is killed. */
class SharedCacheIT {
  private static final CallInfo ANN = call("ann");
  private static final String QUESTION = "휴가는 며칠인가요?";
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final RedisServer redis = RedisServer.start("--appendonly", "yes", "--appendfsync",
      "always");
  private final List<Vertx> nodes = new ArrayList<>();
  private final List<RedisLink> links = new ArrayList<>();

  private StandIns node() throws Exception {
    var vertx = Vertx.vertx();
    nodes.add(vertx);
    var link = get(RedisLink.open(vertx, new RedisConfig(redis.url(), RedisConfig.Mode.SINGLE,
        "mymaster", "shared", Duration.ofSeconds(10)), new SimpleMeterRegistry()));
    until(link::isUp, "Redis is not found");
    links.add(link);
    var config = new CacheConfig(new Embeddings(Duration.ofHours(1), 1), Samples.KEPT,
        Samples.KEPT, new Alike(Mode.ON, Duration.ofHours(1), 0.5, 0.05, 0), 16);
    return new StandIns(vertx, SharedCacheIT::embedded, StandIns.nothing(), config, link);
  }

  private static Future<Reply<Embedded>> embedded(Embed request) {
    return Future.succeededFuture(Reply.of(new Embedded("model", List.of("ko", "en"),
        request.texts().stream()
            .map(text -> Vector.of(0.6f, 0.8f)).toList())));
  }

  @AfterEach
  void close() throws Exception {
    for (var vertx : nodes) {
      get(vertx.close());
    }
    redis.close();
  }

  private static void store(StandIns node, String question, long epoch, String document)
      throws Exception {
    var answer = Samples.answer(question, epoch, passage(document, "1"));
    assertNull(node.answer(Caching.STORE_ANSWER, answer, ANN).why());
  }

  /** A node that is not told of the epoch in time keeps for itself what it stores. */
  private static void share(StandIns one, StandIns other, String question, long epoch,
      String document) throws Exception {
    until(() -> {
      store(one, question, epoch, document);
      return find(other, question) != null;
    }, "it is not shared");
  }

  @Nullable
  private static KeptAnswer find(StandIns node, String question) throws Exception {
    return node.answer(Caching.LOOK_UP, lookUp(question), ANN).answer();
  }

  private static void tell(StandIns node, CorpusChanged news) {
    node.epoch = news.epoch();
    node.tell(news);
  }

  private static void until(Callable<Boolean> so, String what) throws Exception {
    var limit = System.nanoTime() + PATIENCE.toNanos();
    while (!so.call()) {
      assertTrue(System.nanoTime() - limit < 0, what);
      Thread.onSpinWait();
    }
  }

  private void goes() throws Exception {
    redis.kill();
    for (var link : links) {
      until(() -> {
        link.send(Request.cmd(Command.PING))
            .onFailure(_ -> {});
        return !link.isUp();
      }, "Redis is not missed");
    }
  }

  private void comesBack() throws Exception {
    redis.run();
    for (var link : links) {
      until(link::isUp, "Redis is not found again");
    }
  }

  @Test
  void whatOneNodeWasToldAnotherAnswers() throws Exception {
    var one = node();
    var other = node();
    share(one, other, QUESTION, 1, "휴가");

    var kept = find(other, QUESTION);
    assertNotNull(kept);
    assertEquals("answer to " + QUESTION, kept.text());
    assertNull(kept.unsure());
  }

  @Test
  void aChangeThatOneNodeHearsReachesAll() throws Exception {
    var one = node();
    var other = node();
    share(one, other, QUESTION, 1, "휴가");
    share(one, other, "Is lunch free?", 1, "canteen");
    tell(one, news(2, went("휴가", "1")));
    assertNull(find(one, QUESTION));

    until(() -> find(other, QUESTION) == null, "it is still given");
    assertNotNull(find(other, "Is lunch free?"));
  }

  @Test
  void aQuestionThatOneNodeWasAskedIsKnownToAllByWhatItMeans() throws Exception {
    var before = node();
    share(before, node(), "How many days of vacation do I get?", 1, "vacation");
    var other = node();
    var like = new LookUp(lookUp("").scope(), "How many days of vacation do I have?", true, null,
        null, false);
    until(() -> other.answer(Caching.LOOK_UP, like, ANN).answer() != null, "it is not known");

    store(before, "Is the lunch in the canteen free?", 1, "canteen");
    var lunch = new LookUp(lookUp("").scope(), "Is lunch in the canteen free?", true, null, null,
        false);
    until(() -> other.answer(Caching.LOOK_UP, lunch, ANN).answer() != null, "it is not told");
  }

  @Test
  void whatWasAskedInAConversationIsToldToNobody() throws Exception {
    var one = node();
    assertNull(one.answer(Caching.STORE_ANSWER, Samples.answerInConversation("said", QUESTION,
        passage("휴가", "1")), ANN).why());
    store(one, "Is lunch free?", 1, "canteen");

    until(() -> !told().equals("0"), "it is not told");
    assertEquals("1", told());
  }

  private String told() throws Exception {
    var link = links.getFirst();
    return get(link.send(Request.cmd(Command.XLEN).arg(link.key("questions")))).toString();
  }

  @Test
  void answersThatDifferedMakeAllNodesCareful() throws Exception {
    var one = node();
    var other = node();
    var differs = new CompareAnswer(lookUp("").scope(), 0.9, false);
    for (var i = 0; i < 20; i++) {
      one.answer(Caching.COMPARE_ANSWER, differs, ANN);
    }
    until(() -> other.answer(Caching.DESCRIBE_CACHES, new DescribeCaches(), ANN).likening()
        .stream().anyMatch(likening -> likening.compared() == 20), "it is not told");
  }

  @Test
  void aTextIsEmbeddedOnceForAllNodesOnceTheyKnowTheirModel() throws Exception {
    var one = node();
    var other = node();
    var first = new Embed(List.of("a"), Purpose.QUESTION);
    one.answer(Caching.EMBED, first, ANN);
    other.answer(Caching.EMBED, first, ANN);
    assertEquals(1, other.embedded.size()); // to know the model

    var text = new Embed(List.of("휴가"), Purpose.QUESTION);
    var vectors = one.answer(Caching.EMBED, text, ANN);
    var shared = new SharedVectors(links.getFirst(), Duration.ofHours(1));
    until(() -> !get(shared.find("model", 2, Purpose.QUESTION, text.texts())).isEmpty(),
        "it is not shared");
    assertEquals(vectors, other.answer(Caching.EMBED, text, ANN));
    assertEquals(1, other.embedded.size());
  }

  @Test
  void aVectorThatIsNoneOfTheModelIsNotTaken() throws Exception {
    var one = node();
    var first = new Embed(List.of("a"), Purpose.QUESTION);
    one.answer(Caching.EMBED, first, ANN);
    var link = links.getFirst();
    for (var wrong : List.of(new Embedded("model", List.of("ko"), List.of()),
        new Embedded("model", List.of("ko"), List.of(Vector.of(1))),
        new Embedded("model", List.of("ko"), List.of(Vector.of(Float.NaN, 0))),
        new Embedded("model", List.of("ko"), List.of(Vector.of(0, 0))))) {
      new SharedVectors(link, Duration.ofHours(1)).keep(Purpose.QUESTION, "휴가", wrong);
      assertEquals(Map.of(), get(new SharedVectors(link, Duration.ofHours(1))
          .find("model", 2, Purpose.QUESTION, List.of("휴가"))));
    }
  }

  @Test
  void whatIsForgottenIsForgottenForAll() throws Exception {
    var one = node();
    var other = node();
    share(one, other, QUESTION, 1, "휴가");

    assertEquals(1, other.answer(Caching.EVICT_ANSWERS,
        new EvictAnswers(Samples.HANDBOOK, null, null, false), ANN).count());
    assertNull(find(one, QUESTION));
  }

  @Test
  void whatCannotBeForgottenForAllIsNotSaidToBe() throws Exception {
    var one = node();
    store(one, QUESTION, 1, "휴가");
    goes();
    var evict = new EvictAnswers(Samples.HANDBOOK, null, null, false);
    assertInstanceOf(Refused.class, get(one.ask(Caching.EVICT_ANSWERS, evict, ANN)));
    comesBack();
    until(() -> get(one.ask(Caching.EVICT_ANSWERS, evict,
        ANN)) instanceof Answered<AnswersEvicted>(var evicted) && evicted.count() == 1,
        "it is not forgotten");
    assertNull(find(one, QUESTION));
  }

  @Test
  void whileRedisIsGoneEachNodeGoesOnWithItsOwn() throws Exception {
    var one = node();
    var other = node();
    store(one, QUESTION, 1, "휴가");
    goes();

    assertNotNull(find(one, QUESTION));
    assertNull(find(other, QUESTION));
    store(other, QUESTION, 1, "휴가");
    assertNotNull(find(other, QUESTION));
    tell(one, news(2, went("휴가", "1")));
    assertNull(find(one, QUESTION));
  }

  @Test
  void nothingThatWentMeanwhileComesBackWithRedis() throws Exception {
    var one = node();
    var other = node();
    share(one, other, QUESTION, 1, "휴가");
    store(one, "Is lunch free?", 1, "canteen");
    goes();
    tell(one, news(2, went("휴가", "1"), came("병가", "1")));
    tell(other, news(2, went("휴가", "1"), came("병가", "1")));
    comesBack();

    assertNull(find(one, QUESTION));
    assertNull(find(other, QUESTION));
    share(one, other, QUESTION, 2, "휴가");
  }

  @Test
  void norForOneThatWasNotThere() throws Exception {
    var one = node();
    store(one, QUESTION, 1, "휴가");
    goes();
    comesBack();
    var late = node();
    late.epoch = 2; // so it has changed while nobody could tell Redis

    assertNull(find(late, QUESTION));
    share(late, late, QUESTION, 2, "휴가");
  }

  @Test
  void whereNothingChangedMeanwhileAllIsThereAgain() throws Exception {
    var one = node();
    var other = node();
    share(one, other, QUESTION, 1, "휴가");
    goes();
    assertNull(find(other, QUESTION));
    comesBack();

    until(() -> find(other, QUESTION) != null, "it is not there again");
  }
}
