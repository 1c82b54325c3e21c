package io.sluice.rerank;

import io.sluice.strictjson.Check;
import io.sluice.strictjson.Check.Violation;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Who scores passages, and how much at once. There is no model that comes with Sluice: where neither
 * a folder nor an endpoint is named, passages stay in the order of the search.
 *
 * <p>{@code batch} is 1 by default: with a quantised network on a CPU 8 were some 5 % slower for each
 * passage, scores then depend a little on what else is in the batch, and less is lost where time runs
 * out. A float32 model with short passages may gain from more.
 *
 * @param folder holds {@code model.onnx} and {@code tokenizer.json} of a cross-encoder
 * @param endpoint a server that scores instead
 * @param maxTokens how much of a question and a passage together is read
 * @param batch how many passages a thread takes at a time; those of similar length go through the
 *        network together, and between two batches it is looked at the clock
 * @param threads how many batches are in work at once; 0 is one for each core
 * @param maxQueued how many passages may wait; more are refused
 */
public record RerankConfig(@Nullable Path folder, EndpointConfig endpoint, int maxTokens,
    int batch, int threads, int maxQueued) {

  public RerankConfig {
    folder = folder == null || folder.toString().isEmpty() ? null : folder;
    Check.required("endpoint", endpoint);
    Check.range("max-tokens", maxTokens, 8, 8192);
    Check.range("batch", batch, 1, 256);
    Check.range("threads", threads, 0, 1024);
    Check.range("max-queued", maxQueued, 1, 1_000_000);
    if (folder != null && endpoint.isUsed()) {
      throw new Violation("folder", "must be empty where there is an endpoint");
    }
  }

  /** Nobody reranks. */
  public static RerankConfig none() {
    return new RerankConfig(null, EndpointConfig.none(), 512, 1, 0, 2000);
  }

  /** A cross-encoder in a folder, else as {@link #none()}. */
  public static RerankConfig in(Path folder) {
    var none = none();
    return new RerankConfig(folder, none.endpoint, none.maxTokens, none.batch, none.threads,
        none.maxQueued);
  }

  /** Whether there is anybody to ask; without, the actor is not to be started. */
  public boolean isUsed() {
    return folder != null || endpoint.isUsed();
  }

  int workers() {
    return threads == 0 ? Runtime.getRuntime().availableProcessors() : threads;
  }
}
