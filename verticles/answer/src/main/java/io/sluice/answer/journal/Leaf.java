package io.sluice.answer.journal;

import io.sluice.message.AnswerEvent;
import io.sluice.message.AnswerEvent.Done;
import io.sluice.message.AnswerEvent.Failed;
import io.sluice.message.Streaming.Batch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What is still to be written of one answer. It is in one place at a time: nowhere while there is nothing,
 * else in the writer's hands. Safe for any thread.
 */
final class Leaf {
  private static final int AT_ONCE = 256;

  private final String key;
  private final long until;
  private final List<AnswerEvent> unwritten = new ArrayList<>();
  private long written;
  private long bytes;
  private boolean inHand;

  /** An empty one for the stream of this key, for so long. */
  Leaf(String key, Duration time) {
    this.key = key;
    this.until = System.nanoTime() + time.toNanos();
  }

  String key() {
    return key;
  }

  /** How long it is worth writing. */
  Duration left() {
    return Duration.ofNanos(until - System.nanoTime());
  }

  /** Whether it has to be handed to the writer now. */
  synchronized boolean add(AnswerEvent event) {
    unwritten.add(event);
    var handOver = !inHand;
    inHand = true;
    return handOver;
  }

  /** What is to be written next. */
  synchronized Batch next() {
    var events = unwritten.subList(0, Math.min(unwritten.size(), AT_ONCE));
    return new Batch(List.copyOf(events), written + events.size(), isEnd(events.getLast()));
  }

  /** Whether it stays in the writer's hands, since there is more. */
  synchronized boolean written(Batch batch, int size) {
    unwritten.subList(0, batch.events().size()).clear();
    written = batch.last();
    bytes += size;
    inHand = !unwritten.isEmpty();
    return inHand;
  }

  /** What it takes there. */
  synchronized long bytes() {
    return bytes;
  }

  private static boolean isEnd(AnswerEvent event) {
    return event instanceof Done || event instanceof Failed;
  }
}
