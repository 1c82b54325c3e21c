package io.sluice.answer.journal;

import static io.sluice.answer.journal.WritingNode.batch;
import static io.sluice.answer.journal.WritingNode.refusal;
import static io.sluice.answer.journal.WritingNode.result;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.answer.Links;
import io.sluice.bus.EventLog;
import io.sluice.bus.StreamReader;
import io.sluice.message.AnswerEvent;
import io.sluice.message.AnswerEvent.Accepted;
import io.sluice.message.AnswerEvent.Failed;
import io.sluice.message.AnswerEvent.Source;
import io.sluice.message.AnswerEvent.Sources;
import io.sluice.message.AnswerEvent.Token;
import io.sluice.message.Refusal.Internal;
import io.sluice.message.Refusal.NotFound;
import io.sluice.message.Refusal.Unavailable;
import io.sluice.message.Reply.Answered;
import io.sluice.message.Reply.Refused;
import io.sluice.message.Streaming.Batch;
import io.sluice.testservers.RedisServer;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Answers read where they were not written. Each "there" is a node that knows what is in Redis only. */
@Timeout(120)
class JournalIT {
  private static final Failed END = new Failed(new Internal("the end"));

  private final String prefix = UUID.randomUUID().toString();
  private final List<AutoCloseable> opened = new ArrayList<>();

  @AfterEach
  void close() throws Exception {
    for (var one : opened.reversed()) {
      one.close();
    }
  }

  private <T extends AutoCloseable> T closing(T one) {
    opened.add(one);
    return one;
  }

  private WritingNode node() {
    return closing(WritingNode.start(RedisServer.shared(), prefix));
  }

  private static List<AnswerEvent> say(EventLog<AnswerEvent> log, int from, int to) {
    var said = IntStream.rangeClosed(from, to).<AnswerEvent>mapToObj(n -> new Token("낱말" + n))
        .toList();
    said.forEach(log::append);
    return said;
  }

  private static long left(WritingNode node, String id) {
    return Long.parseLong(result(node.link().send(Request.cmd(Command.PTTL)
        .arg(node.link().key(JournalKey.of(id, WritingNode.call("t")))))).toString());
  }

  /** A reader from the start, as soon as anything is there. */
  private static StreamReader reader(WritingNode there, EventLog<AnswerEvent> log,
      String... principals) {
    var limit = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (result(there.reader(log.id(), 0, "t", principals).peek(1)) instanceof Refused<Batch>) {
      assertTrue(System.nanoTime() - limit < 0, "nothing was written");
    }
    return there.reader(log.id(), 0, "t", principals);
  }

  @Test
  void anAnswerIsReadElsewhereWhileItIsWrittenAndAfterItsEnd() {
    var here = node();
    var there = node();
    var log = here.open();
    log.append(new Accepted(log.id()));
    var reader = reader(there, log);
    assertEquals(List.of(new Accepted(log.id())), there.read(reader, 1, 10));
    var waiting = reader.next(10);
    log.append(new Token("한"));
    assertEquals(new Batch(List.of(new Token("한")), 2, false), batch(waiting));
    log.end(END);

    assertEquals(List.of(END), there.read(reader, 1, 10));
    assertEquals(new Batch(List.of(new Token("한"), END), 3, true),
        batch(there.reader(log.id(), 1).peek(10)));
    assertEquals(new Batch(List.of(), 3, true), batch(there.reader(log.id(), 9).next(10)));
  }

  @Test
  void everyEventOfABigAnswerComesOnceAndInOrder() {
    var here = node();
    var there = node();
    var log = here.open();
    var text = "긴 문단. ".repeat(2_000);
    var sources = new Sources(IntStream.range(0, 50).mapToObj(
        n -> new Source(n, "d", 1, "p" + n, "title", text, 0, text.length(), 1, null)).toList());
    var all = new ArrayList<AnswerEvent>(List.of(sources));
    log.append(sources);
    all.addAll(say(log, 1, 20_000));
    log.end(END);
    all.add(END);

    assertEquals(all, there.read(reader(there, log), all.size(), 999));
    assertEquals(all.subList(12_345, all.size()),
        there.read(there.reader(log.id(), 12_345), all.size(), 256));
  }

  @Test
  void anotherTenantSeesNothing() {
    var here = node();
    var there = node();
    var log = here.open();
    log.end(END);
    there.read(reader(there, log), 1, 1);

    refusal(NotFound.class, there.reader(log.id(), 0, "other").next(10));
    refusal(NotFound.class, there.reader(log.id(), 0, "t:t").next(10));
  }

  @Test
  void whoSeesNotAllThatItsAskerSeesReadsNothing() {
    var here = node();
    var there = node();
    var log = here.open("user:anna", "group:hr");
    log.end(END);
    assertEquals(1,
        there.read(reader(there, log, "group:hr", "user:anna"), 1, 1).size());

    refusal(NotFound.class, there.reader(log.id(), 0, "t", "group:hr").next(10));
    refusal(NotFound.class, there.reader(log.id(), 0, "t").next(10));
    refusal(NotFound.class, here.reader(log.id(), 0, "t", "user:ben").next(10));
  }

  @Test
  void whatIsNoAnswerIsNotFound() {
    var there = node();

    for (var id : List.of("ffffffff.00", "", "*", "a.b:t", "no dot", "x".repeat(10_000))) {
      refusal(NotFound.class, there.reader(id, 0).next(10));
    }
  }

