package io.sluice.rerank;

import io.sluice.message.CallInfo;
import io.sluice.message.Reply;
import io.vertx.core.Future;
import java.util.List;

/** Scores texts by how well they answer a question. */
sealed interface Reranker permits EndpointReranker, LocalReranker {

  String model();

  /**
   * The scores of the texts, in their order, the higher the better; of the last ones there are none
   * where the time of the call is up before. The future does not fail.
   */
  Future<Reply<List<Double>>> score(String question, List<String> texts, CallInfo call);

  Future<?> close();
}
