package io.sluice.embedding;

import io.sluice.message.Vector;
import java.util.List;

/** Turns texts into vectors, in their order. Any thread may call it. */
interface Embedder {
  List<Vector> embed(List<String> texts) throws Exception;
}
