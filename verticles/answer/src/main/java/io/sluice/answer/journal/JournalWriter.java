package io.sluice.answer.journal;

import io.sluice.bus.Streams;
import io.sluice.bus.WrittenBatch;
import io.sluice.message.Streaming.Batch;
import io.sluice.redis.RedisLink;
import io.sluice.redis.Script;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes leaf after leaf, some at a time and of each what has come together: the more there is to do, the
 * more goes at once. What cannot be written waits until Redis is back. But for {@link #take} confined to
 * its event loop.
 */
final class JournalWriter {
  private static final Logger LOG = LoggerFactory.getLogger(JournalWriter.class);
  private static final Script WRITE = Script.beside(JournalWriter.class, "write.lua");
  private static final int AT_A_TIME = 8;
  private static final int MOST_ENTRIES = 100_000;

  private final RedisLink link;
  private final Duration keepFor;
  private final Executor loop;
  private final WrittenAnswers written;
  private final Queue<Leaf> ready = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean called = new AtomicBoolean();
  private final List<Leaf> waiting = new ArrayList<>();
  private final Promise<Void> finished = Promise.promise();
  private boolean finishing;
  private int writing;

  /**
   * A writer with nothing to do.
   *
   * @param loop the event loop it is confined to
   */
  JournalWriter(RedisLink link, Streams.Limits limits, Executor loop) {
    this.link = link;
    this.keepFor = limits.keepFor();
    this.loop = loop;
    this.written = new WrittenAnswers(link, limits);
  }

  /** From any thread: there is something on it, and it was not handed over yet. */
  void take(Leaf leaf) {
    ready.add(leaf);
    if (called.compareAndSet(false, true)) {
      loop.execute(() -> {
        called.set(false);
        goOn();
      });
    }
  }

  /** Redis may be back. */
  void tryAgain() {
    waiting.removeIf(leaf -> leaf.left().isNegative());
    ready.addAll(waiting);
    waiting.clear();
    goOn();
  }

  /** Done when all is written that was there and can be; then nothing is written any more. */
  Future<Void> finish() {
    finishing = true;
    goOn();
    return finished.future();
  }

  private void goOn() {
    if (finished.future().isComplete()) {
      return;
    }
    while (writing < AT_A_TIME) {
      var leaf = ready.poll();
      if (leaf == null) {
        break;
      }
      write(leaf);
    }
    if (finishing && writing == 0) {
      finished.tryComplete();
    }
  }

  private void write(Leaf leaf) {
    writing++;
    var batch = leaf.next();
    var bytes = WrittenBatch.write(batch);
    var kept = batch.ended() ? keepFor : leaf.left();
    link.run(WRITE, List.of(leaf.key()),
        request -> request.arg(batch.last() - batch.events().size()).arg(batch.last()).arg(bytes)
            .arg(Math.max(1, kept.toMillis())).arg(MOST_ENTRIES))
        .map(said -> said.toString().equals("1")).onComplete(done -> loop.execute(() -> {
          writing--;
          settle(leaf, batch, bytes.length(), done);
          goOn();
        }));
  }

  private void settle(Leaf leaf, Batch batch, int size, AsyncResult<Boolean> done) {
    if (done.failed()) {
      LOG.debug("not written key={} why={}", leaf.key(), done.cause().getMessage());
      waiting.add(leaf);
    } else if (!Boolean.TRUE.equals(done.result())) {
      LOG.debug("not written any more, since the beginning is lost key={}", leaf.key());
    } else if (leaf.written(batch, size)) {
      ready.add(leaf);
    } else if (batch.ended()) {
      written.add(leaf.key(), leaf.bytes());
    }
  }
}