  @Test
  void anAnswerWhoseNodeWasKilledEndsWithAnError() {
    var here = closing(
        WritingNode.heardWithin(RedisServer.shared(), prefix, Duration.ofSeconds(5)));
    var there = node();
    var log = here.open();
    say(log, 1, 3);
    var reader = reader(there, log);
    assertEquals(3, there.read(reader, 3, 10).size());
    here.close();

    var end = assertInstanceOf(Failed.class, there.read(reader, 1, 10).getFirst());
    assertTrue(end.refusal().retryable());
    var told = reader.position();
    assertEquals(new Batch(List.of(end), told, true), batch(there.reader(log.id(), 3).peek(10)));
    assertEquals(new Batch(List.of(end), told, true), batch(there.reader(log.id(), 7).peek(10)),
        "of what it had from the node itself nothing was written");
    assertEquals(new Batch(List.of(), told, true), batch(there.reader(log.id(), told).next(10)));
  }

  @Test
  void ofANodeThatStopsAllIsReadAndThatItIsGone() {
    var here = node();
    var there = node();
    var log = here.open();
    var said = new ArrayList<>(say(log, 1, 3_000));
    here.stop();

    var read = there.read(reader(there, log), 4_000, 4_096);
    assertEquals(said, read.subList(0, 3_000));
    assertInstanceOf(Unavailable.class,
        assertInstanceOf(Failed.class, read.get(3_000)).refusal());
  }

  @Test
  void anAnswerIsKeptForSomeTimeAfterItsEnd() {
    var here = node();
    var there = node();
    var log = here.open();
    say(log, 1, 1);
    there.read(reader(there, log), 1, 1);
    assertTrue(left(here, log.id()) > WritingNode.LONG.toMillis(), "while it is written");
    log.end(END);
    there.read(there.reader(log.id(), 1), 1, 1);

    var left = left(here, log.id());
    assertTrue(left > 0 && left <= WritingNode.LONG.toMillis(), () -> "ms left: " + left);
  }

  @Test
  void theOldestAnswersAreLetGoAboveTheBound() {
    var here = closing(WritingNode.withRoom(RedisServer.shared(), prefix, 10_000));
    var there = node();
    var logs = IntStream.range(0, 5).mapToObj(i -> here.open()).toList();
    for (var log : logs) {
      log.append(new Token("x".repeat(4_000)));
      log.end(END);
      there.read(reader(there, log), 2, 10);
    }
    here.stop();

    for (var gone : logs.subList(0, 3)) {
      refusal(NotFound.class, there.reader(gone.id(), 0).next(1));
    }
    for (var kept : logs.subList(3, 5)) {
      batch(there.reader(kept.id(), 0).next(1));
    }
  }

  @Test
  void whatIsSaidWhileTheConnectionsBreakIsWrittenAfterwards() {
    var redis = closing(RedisServer.start());
    var here = closing(WritingNode.heardWithin(redis, prefix, Duration.ofSeconds(10)));
    var there = closing(WritingNode.start(redis, prefix));
    var log = here.open();
    var all = new ArrayList<AnswerEvent>();
    for (var i = 0; i < 20; i++) {
      all.addAll(say(log, i * 100 + 1, i * 100 + 100));
      redis.command("CLIENT KILL TYPE normal");
    }
    log.end(END);
    all.add(END);

    var reader = reader(there, log);
    var read = new ArrayList<AnswerEvent>();
    while (read.size() < all.size()) {
      if (result(
          reader.next(100)) instanceof Answered<Batch>(Batch batch)) {
        batch.events().forEach(event -> read.add((AnswerEvent) event));
      }
    }
    assertEquals(all, read);
  }

  @Test
  void ofAnAnswerWhoseBeginningRedisLostNothingIsRead() throws Exception {
    var redis = closing(RedisServer.start());
    var here = closing(WritingNode.heardWithin(redis, prefix, Duration.ofSeconds(5)));
    var there = closing(WritingNode.start(redis, prefix));
    var log = here.open();
    say(log, 1, 3);
    there.read(reader(there, log), 3, 10);
    redis.command("FLUSHALL");
    log.end(END);
    here.stop();

    refusal(NotFound.class, there.reader(log.id(), 0).next(10));
    assertEquals(-2, left(there, log.id()), "some of it is still there");
  }

  @Test
  void withoutRedisAnswersGoOnAndOnesToComeAreWrittenAgain() throws Exception {
    var redis = closing(RedisServer.start());
    var here = closing(WritingNode.heardWithin(redis, prefix, Duration.ofSeconds(1)));
    var there = closing(WritingNode.start(redis, prefix));
    redis.kill();
    Links.until(here.link(), false);
    var log = here.open();
    say(log, 1, 3);
    log.end(END);
    assertEquals(4, here.read(here.reader(log.id(), 0), 4, 10).size());
    refusal(Unavailable.class, there.reader(log.id(), 0).peek(10));

    redis.run();
    Links.until(here.link(), true);
    Links.until(there.link(), true);
    while (result(there.reader(oneMore(here), 0).peek(10)) instanceof Refused<Batch>) {
      Thread.onSpinWait();
    }
  }

  private static String oneMore(WritingNode here) {
    var log = here.open();
    log.end(END);
    here.read(here.reader(log.id(), 0), 1, 1);
    return log.id();
  }
}
