package io.sluice.embedding;

import io.sluice.message.CallInfo;
import io.sluice.message.Embedding.Purpose;
import io.sluice.message.Refusal;
import io.sluice.message.Reply;
import io.sluice.message.Vector;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * A request in work. Its texts are handed out shortest first, so that those taken together are of
 * similar length; their vectors come back in any order, from several threads.
 *
 * <p>What is handed out is guarded by the lock of {@link WaitingTexts}; the rest any thread may call.
 */
final class EmbeddingJob {
  private final List<String> texts;
  private final Purpose purpose;
  private final CallInfo call;
  private final List<Integer> shortestFirst;
  private int handedOut;
  private final Vector[] vectors;
  private final AtomicInteger undone;
  private final CompletableFuture<Reply<List<Vector>>> reply = new CompletableFuture<>();

  EmbeddingJob(List<String> texts, Purpose purpose, CallInfo call) {
    this.texts = texts;
    this.purpose = purpose;
    this.call = call;
    this.shortestFirst = IntStream.range(0, texts.size()).boxed()
        .sorted(Comparator.comparingInt(index -> texts.get(index).length())).toList();
    this.vectors = new Vector[texts.size()];
    this.undone = new AtomicInteger(texts.size());
  }

  /** One text of the request, and where its vector goes. */
  record Slot(EmbeddingJob job, int index) {
    String text() {
      return job.texts.get(index);
    }

    void put(Vector vector) {
      job.vectors[index] = vector;
      if (job.undone.decrementAndGet() == 0) {
        job.reply.complete(Reply.of(List.of(job.vectors)));
      }
    }
  }

  Purpose purpose() {
    return purpose;
  }

  CallInfo call() {
    return call;
  }

  int waiting() {
    return texts.size() - handedOut;
  }

  int nextLength() {
    return texts.get(shortestFirst.get(handedOut)).length();
  }

  Slot next() {
    return new Slot(this, shortestFirst.get(handedOut++));
  }

  /** Ends the request, unless it has ended. */
  void refuse(Refusal why) {
    reply.complete(Reply.refused(why));
  }

  CompletableFuture<Reply<List<Vector>>> reply() {
    return reply;
  }
}
