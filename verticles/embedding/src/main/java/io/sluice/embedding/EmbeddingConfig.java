package io.sluice.embedding;

import io.sluice.message.Embedding.Purpose;
import io.sluice.strictjson.Check;
import io.sluice.strictjson.Check.Violation;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which model embeds, and how much at once.
 *
 * <p>{@code maxBatch} is 1 for the bundled model. It is quantised dynamically: a text's vector then
 * depends a little on what else is in the batch (cosine .992 to .998), and on a CPU a batch gains
 * nothing (5 to 18 % slower for each text at one thread). A folder with a float32 model may set it
 * higher.
 *
 * @param folder holds {@code model.onnx} and {@code tokenizer.json}; none means the bundled model
 * @param questionPrefix what the model wants before a question; some want {@code "query: "}
 * @param passagePrefix what the model wants before a passage
 * @param languages tags of the languages the model understands
 * @param maxTokens how much of a text is read; what is beyond does not count for its vector
 * @param maxBatch how many texts go through the network together
 * @param threads how many batches are in work at once; 0 is one for each core
 * @param maxQueued how many texts may wait; more are refused
 * @param endpoint a server that embeds instead of a model in this process; pooling, tokens, batch and
 *        threads are its own affair then
 */
public record EmbeddingConfig(@Nullable Path folder, Pooling pooling, String questionPrefix,
    String passagePrefix, List<String> languages, int maxTokens, int maxBatch, int threads,
    int maxQueued, EndpointConfig endpoint) {
  private static final int LONGEST_PREFIX = 1000;

  public EmbeddingConfig {
    folder = folder == null || folder.toString().isEmpty() ? null : folder;
    Check.required("pooling", pooling);
    Check.atMost("question-prefix", Check.required("question-prefix", questionPrefix),
        LONGEST_PREFIX);
    Check.atMost("passage-prefix", Check.required("passage-prefix", passagePrefix), LONGEST_PREFIX);
    Check.required("languages", languages).forEach(tag -> Check.text("languages", tag, 35));
    languages = List.copyOf(languages);
    Check.range("max-tokens", maxTokens, 8, 8192);
    Check.range("max-batch", maxBatch, 1, 256);
    Check.range("threads", threads, 0, 1024);
    Check.range("max-queued", maxQueued, 1, 1_000_000);
    if (Check.required("endpoint", endpoint).isUsed() && folder != null) {
      throw new Violation("folder", "must be empty where endpoint.url is set");
    }
  }

  /**
   * The model that comes with Sluice: all-MiniLM-L6-v2, quantised. It knows English only; a Korean
   * text falls into single letters, which costs many tokens and means nothing to it.
   */
  public static EmbeddingConfig bundled() {
    return new EmbeddingConfig(null, Pooling.MEAN, "", "", List.of("en"), 512, 1, 0, 10_000,
        EndpointConfig.none());
  }

  String prefix(Purpose purpose) {
    return switch (purpose) {
      case QUESTION -> questionPrefix;
      case PASSAGE -> passagePrefix;
    };
  }

  int workers() {
    return threads == 0 ? Runtime.getRuntime().availableProcessors() : threads;
  }
}
