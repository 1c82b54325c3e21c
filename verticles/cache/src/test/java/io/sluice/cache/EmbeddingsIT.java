package io.sluice.cache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.sluice.message.Caching;
import io.sluice.message.Embedding.Embed;
import io.sluice.message.Embedding.Embedded;
import io.sluice.message.Embedding.Purpose;
import io.sluice.message.Refusal.Internal;
import io.sluice.message.Refusal.Unavailable;
import io.sluice.message.Reply;
import io.sluice.message.Reply.Refused;
import io.sluice.message.Vector;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Over the real bus. */
@ExtendWith(VertxExtension.class)
class EmbeddingsIT {
  @SuppressWarnings("NullAway.Init")
  private StandIns node;

  @BeforeEach
  void open(Vertx vertx) throws Exception {
    node = new StandIns(vertx, request -> by("m1", request), StandIns.nothing());
  }

  private static Embedded vectors(String model, List<String> texts) {
    return new Embedded(model, List.of("en", "ko"),
        texts.stream().map(text -> Vector.of(model.hashCode(), text.hashCode())).toList());
  }

  private static Future<Reply<Embedded>> by(String model, Embed request) {
    return Future.succeededFuture(Reply.of(vectors(model, request.texts())));
  }

  private Future<Reply<Embedded>> ask(String... texts) {
    return node.ask(Caching.EMBED, new Embed(List.of(texts), Purpose.QUESTION), Samples.call());
  }

  private Embedded embed(String... texts) throws Exception {
    return StandIns.value(StandIns.get(ask(texts)));
  }

  private List<List<String>> embedded() {
    return node.embedded.stream().map(Embed::texts).toList();
  }

  @Test
  void onlyWhatIsMissingIsEmbedded() throws Exception {
    embed("휴가", "leave");

    assertEquals(vectors("m1", List.of("leave", "lunch", "휴가", "점심")),
        embed("leave", "lunch", "휴가", "점심"));
    assertEquals(List.of(List.of("휴가", "leave"), List.of("lunch", "점심")), embedded());
    assertEquals(2, node.count("rag.cache.hits", "embedding"));
    assertEquals(4, node.count("rag.cache.misses", "embedding"));
  }

  @Test
  void whereNothingIsMissingNobodyIsAsked() throws Exception {
    embed("휴가");

    assertEquals(vectors("m1", List.of("휴가")), embed("휴가"));
    assertEquals(1, node.embedded.size());
  }

  @Test
  void whatStandsTwiceInARequestIsEmbeddedOnce() throws Exception {
    assertEquals(vectors("m1", List.of("휴가", "leave", "휴가")), embed("휴가", "leave", "휴가"));
    assertEquals(vectors("m1", List.of("휴가", "휴가")), embed("휴가", "휴가"));
    assertEquals(List.of(List.of("휴가", "leave")), embedded());
  }

  @Test
  void aPassageIsNotAQuestion() throws Exception {
    embed("휴가");
    node.answer(Caching.EMBED, new Embed(List.of("휴가"), Purpose.PASSAGE), Samples.call());

    assertEquals(Stream.of(Purpose.QUESTION, Purpose.PASSAGE).toList(),
        node.embedded.stream().map(Embed::purpose).toList());
  }

  @Test
  void whoeverAsksGetsTheSame() throws Exception {
    embed("휴가");
    node.answer(Caching.EMBED, new Embed(List.of("휴가"), Purpose.QUESTION),
        Samples.callOf("other", "bob"));

    assertEquals(1, node.embedded.size());
  }

  @Test
  void anotherModelEmbedsAllAnew() throws Exception {
    embed("휴가", "leave");
    node.embedding = request -> by("m2", request);

    assertEquals(vectors("m2", List.of("휴가", "lunch")), embed("휴가", "lunch"));
    assertEquals(vectors("m2", List.of("leave")), embed("leave"));
    assertEquals(List.of(List.of("휴가", "leave"), List.of("lunch"), List.of("휴가", "lunch"),
        List.of("leave")), embedded());
  }

  @Test
  void whatWasKnownOfAnotherModelIsNotMixedInThoughAnotherRequestSawTheNewOneFirst()
      throws Exception {
    embed("휴가");
    BlockingQueue<Promise<Reply<Embedded>>> waiting = new LinkedBlockingQueue<>();
    node.embedding = _ -> {
      var promise = Promise.<Reply<Embedded>>promise();
      waiting.add(promise);
      return promise.future();
    };
    var first = ask("휴가", "leave");
    var firstAsked = waiting.take();
    var second = ask("lunch");
    var secondAsked = waiting.take();
    node.embedding = request -> by("m2", request);

    secondAsked.complete(Reply.of(vectors("m2", List.of("lunch"))));
    assertEquals(vectors("m2", List.of("lunch")), StandIns.value(StandIns.get(second)));
    firstAsked.complete(Reply.of(vectors("m2", List.of("leave"))));
    assertEquals(vectors("m2", List.of("휴가", "leave")), StandIns.value(StandIns.get(first)));
  }

  @Test
  void aRefusalIsPassedOnAndNotRemembered() throws Exception {
    var why = new Unavailable("embedding", "it is starting");
    node.embedding = _ -> Future.succeededFuture(Reply.refused(why));
    assertEquals(Reply.refused(why), StandIns.get(ask("휴가")));
    node.embedding = request -> by("m1", request);

    assertEquals(vectors("m1", List.of("휴가")), embed("휴가"));
  }

  @Test
  void tooFewVectorsAreARefusal() throws Exception {
    node.embedding = _ -> by("m1", new Embed(List.of("only one"), Purpose.QUESTION));

    var reply = assertInstanceOf(Refused.class, StandIns.get(ask("휴가", "leave")));
    assertInstanceOf(Internal.class, reply.refusal());
  }

  @Test
  void manyTextsStayWithinTheBound() throws Exception {
    for (var i = 0; i < 60; i++) {
      embed("긴 질문 ".repeat(2000) + i);
    }
    var state = node.answer(Caching.DESCRIBE_CACHES, new Caching.DescribeCaches(), Samples.call())
        .layers().getFirst();
    assertEquals("embedding", state.layer());
    assertEquals(60, state.entries() + state.evicted());
    assertEquals(Math.min(state.bytes(), state.maxBytes()), state.bytes());
    assertEquals(state.evicted(), node.count("rag.cache.evictions", "embedding"));
  }
}
