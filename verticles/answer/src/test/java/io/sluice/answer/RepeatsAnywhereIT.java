package io.sluice.answer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.sluice.answer.journal.JournalVerticle;
import io.sluice.bus.Bus;
import io.sluice.bus.EventLog;
import io.sluice.bus.StreamReader;
import io.sluice.bus.Streams;
import io.sluice.message.AnswerEvent;
import io.sluice.message.AnswerEvent.Failed;
import io.sluice.message.AnswerEvent.Token;
import io.sluice.message.CallInfo;
import io.sluice.message.Refusal.BadRequest;
import io.sluice.message.Refusal.Internal;
import io.sluice.message.Refusal.Overloaded;
import io.sluice.message.Refusal.Unavailable;
import io.sluice.message.Reply;
import io.sluice.message.Streaming.Batch;
import io.sluice.message.Streaming.StreamOpened;
import io.sluice.redis.RedisLink;
import io.sluice.testservers.RedisServer;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A question that is sent again to another node, with what these know of each other in a Redis. */
@Timeout(60)
class RepeatsAnywhereIT {
  private static final Duration LONG = Duration.ofHours(1);
  private static final Failed END = new Failed(new Internal("not to be tried again"));
  private static final Failed FOR_NOW = new Failed(new Unavailable("retrieval", "down"));

  private final String prefix = UUID.randomUUID().toString();
  private final Vertx vertx = Vertx.vertx();
  private final Bus bus = Bus.on(vertx);

  @AfterEach
  void close() {
    AnswerCase.result(vertx.close());
  }

  private Node node() {
    return new Node(vertx, bus, Links.open(vertx, RedisServer.shared(), prefix));
  }

  /** A node that begins answers, and leaves it to the test how they go on. */
  private static final class Node {
    private final List<EventLog<AnswerEvent>> begun = new ArrayList<>();
    private final RedisLink link;
    private final Streams streams;
    private final JournalVerticle journal;
    private final RepeatsAnywhere repeats;

    Node(Vertx vertx, Bus bus, RedisLink link) {
      this.link = link;
      this.streams = AnswerCase.result(
          Streams.serve(vertx, bus, new Streams.Limits(LONG, LONG, LONG, 64L << 20)));
      this.journal = new JournalVerticle(bus, link, streams);
      AnswerCase.result(vertx.deployVerticle(journal));
      this.repeats = new RepeatsAnywhere(vertx, bus, link, LONG);
    }

    Reply<StreamOpened> ask(String question, String key) {
      return AnswerCase.result(asking(question, key, Future.succeededFuture()));
    }

    /** @param may when it may begin */
    Future<Reply<StreamOpened>> asking(String question, String key, Future<?> may) {
      return repeats.once(AnswerCase.question(question, "default", null), key, call(),
          () -> may.map(_ -> {
            var log = streams.<AnswerEvent>open(call(), END);
            journal.keep(log, call());
            begun.add(log);
            return Reply.of(log.opened());
          }));
    }

    Reply<StreamOpened> askInVain(String question, String key) {
      return AnswerCase.result(repeats.once(AnswerCase.question(question, "default", null), key,
          call(), () -> Future.succeededFuture(Reply.refused(new Overloaded("full", 1)))));
    }

    private static CallInfo call() {
      return AnswerCase.call("t", LONG);
    }
  }

  private static String id(Reply<StreamOpened> reply) {
    return AnswerCase.answer(Future.succeededFuture(reply)).id();
  }

  @Test
  void aKeyHasItsAnswerAtAllNodesWhileItIsMadeAndAfterItsEnd() {
    var here = node();
    var there = node();
    var id = id(here.ask("연차는 며칠인가요?", "key"));
    here.begun.getFirst().append(new Token("17일"));
    assertEquals(id, id(there.ask("연차는 며칠인가요?", "key")));
    here.begun.getFirst().end(END);

    assertEquals(id, id(there.ask("연차는 며칠인가요?", "key")));
    assertEquals(0, there.begun.size());
    assertNotEquals(id, id(there.ask("연차는 며칠인가요?", "another key")));
  }

