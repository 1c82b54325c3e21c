package io.sluice.rerank;

import io.sluice.message.CallInfo;
import io.sluice.message.Refusal;
import io.sluice.message.Refusal.DeadlinePassed;
import io.sluice.message.Reply;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * A request in work. Its texts are handed out in their order, which is that of promise; their scores
 * come back in any, from several threads. It ends when all are there or when the time is up, with the
 * scores up to the first text that has none.
 *
 * <p>What is handed out is guarded by the lock of {@link WaitingPairs}; the rest any thread may call.
 */
final class RerankJob {
  private final String question;
  private final List<String> texts;
  private final CallInfo call;
  private int handedOut;
  private final double[] scores;
  private final BitSet scored = new BitSet();
  private final CompletableFuture<Reply<List<Double>>> reply = new CompletableFuture<>();

  RerankJob(String question, List<String> texts, CallInfo call) {
    this.question = question;
    this.texts = texts;
    this.call = call;
    this.scores = new double[texts.size()];
  }

  /** Texts of the request that are scored together. */
  record Chunk(RerankJob job, int from, int to) {
    String question() {
      return job.question;
    }

    List<String> texts() {
      return job.texts.subList(from, to);
    }

    void put(double[] scores) {
      job.put(from, scores);
    }
  }

  CallInfo call() {
    return call;
  }

  int waiting() {
    return texts.size() - handedOut;
  }

  Chunk next(int atMost) {
    var from = handedOut;
    handedOut = Math.min(texts.size(), from + atMost);
    return new Chunk(this, from, handedOut);
  }

  private void put(int from, double[] some) {
    if (add(from, some)) {
      reply.complete(Reply.of(first(scores.length)));
    }
  }

  /** Says whether these were the last. */
  private synchronized boolean add(int from, double[] some) {
    System.arraycopy(some, 0, scores, from, some.length);
    scored.set(from, from + some.length);
    return scored.cardinality() == scores.length;
  }

  private synchronized List<Double> first(int count) {
    return Arrays.stream(scores, 0, count).boxed().toList();
  }

  /** Ends the request with what is there, unless it has ended. */
  void timeIsUp() {
    var some = scoredWithoutGap();
    reply.complete(some.isEmpty()
        ? Reply.refused(new DeadlinePassed("the time was up before a text was scored"))
        : Reply.of(some));
  }

  private synchronized List<Double> scoredWithoutGap() {
    return first(scored.nextClearBit(0));
  }

  /** Ends the request, unless it has ended. */
  void refuse(Refusal why) {
    reply.complete(Reply.refused(why));
  }

  /** Whether nobody waits for its scores any more. */
  boolean isOver() {
    return reply.isDone() || call.isLate();
  }

  CompletableFuture<Reply<List<Double>>> reply() {
    return reply;
  }
}
