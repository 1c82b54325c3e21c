package io.sluice.bus;

import io.sluice.message.StreamEvent;
import io.sluice.message.Streaming.Batch;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

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
  private final String id;
  private final String tenant;
  private final E cancelled;
  private final List<E> events = new ArrayList<>();
  private final List<Waiter> waiters = new ArrayList<>();
  private final Map<String, Long> readersSeen = new HashMap<>();
  private final Promise<Void> end = Promise.promise();
  private boolean ended;
  private long weight;

  EventLog(String id, String tenant, E cancelled) {
    this.id = id;
    this.tenant = tenant;
    this.cancelled = cancelled;
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

  public synchronized boolean hasEnded() {
    return ended;
  }

  boolean belongsTo(String otherTenant) {
    return tenant.equals(otherTenant);
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
    readersSeen.put(reader, System.nanoTime());
    var waiter = new Waiter(after, max, Promise.promise());
    var batch = peek(after, max);
    if (batch.events().isEmpty() && !batch.ended()) {
      waiters.add(waiter);
    } else {
      waiter.promise().complete(batch);
    }
    return waiter;
  }

  /** Sends a reader home that has waited long enough. */
  void dismiss(Waiter waiter) {
    synchronized (this) {
      waiters.remove(waiter);
    }
    waiter.promise().tryComplete(peek(waiter.after(), waiter.max()));
  }

  synchronized void leave(String reader) {
    readersSeen.remove(reader);
  }

  /** Forgets the readers that have not been seen for so long. */
  synchronized void forgetReaders(Duration unseen) {
    var limit = System.nanoTime() - unseen.toNanos();
    readersSeen.values().removeIf(seen -> seen - limit < 0);
  }

  synchronized boolean hasReaders() {
    return !readersSeen.isEmpty();
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
      woken = List.copyOf(waiters);
      waiters.clear();
    }
    for (var waiter : woken) {
      waiter.promise().tryComplete(peek(waiter.after(), waiter.max()));
    }
    if (last) {
      end.complete();
    }
    return true;
  }

  /** A reader that waits for what comes after {@code after}. */
  record Waiter(long after, int max, Promise<Batch> promise) {}
}
