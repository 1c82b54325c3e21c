package io.sluice.bus;

import io.sluice.message.CallInfo;
import io.sluice.message.Refusal.NotFound;
import io.sluice.message.Reply;
import io.sluice.message.StreamEvent;
import io.sluice.message.Streaming;
import io.sluice.message.Streaming.Batch;
import io.sluice.message.Streaming.CancelStream;
import io.sluice.message.Streaming.LeaveStream;
import io.sluice.message.Streaming.Left;
import io.sluice.message.Streaming.ReadStream;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The logs of this node. One set of consumers serves them all, under addresses that end with the
 * node's name: registering a consumer for each question would cost a cluster eight times the round
 * trip it saves.
 *
 * <p>A log that nobody reads any more is cancelled after a grace in which a reader may come back. A
 * log that has ended stays for who is still reading it, and for those who come back later, for a while and
 * within a bound of bytes.
 */
public final class Streams {
  private static final Duration SWEEP = Duration.ofSeconds(5);
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Vertx vertx;
  private final Limits limits;
  private final Duration heartbeat;
  private final String node;
  private final Map<String, EventLog<?>> logs = new ConcurrentHashMap<>();
  private final Deque<Ended> endedLogs = new ArrayDeque<>();
  private long endedBytes;

  private Streams(Vertx vertx, @Nullable String node, Limits limits, Duration heartbeat) {
    this.vertx = vertx;
    this.node = node == null ? random(4) : node;
    this.limits = limits;
    this.heartbeat = heartbeat;
  }

  /**
   * How long and how much is kept.
   *
   * @param abandonAfter the grace between the last reader's leaving and the cancelling
   * @param unseenAfter how long a reader may be silent before it counts as gone
   * @param keepFor how long a log stays readable after its end
   * @param keepBytes how much the logs that have ended may hold together
   */
  public record Limits(Duration abandonAfter, Duration unseenAfter, Duration keepFor,
      long keepBytes) {
    public static final Limits DEFAULT = new Limits(Duration.ofMillis(500), Duration.ofSeconds(60),
        Duration.ofMinutes(10), 64L << 20);

    private Duration sweepEvery() {
      return Collections.min(List.of(SWEEP, unseenAfter, keepFor));
    }
  }

  /** Starts serving this node's streams; done once other nodes can read. */
  public static Future<Streams> serve(Vertx vertx, Bus bus, Limits limits) {
    return serve(vertx, bus, limits, Streaming.HEARTBEAT);
  }

  /** With a shorter heartbeat than readers reckon with. */
  static Future<Streams> serve(Vertx vertx, Bus bus, Limits limits, Duration heartbeat) {
    var streams = new Streams(vertx, bus.node(), limits, heartbeat);
    vertx.setPeriodic(limits.sweepEvery().toMillis(), tick -> streams.sweep());
    return Future
        .all(bus.serve(Streaming.READ.on(streams.node), streams::read),
            bus.serve(Streaming.LEAVE.on(streams.node), streams::leave),
            bus.serve(Streaming.CANCEL.on(streams.node), streams::cancel))
        .map(streams);
  }

  /**
   * Opens a log that is read by who sees all that this call's asker sees.
   *
   * @param cancelled the event that ends it when it is cancelled
   */
  public <E extends StreamEvent> EventLog<E> open(CallInfo call, E cancelled) {
    return open(call, cancelled, null);
  }

  /**
   * The same for a log that the node waits for before it stops.
   *
   * @param stopped the event that ends it when it is not over in that time; null where nobody waits for it
   */
  public <E extends StreamEvent> EventLog<E> open(CallInfo call, E cancelled,
      @Nullable E stopped) {
    var log = new EventLog<E>(node + "." + random(12), call, cancelled, stopped);
    logs.put(log.id(), log);
    log.whenEnded().onSuccess(end -> keep(log));
    return log;
  }

  /** A log that nobody can name: what is fed from it is read elsewhere. */
  public <E extends StreamEvent> EventLog<E> unnamed(CallInfo call, E cancelled) {
    return new EventLog<>("", call, cancelled, null);
  }

  /** What the ids of this node's logs begin with, up to the dot; another start has another. */
  public String node() {
    return node;
  }

