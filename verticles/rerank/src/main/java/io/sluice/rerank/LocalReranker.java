package io.sluice.rerank;

import io.sluice.message.CallInfo;
import io.sluice.message.Reply;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;

/** Scores from a cross-encoder in this process. */
record LocalReranker(Vertx vertx, CrossEncoder encoder, RerankWorkers workers)
    implements
      Reranker {

  @Override
  public String model() {
    return encoder.name();
  }

  @Override
  public Future<Reply<List<Double>>> score(String question, List<String> texts, CallInfo call) {
    var job = workers.submit(question, texts, call);
    var timer = vertx.setTimer(Math.max(1, call.remaining().toMillis()), _ -> job.timeIsUp());
    // Answered on the worker: a detour over the verticle's event loop would cost another wake-up.
    return Future.fromCompletionStage(job.reply()).onComplete(_ -> vertx.cancelTimer(timer));
  }

  @Override
  public Future<?> close() {
    return vertx.executeBlocking(() -> {
      workers.stop();
      encoder.close();
      return null;
    });
  }
}
