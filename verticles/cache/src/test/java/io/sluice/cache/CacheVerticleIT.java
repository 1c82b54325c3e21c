package io.sluice.cache;

import static io.sluice.cache.Samples.answer;
import static io.sluice.cache.Samples.call;
import static io.sluice.cache.Samples.came;
import static io.sluice.cache.Samples.evenStale;
import static io.sluice.cache.Samples.lookUp;
import static io.sluice.cache.Samples.news;
import static io.sluice.cache.Samples.passage;
import static io.sluice.cache.Samples.went;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.sluice.message.Caching;
import io.sluice.message.Caching.AnswerConfirmed;
import io.sluice.message.Caching.AnswerStored;
import io.sluice.message.Caching.AnswersEvicted;
import io.sluice.message.Caching.CompareAnswer;
import io.sluice.message.Caching.ConfirmAnswer;
import io.sluice.message.Caching.DescribeCaches;
import io.sluice.message.Caching.EvictAnswers;
import io.sluice.message.Caching.KeptAnswer;
import io.sluice.message.Caching.LayerState;
import io.sluice.message.Caching.LookUp;
import io.sluice.message.Caching.StoreAnswer;
import io.sluice.message.Caching.Unsure;
import io.sluice.message.CallInfo;
import io.sluice.message.Embedding.Embed;
import io.sluice.message.Embedding.Embedded;
import io.sluice.message.Embedding.Purpose;
import io.sluice.message.Filters;
import io.sluice.message.Reply;
import io.sluice.message.Retrieval.FindPassages;
import io.sluice.message.Retrieval.PassagesFound;
import io.sluice.message.SearchMode;
import io.sluice.message.Vector;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Over the real bus. */
@ExtendWith(VertxExtension.class)
class CacheVerticleIT {
  private static final CallInfo ANN = call("ann");
  private static final String QUESTION = "휴가는 며칠인가요?";

  @SuppressWarnings("NullAway.Init")
  private StandIns node;

  @BeforeEach
  void open(Vertx vertx) throws Exception {
    node = new StandIns(vertx, StandIns.nothing(), StandIns.nothing());
  }

  private AnswerStored store(StoreAnswer answer) throws Exception {
    return node.answer(Caching.STORE_ANSWER, answer, ANN);
  }

  @Nullable
  private KeptAnswer find(CallInfo call) throws Exception {
    return node.answer(Caching.LOOK_UP, lookUp(QUESTION), call).answer();
  }

  private LayerState exact() throws Exception {
    return node.answer(Caching.DESCRIBE_CACHES, new DescribeCaches(), ANN).layers().stream()
        .filter(layer -> layer.layer().equals("exact")).findFirst().orElseThrow();
  }

  @Test
  void whatIsStoredIsFound() throws Exception {
    assertNull(find(ANN));
    assertEquals(new AnswerStored(null), store(answer(QUESTION, 1, passage("휴가", "1"))));

    var kept = find(ANN);
    assertNotNull(kept);
    assertEquals("answer to " + QUESTION, kept.text());
  }

  @Test
  void newsThatAreToldAreHeardBeforeWhatIsAskedAfterThem() throws Exception {
    for (var epoch = 1; epoch < 300; epoch++) {
      store(answer(QUESTION, epoch, passage("휴가", "1")));
      assertNotNull(find(ANN));
      node.tell(news(epoch, epoch + 1, went("휴가", "1")));
      assertNull(find(ANN));
    }
    assertEquals(299, node.count("rag.cache.outdated", "exact"));
  }

  @Test
  void anAnswerIsNotKeptWhereTheNewsCameFirst() throws Exception {
    node.tell(news(2, went("휴가", "1")));

    assertEquals(new AnswerStored("what it rests on has changed meanwhile"),
        store(answer(QUESTION, 1, passage("휴가", "1"))));
  }

  @Test
  void whatMayBeBetterIsAskedAboutAndConfirmed() throws Exception {
    store(answer(QUESTION, 1, passage("휴가", "1")));
    node.tell(news(2, came("병가", "9")));
    var kept = find(ANN);
    assertNotNull(kept);
    assertEquals(Unsure.NEW_PASSAGES, kept.unsure());

    var found = new ConfirmAnswer(kept.id(), List.of(passage("휴가", "1")), 2, false, true);
    assertEquals(new AnswerConfirmed(true), node.answer(Caching.CONFIRM_ANSWER, found, ANN));
    var again = find(ANN);
    assertNotNull(again);
    assertNull(again.unsure());
  }

  @Test
  void whatIsForgottenIsNotFound() throws Exception {
    store(answer(QUESTION, 1, passage("휴가", "1")));

    assertEquals(new AnswersEvicted(1, List.of(QUESTION)), node.answer(Caching.EVICT_ANSWERS,
        new EvictAnswers(null, "휴가", null, false), ANN));
    assertNull(find(ANN));
  }

