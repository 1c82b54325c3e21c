package io.sluice.answer.journal;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.sluice.answer.Links;
import io.sluice.bus.Bus;
import io.sluice.bus.EventLog;
import io.sluice.bus.StreamReader;
import io.sluice.bus.Streams;
import io.sluice.message.AnswerEvent;
import io.sluice.message.AnswerEvent.Failed;
import io.sluice.message.CallInfo;
import io.sluice.message.Refusal;
import io.sluice.message.Refusal.Cancelled;
import io.sluice.message.Reply;
import io.sluice.message.Reply.Answered;
import io.sluice.message.Reply.Refused;
import io.sluice.message.Streaming.Batch;
import io.sluice.message.Streaming.StreamOpened;
import io.sluice.redis.RedisLink;
import io.sluice.testservers.RedisServer;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A node of its own, with nothing but logs and a journal; all of a prefix share what they write. */
final class WritingNode implements AutoCloseable {
  static final Duration LONG = Duration.ofHours(1);

  private final Vertx vertx = Vertx.vertx();
  private final Bus bus = Bus.on(vertx);
  private final RedisLink link;
  private final JournalVerticle journal;
  private final Streams streams;
  private final String deployed;

  private WritingNode(RedisServer redis, String prefix, Duration unheard, long keepBytes) {
    this.link = Links.open(vertx, redis, prefix);
    this.streams = result(
        Streams.serve(vertx, bus, new Streams.Limits(LONG, LONG, LONG, keepBytes)));
    this.journal = new JournalVerticle(bus, link, streams, unheard);
    this.deployed = result(vertx.deployVerticle(journal));
  }

  static WritingNode start(RedisServer redis, String prefix) {
    return new WritingNode(redis, prefix, LONG, 64L << 20);
  }

  /** One that counts as gone where it is not heard of for so long. */
  static WritingNode heardWithin(RedisServer redis, String prefix, Duration unheard) {
    return new WritingNode(redis, prefix, unheard, 64L << 20);
  }

  /** One whose answers may take so much. */
  static WritingNode withRoom(RedisServer redis, String prefix, long bytes) {
    return new WritingNode(redis, prefix, LONG, bytes);
  }

  static CallInfo call(String tenant, String... principals) {
    return new CallInfo("req", tenant, List.of(principals), null,
        System.nanoTime() + LONG.toNanos(), null);
  }

  RedisLink link() {
    return link;
  }

  EventLog<AnswerEvent> open(String... principals) {
    var call = call("t", principals);
    var log = streams.<AnswerEvent>open(call, new Failed(new Cancelled("stopped")));
    journal.keep(log, call);
    return log;
  }

  StreamReader reader(String id, long after) {
    return reader(id, after, "t");
  }

  StreamReader reader(String id, long after, String tenant, String... principals) {
    return new StreamReader(bus, new StreamOpened(id), call(tenant, principals), after);
  }

  /** Reads until there are so many, or the end. */
  List<AnswerEvent> read(StreamReader reader, int count, int atOnce) {
    var events = new ArrayList<AnswerEvent>();
    for (var ended = false; !ended && events.size() < count;) {
      var batch = batch(reader.next(atOnce));
      batch.events().forEach(event -> events.add((AnswerEvent) event));
      ended = batch.ended();
    }
    return events;
  }

  static Batch batch(Future<Reply<Batch>> read) {
    var reply = result(read);
    return assertInstanceOf(Answered.class, reply, reply::toString).value() instanceof Batch batch
        ? batch
        : new Batch(List.of(), 0, true);
  }

  static <R extends Refusal> R refusal(Class<R> type, Future<Reply<Batch>> read) {
    return assertInstanceOf(type, assertInstanceOf(Refused.class, result(read)).refusal());
  }

  /** All is written, and others are told that this node is gone. */
  void stop() {
    result(vertx.undeploy(deployed));
  }

  /** Without a word to anybody, as far as that goes in one process. */
  @Override
  public void close() {
    result(vertx.close());
  }

  static <T> T result(Future<T> future) {
    try {
      return future.await(30, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new AssertionError("nothing came", e);
    }
  }
}
