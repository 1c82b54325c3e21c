package io.sluice.answer.batch;

import io.sluice.message.Refusal.Internal;
import io.vertx.core.Context;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.SequencedSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets the questions of all batches be answered, so many at a time and of each batch in turn, so that a
 * short one does not wait for the end of a long one. Those who ask by themselves are many more than that:
 * a batch takes no more of their places than these few. Confined to its context.
 */
final class Work {
  private static final Logger LOG = LoggerFactory.getLogger(Work.class);

  private final Context context;
  private final LineFlow flow;
  private final int concurrency;
  private final Duration writeAgainAfter;
  private final SequencedSet<Batch> turns = new LinkedHashSet<>();
  private int running;

  Work(Context context, LineFlow flow, int concurrency, Duration writeAgainAfter) {
    this.context = context;
    this.flow = flow;
    this.concurrency = concurrency;
    this.writeAgainAfter = writeAgainAfter;
  }

  /** Works on the questions of this batch, too. */
  void add(Batch batch) {
    turns.add(batch);
    begin();
  }

  private void begin() {
    while (running < concurrency && !turns.isEmpty()) {
      var batch = turns.removeFirst();
      var line = batch.next();
      if (batch.hasNext()) {
        turns.add(batch);
      }
      if (line != null) {
        running++;
        context.runOnContext(_ -> work(batch, line));
      }
    }
  }

  private void work(Batch batch, int line) {
    try {
      var result = answer(batch, line);
      if (result != null) {
        write(batch, result);
      }
    } finally {
      running--;
      if (batch.hasNext()) {
        turns.add(batch); // it has none there while its questions wait for one another
      }
      begin();
    }
  }

  /** A fault of ours is the end of one question, and not of the batch. */
  private @Nullable StoredResult answer(Batch batch, int line) {
    try {
      return flow.answer(batch, line);
    } catch (Throwable e) { // await() throws also what is checked
      if (batch.isStopped()) {
        return null; // it was interrupted
      }
      LOG.error("question failed batch={} line={}", batch.header().id(), line, e);
      return LineFlow.refused(batch, line, new Internal("the answer failed"));
    }
  }

  /** An answer that costs money is not thrown away because the disk is full for a while. */
  private void write(Batch batch, StoredResult result) {
    while (!batch.isStopped()) {
      try {
        batch.take(result);
        return;
      } catch (IOException e) {
        LOG.error("could not write a result batch={} line={} {}", batch.header().id(),
            result.line(), e.toString());
        flow.pause(batch, writeAgainAfter);
      }
    }
  }
}