  @Test
  void whatWasWantedIsCounted() throws Exception {
    find(ANN);
    store(answer(QUESTION, 1, passage("휴가", "1")));
    find(ANN);
    var unsure = find(call("bob"));
    assertNotNull(unsure);
    assertEquals(1, node.count("rag.cache.hits", "exact"));
    for (var found : List.of("1", "9")) {
      node.answer(Caching.CONFIRM_ANSWER, new ConfirmAnswer(unsure.id(),
          List.of(passage("휴가", found)), 1, false, true), call("bob"));
    }

    assertEquals(2, node.count("rag.cache.hits", "exact"));
    assertEquals(2, node.count("rag.cache.misses", "exact"));
    assertEquals(0, node.count("rag.cache.evictions", "exact"));
    assertEquals(0, node.count("rag.cache.outdated", "exact"));
  }

  @Test
  void whereTooManyAnswersToLikeQuestionsDifferedItIsMeasuredThatNoneIsGiven() throws Exception {
    var off = node.registry.get("rag.cache.semantic.off").gauge();
    assertEquals(0, off.value());
    for (var i = 0; i < 20; i++) {
      node.answer(Caching.COMPARE_ANSWER, new CompareAnswer(lookUp("").scope(), 1, false), ANN);
    }
    assertEquals(1, off.value());
  }

  @Test
  void toLookDoesNotCount() throws Exception {
    node.embedding = _ -> Future.succeededFuture(
        Reply.of(new Embedded("m", List.of("ko"), List.of(Vector.of(1)))));
    node.retrieval = _ -> Future.succeededFuture(
        Reply.of(new PassagesFound(List.of(), 1, null)));
    store(answer(QUESTION, 1, passage("휴가", "1")));
    var bob = call("bob").uncounted();
    for (var i = 0; i < 2; i++) {
      var unsure = find(bob);
      assertNotNull(unsure);
      node.answer(Caching.CONFIRM_ANSWER, new ConfirmAnswer(unsure.id(),
          List.of(passage("휴가", "9")), 1, false, true), bob);
      node.answer(Caching.LOOK_UP, like(QUESTION), bob);
      node.answer(Caching.EMBED, new Embed(List.of(QUESTION), Purpose.QUESTION), bob);
      node.answer(Caching.FIND_PASSAGES, new FindPassages(Samples.HANDBOOK, QUESTION, null, false,
          SearchMode.KEYWORD, 5, Filters.NONE, null, null), bob);
    }

    for (var layer : node.answer(Caching.DESCRIBE_CACHES, new DescribeCaches(), ANN).layers()) {
      assertEquals(0, layer.hits() + layer.misses(), layer::layer);
    }
  }

  private static LookUp like(String question) {
    return new LookUp(lookUp(question).scope(), question, true, null, null, false);
  }

  @Test
  void whatStandsInIsNeitherHitNorMiss() throws Exception {
    store(answer(QUESTION, 1, passage("휴가", "1")));
    node.pass(Samples.KEPT.ttl());

    assertNotNull(node.answer(Caching.LOOK_UP, evenStale(QUESTION), ANN).answer());
    assertNull(node.answer(Caching.LOOK_UP, evenStale(QUESTION), call("bob")).answer());
    assertEquals(0, node.count("rag.cache.hits", "exact"));
    assertEquals(0, node.count("rag.cache.misses", "exact"));
  }

  @Test
  void aFloodOfAnswersStaysWithinTheBoundAndIsCounted() throws Exception {
    for (var i = 0; i < 300; i++) {
      store(answer("질문 ".repeat(1000) + i, 1, passage("휴가", "1")));
    }
    var layer = exact();
    assertEquals(1 << 20, layer.maxBytes());
    assertEquals(Math.min(layer.bytes(), layer.maxBytes()), layer.bytes());
    assertEquals(300, layer.entries() + layer.evicted());
    assertEquals(layer.evicted(), node.count("rag.cache.evictions", "exact"));

    node.tell(news(2, went("휴가", "1")));
    var after = exact();
    assertEquals(0, after.entries());
    assertEquals(0, after.bytes());
    assertEquals(layer.entries(), after.outdated());
  }

  @Test
  void allLayersAreDescribed() throws Exception {
    var layers = node.answer(Caching.DESCRIBE_CACHES, new DescribeCaches(), ANN).layers();

    assertEquals(List.of("embedding", "retrieval", "exact", "semantic"),
        layers.stream().map(LayerState::layer).toList());
    assertEquals(Duration.ofMinutes(10).toMillis(), exact().ttlMs());
  }
}
