package io.sluice.embedding;

import io.sluice.message.CallInfo;
import io.sluice.message.Embedding.Purpose;
import io.sluice.message.Reply;
import io.sluice.message.Vector;
import io.vertx.core.Future;
import java.util.List;

/** Where vectors come from: a model in this process, or a server. */
interface VectorSource {

  /** Names the space the vectors lie in. */
  String model();

  /** The texts, which have their prefix, as vectors in their order. The future does not fail. */
  Future<Reply<List<Vector>>> embed(List<String> texts, Purpose purpose, CallInfo call);

  Future<?> close();
}