  @Test
  void ofManyAtOnceOneIsAnswered() {
    var all = List.of(node(), node(), node());
    var may = Promise.<Void>promise();
    var asked = IntStream.range(0, 12).mapToObj(
        n -> all.get(n % all.size()).asking("연차는 며칠인가요?", "key", may.future())).toList();
    may.complete();
    var ids = asked.stream().map(AnswerCase::result).map(RepeatsAnywhereIT::id).distinct().toList();

    assertEquals(1, ids.size());
    assertEquals(1, all.stream().mapToInt(node -> node.begun.size()).sum());
  }

  @Test
  void aKeyIsOfOneQuestion() {
    var here = node();
    var id = id(here.ask("연차는 며칠인가요?", "key"));
    var refused = node().ask("How many days of vacation do I get?", "key");

    assertEquals("Idempotency-Key",
        AnswerCase.refused(BadRequest.class, Future.succeededFuture(refused)).param());
    assertEquals(id, id(here.ask("연차는 며칠인가요?", "key")));
  }

  @Test
  void whatFailedForNowIsBegunAnewAnywhere() {
    var here = node();
    var there = node();
    var id = id(here.ask("연차는 며칠인가요?", "key"));
    here.begun.getFirst().end(FOR_NOW);

    assertNotEquals(id, id(here.ask("연차는 며칠인가요?", "key")));
    here.begun.getLast().end(FOR_NOW);
    var anew = id(there.ask("연차는 며칠인가요?", "key"));
    assertEquals(1, there.begun.size());
    var again = AnswerCase.answer(Future.succeededFuture(here.ask("연차는 며칠인가요?", "key")));
    assertEquals(anew, again.id());
    assertFalse(again.wasThereBefore(), "what was read before may have been of the other");
  }

  @Test
  void whatWasRefusedLeavesTheKeyToTheNext() {
    var here = node();
    assertInstanceOf(Reply.Refused.class, here.askInVain("연차는 며칠인가요?", "key"));
    var there = node();
    id(there.ask("How many days of vacation do I get?", "key"));

    assertEquals(1, there.begun.size());
  }

  @Test
  void ofANodeThatIsGoneItsWholeAnswersCountAndOthersAreBegunAnew() {
    var there = node();
    var ofItsOwn = Vertx.vertx();
    var here = new Node(ofItsOwn, Bus.on(ofItsOwn),
        Links.open(ofItsOwn, RedisServer.shared(), prefix));
    var whole = id(here.ask("연차는 며칠인가요?", "key"));
    here.begun.getFirst().end(END);
    var half = id(here.ask("온실은 언제 잠기나요?", "other"));
    here.begun.getLast().append(new Token("21"));
    until(whole, true);
    until(half, false);
    AnswerCase.result(here.link.close()); // so that nobody is told, as if it had been killed
    AnswerCase.result(ofItsOwn.close());

    assertEquals(whole, id(there.ask("연차는 며칠인가요?", "key")));
    assertNotEquals(half, id(there.ask("온실은 언제 잠기나요?", "other")));
  }

  /** Waits until it is written down, to its end or not. */
  private void until(String answer, boolean end) {
    var opened = new StreamOpened(answer);
    while (!(AnswerCase.result(new StreamReader(bus, opened, Node.call(), 0)
        .peek(10)) instanceof Reply.Answered<Batch>(Batch batch) && batch.ended() == end)) {
      LockSupport.parkNanos(1_000_000);
    }
  }

  @Test
  void withoutRedisEachNodeIsOnItsOwn() throws Exception {
    try (var redis = RedisServer.start()) {
      var link = Links.open(vertx, redis, prefix);
      var here = new Node(vertx, bus, link);
      redis.kill();
      Links.until(link, false);

      id(here.ask("연차는 며칠인가요?", "key"));
      assertEquals(1, here.begun.size());
    }
  }
}