  /** How long and how much is kept. */
  public Limits limits() {
    return limits;
  }

  /** Whether this log can be read here. */
  public boolean has(String id) {
    return logs.containsKey(id);
  }

  /** Waits for the logs that want it, for so long; those that are not over by then end where they are. */
  public Future<Void> finish(Duration within) {
    var enough = vertx.timer(Math.max(1, within.toMillis()), TimeUnit.MILLISECONDS);
    return finish(enough).onSuccess(_ -> enough.cancel());
  }

  /** Others may have begun meanwhile. */
  private Future<Void> finish(Future<Void> enough) {
    var open = logs.values().stream().filter(EventLog::isWaitedFor).toList();
    if (open.isEmpty() || enough.isComplete()) {
      open.forEach(EventLog::stop);
      return Future.succeededFuture();
    }
    var over = Future.all(open.stream().map(EventLog::whenEnded).toList()).<Void>mapEmpty();
    return Future.any(over, enough).compose(_ -> finish(enough));
  }

  private Future<Reply<Batch>> read(ReadStream request, CallInfo call) {
    var log = find(request.id(), call);
    if (log == null) {
      return gone();
    }
    var max = Math.clamp(request.max(), 1, 10_000);
    if (!request.patient()) {
      return Future.succeededFuture(Reply.of(log.peek(request.after(), max)));
    }
    var waiter = log.await(request.reader(), request.after(), max);
    var batch = waiter.promise().future();
    if (!batch.isComplete()) {
      var timer = vertx.setTimer(heartbeat.toMillis(), tick -> log.dismiss(waiter));
      batch.onComplete(done -> vertx.cancelTimer(timer));
    }
    return batch.map(Reply::of);
  }

  private Future<Reply<Left>> leave(LeaveStream request, CallInfo call) {
    var log = find(request.id(), call);
    if (log == null) {
      return gone();
    }
    log.leave(request.reader());
    cancelUnlessRead(log);
    return Future.succeededFuture(Reply.of(new Left()));
  }

  private Future<Reply<Left>> cancel(CancelStream request, CallInfo call) {
    var log = find(request.id(), call);
    if (log == null) {
      return gone();
    }
    log.cancel();
    return Future.succeededFuture(Reply.of(new Left()));
  }

  private @Nullable EventLog<?> find(String id, CallInfo call) {
    var log = logs.get(id);
    return log == null || !log.isFor(call) ? null : log;
  }

  private static <A> Future<Reply<A>> gone() {
    return Future.succeededFuture(Reply.refused(
        new NotFound("there is no such answer, or it is no longer kept", "id")));
  }

  /** Cancels a log without readers, once the grace has passed in which one may come back. */
  private void cancelUnlessRead(EventLog<?> log) {
    if (!log.hasEnded() && !log.hasReaders()) {
      var visits = log.visits();
      vertx.setTimer(limits.abandonAfter().toMillis(), tick -> log.cancelUnlessVisited(visits));
    }
  }

  private void keep(EventLog<?> log) {
    var weight = log.weight();
    synchronized (endedLogs) {
      endedLogs.addLast(new Ended(log, weight, System.nanoTime()));
      endedBytes += weight;
    }
    letGo();
  }

  private void sweep() {
    for (var log : logs.values()) {
      if (log.hasReaders()) {
        log.forgetReaders(limits.unseenAfter());
        cancelUnlessRead(log);
      }
    }
    letGo();
  }

  /** Whoever is in the middle of one reads it to its end first, however slowly. */
  private void letGo() {
    var tooOld = System.nanoTime() - limits.keepFor().toNanos();
    synchronized (endedLogs) {
      for (var oldest = endedLogs.iterator(); oldest.hasNext();) {
        var ended = oldest.next();
        if (ended.at() - tooOld >= 0 && endedBytes <= limits.keepBytes()) {
          break;
        }
        if (!ended.log().isBeingRead()) {
          oldest.remove();
          endedBytes -= ended.weight();
          logs.remove(ended.log().id());
        }
      }
    }
  }

  private static String random(int bytes) {
    var id = new byte[bytes];
    RANDOM.nextBytes(id);
    return HexFormat.of().formatHex(id);
  }

  private record Ended(EventLog<?> log, long weight, long at) {}
}
