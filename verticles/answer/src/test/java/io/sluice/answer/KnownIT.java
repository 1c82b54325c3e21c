package io.sluice.answer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.message.AnswerEvent;
import io.sluice.message.AnswerEvent.CacheState;
import io.sluice.message.AnswerEvent.Done;
import io.sluice.message.AnswerEvent.Route;
import io.sluice.message.AnswerEvent.Timings;
import io.sluice.message.AnswerEvent.Usage;
import io.sluice.message.Answering;
import io.sluice.message.Answering.AskOnce;
import io.sluice.message.Answering.ExplainCaching;
import io.sluice.message.Caching;
import io.sluice.message.Caching.AnswerConfirmed;
import io.sluice.message.Caching.KeptAnswer;
import io.sluice.message.Caching.LookUp;
import io.sluice.message.Caching.LookedUp;
import io.sluice.message.Caching.Unsure;
import io.sluice.message.Refusal.NotFound;
import io.sluice.message.Refusal.Unavailable;
import io.sluice.message.Reply;
import io.sluice.message.Streaming.StreamOpened;
import io.vertx.core.Future;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An answer that was given before is given again at once, and whole. */
class KnownIT extends AnswerCase {
  private final BlockingQueue<LookUp> lookedUp = new LinkedBlockingQueue<>();
  /** Whether what the caches were asked counts. */
  private final Set<Boolean> counted = ConcurrentHashMap.newKeySet();
  private volatile Function<LookUp, @Nullable KeptAnswer> kept = request -> kept(null);

  @BeforeEach
  void remember() {
    result(bus.serve(Caching.EMBED, (request, call) -> {
      counted.add(call.counted());
      return Future.succeededFuture(Reply.refused(new Unavailable("embedding", "away")));
    }));
    result(bus.serve(Caching.FIND_PASSAGES, (request, call) -> {
      counted.add(call.counted());
      return others.find.get();
    }));
    result(bus.serve(Caching.CONFIRM_ANSWER, (request, call) -> {
      counted.add(call.counted());
      return Future.succeededFuture(Reply.of(new AnswerConfirmed(false)));
    }));
    result(bus.serve(Caching.LOOK_UP, (request, call) -> {
      counted.add(call.counted());
      lookedUp.add(request);
      return Future.succeededFuture(Reply.of(new LookedUp(kept.apply(request), null, List.of())));
    }));
    replace(CONFIG, "policy");
  }

  private static KeptAnswer kept(@Nullable Unsure unsure) {
    return new KeptAnswer("a", "q", "So it is [1].",
        new Done("", true, List.of(), List.of(), new Route("control", "simple", "openai", "m"),
            CacheState.NONE, List.of(), new Usage(10, 5, 0.25),
            new Timings(1, null, null, null, null), List.of(), 1.0, AnswerEvent.STOP, List.of()),
        7_000, null, unsure, false);
  }

  @Test
  void itComesWithTheStreamAndCanBeReadLater() {
    var stream = ask("q");
    var whole = stream.whole();

    assertNotNull(whole);
    assertTrue(whole.ended());
    assertEquals(List.of("accepted", "sources", "routed", "token", "usage", "done"),
        whole.events().stream().map(event -> ((AnswerEvent) event).kind()).toList());
    var done = assertInstanceOf(Done.class, whole.events().getLast());
    assertEquals(stream.id(), done.id());
    assertEquals("exact", done.cache().layer());
    assertEquals(new Usage(0, 0, 0, 0.25), done.usage());
    assertEquals(whole.events(), events(new StreamOpened(stream.id())));
  }

  @Test
  void whereItIsKeptItsCollectionIsNotLookedFor() {
    others.list = () -> Future.failedFuture("asked for");

    assertNotNull(answer(asking(question("q", "somewhere", null), call("t", AMPLE))).whole());
    kept = request -> null;
    others.list = () -> Future.succeededFuture(Reply.refused(new NotFound("none", "x")));
    refused(NotFound.class, asking(question("q", "somewhere", null), call("t", AMPLE)));
  }

  @Test
  void aQuestionIsLookedUpOnce() {
    kept = request -> null;
    serveGeneration();
    events(ask("q"));

    assertEquals(List.of(false, true), lookedUp.stream().map(LookUp::alike).toList());
  }

  @Test
  void oneThatIsInDoubtIsSearchedForFirst() {
    kept = request -> request.alike() ? null : kept(Unsure.NEW_PASSAGES);
    serveGeneration();
    var stream = ask("q");

    assertNull(stream.whole());
    assertEquals("none", assertInstanceOf(Done.class, events(stream).getLast()).cache().layer());
  }

  @Test
  void toExplainItIsOnlyToLook() {
    kept = request -> request.alike() ? null : kept(Unsure.NEW_PASSAGES);
    var asked = question("q", "default", null);

    answer(bus.ask(Answering.EXPLAIN_CACHING, new ExplainCaching(asked), call("t", AMPLE)));
    assertEquals(Set.of(false), counted);
    counted.clear();
    serveGeneration();
    events(ask("q"));
    assertEquals(Set.of(true), counted);
  }

  @Test
  void itDoesNotCountAsInWork() {
    for (var i = 0; i < 3 * CONFIG.maxConcurrent(); i++) {
      assertNotNull(ask("q").whole());
    }
  }

  @Test
  void itIsPartOfItsConversation() {
    ask("q", "talk");
    kept = request -> null;
    serveGeneration();
    events(ask("A second question which stands alone", "talk"));

    assertEquals("So it is [1].", others.generated.getLast().history().getFirst().answer());
  }

  @Test
  void sentAgainItIsTheSame() {
    var once = new AskOnce(question("q", "default", null), "key");
    var first = answer(bus.ask(Answering.ASK_ONCE, once, call("t", AMPLE)));
    var second = answer(bus.ask(Answering.ASK_ONCE, once, call("t", AMPLE)));

    assertNotNull(first.whole());
    assertEquals(first.id(), second.id());
    assertTrue(second.wasThereBefore());
    assertNotEquals(first.id(), ask("q").id());
  }

  @Test
  void atAPaceItIsRead() {
    replace(new AnswerConfig(CONFIG.k(), CONFIG.embedWithin(), CONFIG.rerankWithin(),
        CONFIG.condenseWithin(), CONFIG.expansion(), CONFIG.prompts(), CONFIG.passages(),
        CONFIG.privacy(), CONFIG.escalateFrom(), CONFIG.maxConcurrent(), CONFIG.searchesAtOnce(),
        CONFIG.conversations(),
        CONFIG.conversationTurns(), CONFIG.conversationTtl(), 1_000), "policy");
    var stream = ask("q");

    assertNull(stream.whole());
    assertEquals(4, kinds(events(stream)).stream().filter("token"::equals).count());
  }
}
