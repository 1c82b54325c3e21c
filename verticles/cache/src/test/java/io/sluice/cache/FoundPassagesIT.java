package io.sluice.cache;

import static io.sluice.cache.Samples.call;
import static io.sluice.cache.Samples.came;
import static io.sluice.cache.Samples.news;
import static io.sluice.cache.Samples.went;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.sluice.message.Caching;
import io.sluice.message.Caching.EvictAnswers;
import io.sluice.message.CallInfo;
import io.sluice.message.Filters;
import io.sluice.message.Hit;
import io.sluice.message.Hit.Legs;
import io.sluice.message.Passage;
import io.sluice.message.Refusal;
import io.sluice.message.Refusal.NotFound;
import io.sluice.message.Refusal.Unavailable;
import io.sluice.message.Reply;
import io.sluice.message.Retrieval.FindPassages;
import io.sluice.message.Retrieval.PassagesFound;
import io.sluice.message.SearchMode;
import io.sluice.message.Tuning;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Over the real bus. The stand-in finds passage 1 of the document 휴가, at epoch 1. */
@ExtendWith(VertxExtension.class)
class FoundPassagesIT {
  private static final CallInfo ANN = call("ann");
  private static final Refusal AWAY = new Unavailable("retrieval", "it is starting");

  @SuppressWarnings("NullAway.Init")
  private StandIns node;

  @BeforeEach
  void open(Vertx vertx) throws Exception {
    node = new StandIns(vertx, StandIns.nothing(), _ -> found(1));
  }

  private static PassagesFound at(long epoch) {
    return new PassagesFound(List.of(new Hit(
        new Passage("휴가", 1, "p-1", "휴가 규정", List.of(), "ko", "휴가는 15일이다.", 0, 10, "1", null), 0.9,
        new Legs(0.9, null, null))), epoch, null);
  }

  private static Future<Reply<PassagesFound>> found(long epoch) {
    return Future.succeededFuture(Reply.of(at(epoch)));
  }

  private void refuse(Refusal why) {
    node.retrieval = _ -> Future.succeededFuture(Reply.refused(why));
  }

  private static FindPassages search(String query) {
    return new FindPassages(Samples.HANDBOOK, query, null, false, SearchMode.KEYWORD, 5,
        Filters.NONE, null, null);
  }

  private Reply<PassagesFound> ask(CallInfo call) throws Exception {
    return StandIns.get(node.ask(Caching.FIND_PASSAGES, search("휴가 며칠"), call));
  }

  private PassagesFound find(CallInfo call) throws Exception {
    return StandIns.value(ask(call));
  }

  @Test
  void whatWasFoundIsNotSearchedAgain() throws Exception {
    assertEquals(at(1), find(ANN));
    assertEquals(at(1), find(ANN));

    assertEquals(1, node.searched.size());
    assertEquals(1, node.count("rag.cache.hits", "retrieval"));
    assertEquals(1, node.count("rag.cache.misses", "retrieval"));
  }

  @Test
  void anotherSearchIsAnother() throws Exception {
    find(ANN);
    node.answer(Caching.FIND_PASSAGES, search("병가 며칠"), ANN);

    assertEquals(List.of(search("휴가 며칠"), search("병가 며칠")), node.searched);
  }

  @Test
  void aSearchThatIsToBeDoneOtherwiseIsAnother() throws Exception {
    var ways = List.of(Tuning.NONE, new Tuning(null, null, 2.0, null, null, null),
        new Tuning(null, null, null, 2.0, null, null), new Tuning(null, null, null, null, 2, null),
        new Tuning(null, null, null, null, null, 2));
    for (var tuning : ways) {
      node.answer(Caching.FIND_PASSAGES, new FindPassages(Samples.HANDBOOK, "휴가 며칠", null, false,
          SearchMode.KEYWORD, 5, Filters.NONE, null, null, tuning), ANN);
    }

    assertEquals(ways, node.searched.stream().map(FindPassages::tuning).toList());
  }

  @Test
  void onlyWhoIsTheSameGetsWhatWasFound() throws Exception {
    find(call("ann", "staff"));
    find(call("staff", "ann"));
    assertEquals(1, node.searched.size());

    find(ANN);
    find(call("ann", "staff", "hr"));
    find(call());
    find(Samples.callOf("other", "ann", "staff"));
    assertEquals(5, node.searched.size());
  }

  @Test
  void anyChangeInTheCollectionMakesItSearchAgain() throws Exception {
    find(ANN);
    node.tell(news(2, came("병가", "9")));
    node.retrieval = _ -> found(2);

    assertEquals(at(2), find(ANN));
    assertEquals(at(2), find(ANN));
    assertEquals(2, node.searched.size());
  }

