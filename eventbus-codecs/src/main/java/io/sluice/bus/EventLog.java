package io.sluice.bus;

import io.sluice.message.CallInfo;
import io.sluice.message.StreamEvent;
import io.sluice.message.Streaming.Batch;
import io.sluice.message.Streaming.StreamOpened;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An append-only log of events, numbered from 1, and those who read it.
 *
 * <p>Whoever writes appends until a last event ends the log. Cancelling ends it too, with an event
 * that was fixed when it was opened; the writer learns of it by {@link #whenEnded} or by an append
 * that is turned down. What came stays readable until {@link Streams} lets the log go.
 *
 * <p>Safe for any thread.
 */
public final class EventLog<E extends StreamEvent> {
  /** Stands for the first reader until one comes. */
  private static final String EXPECTED = "";

  private final String id;
  private final CallInfo asker;
  private final E cancelled;
  private final @Nullable E stopped;
  private final List<E> events = new ArrayList<>();
  private final Set<Waiter> waiters = new LinkedHashSet<>();
  private final List<Consumer<E>> sinks = new ArrayList<>();
  private final Map<String, Long> readersSeen = new HashMap<>();
  private final Promise<Void> end = Promise.promise();
  private boolean ended;
  private boolean stays;
  private long visits;
  private long weight;

  EventLog(String id, CallInfo asker, E cancelled, @Nullable E stopped) {
    this.stopped = stopped;
    this.id = id;
    this.asker = asker;
    this.cancelled = cancelled;
    readersSeen.put(EXPECTED, System.nanoTime());
  }

  /** The id that readers know it by. */
  public String id() {
    return id;
  }

  /** Appends an event; false once the log has ended, and then nothing is appended. */
  public boolean append(E event) {
    return add(event, false);
  }

  /** Appends the last event; false if there was one already. */
  public boolean end(E event) {
    return add(event, true);
  }

  /** Ends the log with the event for that; without effect on one that has ended. */
  public void cancel() {
    end(cancelled);
  }

  /** Completes after the last event, also when that came by {@link #cancel}. */
  public Future<Void> whenEnded() {
    return end.future();
  }

  /**
   * Hands over all events there are and all that come, in their order, each while this log is held: the
   * sink must neither wait nor touch this log.
   */
  public synchronized void feed(Consumer<E> sink) {
    events.forEach(sink);
    if (!ended) {
      sinks.add(sink);
    }
  }

  /** From now on it is written to its end also when nobody reads it: its asker comes back. */
  public synchronized void stay() {
    stays = true;
  }

  /** What whoever asked for it is told: where to read it, or all of it where it is over already. */
  public synchronized StreamOpened opened() {
    return new StreamOpened(id, null, ended ? peek(0, events.size()) : null);
  }

  /** The latest event; null where there is none yet. */
  public synchronized @Nullable E latest() {
    return events.isEmpty() ? null : events.getLast();
  }

  public synchronized boolean hasEnded() {
    return ended;
  }

  /** Whether the node does not stop before its end, if it can help it. */
  synchronized boolean isWaitedFor() {
    return !ended && stopped != null;
  }

  /** Ends it since the node stops. */
  void stop() {
    if (stopped != null) {
      end(stopped);
    }
  }

  /** Whether one may read it: it may hold what only these principals may see. */
  boolean isFor(CallInfo reader) {
    return asker.tenant().equals(reader.tenant())
        && reader.principals().containsAll(asker.principals());
  }

  /** Roughly what it holds in memory, in bytes. */
  synchronized long weight() {
    return weight;
  }

  /** What is there after {@code after}: an empty batch where that is nothing. */
  synchronized Batch peek(long after, int max) {
    var from = Math.clamp(after, 0, events.size());
    var to = (int) Math.min((long) from + max, events.size());
    return new Batch(List.copyOf(events.subList(from, to)), to, ended && to == events.size());
  }

  /** Notes that {@code reader} reads, and promises what comes after {@code after}. */
  synchronized Waiter await(String reader, long after, int max) {
    visits++;
    readersSeen.remove(EXPECTED);
    readersSeen.put(reader, System.nanoTime());
    var waiter = new Waiter(reader, after, max, Promise.promise());
    var batch = peek(after, max);
    if (batch.events().isEmpty() && !batch.ended()) {
      waiters.add(waiter);
    } else {
      waiter.promise().complete(read(waiter, batch));
    }
    return waiter;
  }

  private synchronized Batch readBy(Waiter waiter) {
    return read(waiter, peek(waiter.after(), waiter.max()));
  }

  /** Who has read the end will not read on. */
  private Batch read(Waiter waiter, Batch batch) {
    if (batch.ended()) {
      readersSeen.remove(waiter.reader());
    }
    return batch;
  }

  /** Sends a reader home that has waited long enough. */
  void dismiss(Waiter waiter) {
    Batch batch;
    synchronized (this) {
      waiters.remove(waiter);
      seen(waiter.reader());
      batch = readBy(waiter);
    }
    waiter.promise().tryComplete(batch);
  }

  synchronized void leave(String reader) {
    readersSeen.remove(EXPECTED);
    readersSeen.remove(reader);
  }

  /** Forgets the readers that have not been seen for so long and do not wait for news. */
  synchronized void forgetReaders(Duration unseen) {
    var limit = System.nanoTime() - unseen.toNanos();
    var waiting = waiters.stream().map(Waiter::reader).collect(Collectors.toSet());
    readersSeen.entrySet().removeIf(
        reader -> reader.getValue() - limit < 0 && !waiting.contains(reader.getKey()));
  }

  /** Whether somebody reads, or may be expected to. */
  synchronized boolean hasReaders() {
    return stays || !readersSeen.isEmpty();
  }

  /** Whether somebody is in the middle of it: has begun to read, and neither read the end nor left. */
  synchronized boolean isBeingRead() {
    return readersSeen.size() > (readersSeen.containsKey(EXPECTED) ? 1 : 0);
  }

  /** How often it was read: what tells later whether a reader came back in between. */
  synchronized long visits() {
    return visits;
  }

  /** Cancels it, unless somebody reads or has read since the visits were counted. */
  void cancelUnlessVisited(long visitsBefore) {
    synchronized (this) {
      if (hasReaders() || visits != visitsBefore) {
        return;
      }
    }
    cancel();
  }

  /** Its silence counts from when it was answered; a reader that has left stays gone. */
  private void seen(String reader) {
    readersSeen.replace(reader, System.nanoTime());
  }

  private boolean add(E event, boolean last) {
    List<Waiter> woken;
    synchronized (this) {
      if (ended) {
        return false;
      }
      events.add(event);
      weight += Weights.of(event);
      ended = last;
      sinks.forEach(sink -> sink.accept(event));
      woken = List.copyOf(waiters);
      waiters.clear();
      woken.forEach(waiter -> seen(waiter.reader()));
    }
    for (var waiter : woken) {
      waiter.promise().tryComplete(readBy(waiter));
    }
    if (last) {
      end.complete();
    }
    return true;
  }

  /** A reader that waits for what comes after {@code after}. */
  record Waiter(String reader, long after, int max, Promise<Batch> promise) {}
}
