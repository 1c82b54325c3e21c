package io.sluice.embedding;

import io.sluice.embedding.EmbeddingJob.Slot;
import io.sluice.message.CallInfo;
import io.sluice.message.Embedding.Purpose;
import io.sluice.message.Refusal.BadRequest;
import io.sluice.message.Refusal.DeadlinePassed;
import io.sluice.message.Refusal.Internal;
import io.sluice.message.Reply;
import io.sluice.message.Vector;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The platform threads that embed what waits, one batch each at a time. Any thread may submit;
 * futures complete on a worker, which must not be kept busy with what follows.
 */
final class EmbeddingWorkers {
  private static final Logger LOG = LoggerFactory.getLogger(EmbeddingWorkers.class);

  private final Embedder embedder;
  private final WaitingTexts waiting;
  private final List<Thread> threads;
  private final AtomicLong runs = new AtomicLong();
  private final AtomicLong texts = new AtomicLong();

  EmbeddingWorkers(Embedder embedder, EmbeddingConfig config) {
    this.embedder = embedder;
    this.waiting = new WaitingTexts(config.maxQueued(), config.maxBatch());
    this.threads = IntStream.range(0, config.workers()).mapToObj(
        number -> Thread.ofPlatform().daemon().name("sluice-embedding-" + number).unstarted(
            this::work))
        .toList();
  }

  void start() {
    threads.forEach(Thread::start);
  }

  CompletableFuture<Reply<List<Vector>>> submit(List<String> texts, Purpose purpose,
      CallInfo call) {
    var job = new EmbeddingJob(texts, purpose, call);
    var refusal = texts.isEmpty()
        ? new BadRequest("there is no text to embed", "texts")
        : waiting.add(job);
    if (refusal != null) {
      job.refuse(refusal);
    }
    return job.reply();
  }

  private void work() {
    for (var batch = waiting.take(); batch != null; batch = waiting.take()) {
      batch.late().forEach(job -> job.refuse(
          new DeadlinePassed("the time was up before the texts were embedded")));
      if (!batch.texts().isEmpty()) {
        run(batch.texts());
      }
    }
  }

  private void run(List<Slot> slots) {
    try {
      runs.incrementAndGet();
      texts.addAndGet(slots.size());
      var vectors = embedder.embed(slots.stream().map(Slot::text).toList());
      for (var i = 0; i < slots.size(); i++) {
        slots.get(i).put(vectors.get(i));
      }
    } catch (Throwable e) { // also an error of the native library must not end the worker
      slots.stream().map(Slot::job).distinct().forEach(job -> {
        LOG.error("embedding failed requestId={} texts={}", job.call().requestId(), slots.size(),
            e);
        waiting.drop(job);
        job.refuse(new Internal("the texts could not be embedded"));
      });
    }
  }

  /** How often the embedder was called. */
  long runs() {
    return runs.get();
  }

  /** How many texts it was given. */
  long texts() {
    return texts.get();
  }

  /** Refuses what waits and returns when the last run is over. */
  void stop() throws InterruptedException {
    waiting.close().forEach(job -> job.refuse(WaitingTexts.stopping()));
    for (var thread : threads) {
      thread.join();
    }
  }
}