  @Test
  void whatASearchFoundBeforeTheChangeIsNotForAfterIt() throws Exception {
    var waiting = new LinkedBlockingQueue<Promise<Reply<PassagesFound>>>();
    node.retrieval = _ -> {
      var promise = Promise.<Reply<PassagesFound>>promise();
      waiting.add(promise);
      return promise.future();
    };
    var first = node.ask(Caching.FIND_PASSAGES, search("휴가 며칠"), ANN);
    var searching = waiting.take();
    node.tell(news(2, went("휴가", "1")));
    node.answer(Caching.DESCRIBE_CACHES, new Caching.DescribeCaches(), ANN);
    searching.complete(Reply.of(at(1)));
    assertEquals(at(1), StandIns.value(StandIns.get(first)));

    refuse(AWAY);
    assertEquals(Reply.refused(AWAY), ask(ANN));
    assertEquals(1, node.count("rag.cache.outdated", "retrieval"));
  }

  @Test
  void aChangeElsewhereIsNoChange() throws Exception {
    find(ANN);
    node.tell(new io.sluice.message.CorpusEvent.CorpusChanged(Samples.TENANT, "faq", 1, 2,
        List.of(went("휴가", "1"))));

    find(ANN);
    assertEquals(1, node.searched.size());
  }

  @Test
  void afterItsTimeItIsSearchedAgain() throws Exception {
    find(ANN);
    node.pass(Samples.KEPT.ttl());

    find(ANN);
    assertEquals(2, node.searched.size());
    find(ANN);
    assertEquals(2, node.searched.size());
  }

  @Test
  void whereRetrievalIsAwayWhatWasFoundStandsInAndSaysHowOldItIs() throws Exception {
    find(ANN);
    node.pass(Samples.KEPT.ttl().plusMillis(5));
    refuse(AWAY);

    assertEquals(at(1).from(600_005), find(ANN));
    assertEquals(0, node.count("rag.cache.hits", "retrieval"));
    assertEquals(Reply.refused(AWAY), ask(call("bob")));
    node.pass(Samples.KEPT.staleFor());
    assertEquals(Reply.refused(AWAY), ask(ANN));
  }

  @Test
  void whatStoodInIsNotTakenForNew() throws Exception {
    find(ANN);
    node.pass(Samples.KEPT.ttl());
    refuse(AWAY);
    find(ANN);
    node.retrieval = _ -> found(1);

    assertNull(find(ANN).ageMs());
    assertEquals(3, node.searched.size());
  }

  @Test
  void itStandsInAlsoWhereOthersCame() throws Exception {
    find(ANN);
    node.tell(news(2, came("병가", "9")));
    node.pass(Duration.ofSeconds(1));
    refuse(AWAY);

    assertEquals(at(1).from(1000), find(ANN));
  }

  @Test
  void whereRetrievalSaysNoNothingStandsIn() throws Exception {
    find(ANN);
    node.pass(Samples.KEPT.ttl());
    var no = new NotFound("there is no collection handbook", null);
    refuse(no);

    assertEquals(Reply.refused(no), ask(ANN));
  }

  @Test
  void whatIsGoneDoesNotStandIn() throws Exception {
    find(ANN);
    node.tell(news(2, went("휴가", "1")));
    refuse(AWAY);

    assertEquals(Reply.refused(AWAY), ask(ANN));
    assertEquals(1, node.count("rag.cache.outdated", "retrieval"));
  }

  @Test
  void whatMayBeGoneDoesNotStandIn() throws Exception {
    find(ANN);
    node.tell(news(2, came("병가", "9")));
    node.tell(news(5, 6, came("병가", "10")));
    refuse(AWAY);

    assertEquals(Reply.refused(AWAY), ask(ANN));
  }

  @Test
  void whoForgetsAnswersForgetsWhatWasFound() throws Exception {
    find(ANN);
    node.answer(Caching.EVICT_ANSWERS, new EvictAnswers("faq", null, null, false), ANN);
    node.answer(Caching.EVICT_ANSWERS, new EvictAnswers(null, "병가", null, false), ANN);
    node.answer(Caching.EVICT_ANSWERS, new EvictAnswers(null, null, "휴가 며칠", false), ANN);
    node.answer(Caching.EVICT_ANSWERS, new EvictAnswers(null, null, null, true), ANN);
    node.answer(Caching.EVICT_ANSWERS, new EvictAnswers(null, null, null, false),
        Samples.callOf("other", "ann"));
    find(ANN);
    assertEquals(1, node.searched.size());

    node.answer(Caching.EVICT_ANSWERS, new EvictAnswers(Samples.HANDBOOK, "휴가", null, false),
        ANN);
    find(ANN);
    assertEquals(2, node.searched.size());
  }
}
