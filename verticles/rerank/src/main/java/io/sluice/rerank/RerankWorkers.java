package io.sluice.rerank;

import io.sluice.message.CallInfo;
import io.sluice.message.Refusal.Internal;
import io.sluice.rerank.RerankJob.Chunk;
import java.util.List;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The platform threads that score what waits, one batch each at a time. Any thread may submit; replies
 * complete on a worker, which must not be kept busy with what follows.
 */
final class RerankWorkers {
  private static final Logger LOG = LoggerFactory.getLogger(RerankWorkers.class);

  private final PairScorer scorer;
  private final WaitingPairs waiting;
  private final List<Thread> threads;

  RerankWorkers(PairScorer scorer, RerankConfig config) {
    this.scorer = scorer;
    this.waiting = new WaitingPairs(config.maxQueued(), config.batch());
    this.threads = IntStream.range(0, config.workers()).mapToObj(number -> Thread.ofPlatform()
        .daemon().name("sluice-rerank-" + number).unstarted(this::work)).toList();
  }

  void start() {
    threads.forEach(Thread::start);
  }

  RerankJob submit(String question, List<String> texts, CallInfo call) {
    var job = new RerankJob(question, texts, call);
    var refusal = waiting.add(job);
    if (refusal != null) {
      job.refuse(refusal);
    }
    return job;
  }

  private void work() {
    for (var chunk = waiting.take(); chunk != null; chunk = waiting.take()) {
      run(chunk);
    }
  }

  private void run(Chunk chunk) {
    try {
      chunk.put(scorer.score(chunk.question(), chunk.texts()));
    } catch (Throwable e) { // also an error of the native library must not end the worker
      LOG.error("reranking failed requestId={} texts={}", chunk.job().call().requestId(),
          chunk.texts().size(), e);
      chunk.job().refuse(new Internal("the texts could not be scored"));
    }
  }

  /** Refuses what waits and returns when the last run is over. */
  void stop() throws InterruptedException {
    waiting.close().forEach(job -> job.refuse(WaitingPairs.stopping()));
    for (var thread : threads) {
      thread.join();
    }
  }
}
