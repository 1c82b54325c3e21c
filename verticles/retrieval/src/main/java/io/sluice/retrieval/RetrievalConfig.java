package io.sluice.retrieval;

import io.sluice.strictjson.Check;
import java.nio.file.Path;

/**
 * Where the corpus is kept and how it is searched.
 *
 * <p>The fused score of a passage is the sum over the legs of {@code weight / (rrfConstant + rank)}.
 * The keyword leg weighs 1.
 *
 * @param path the folder of the indexes, used by this process alone
 * @param candidatesPerLeg how many passages each leg contributes to the fusion
 * @param vectorWeight of the vector leg where the embedding model understands the query's language
 * @param uncoveredVectorWeight of the vector leg where it does not; 0 leaves the leg out
 * @param rrfConstant the larger, the less the first ranks stand out
 * @param searchThreads how many legs of searches run at once, and how many commits beside them;
 *     best one for each core
 */
public record RetrievalConfig(Path path, int candidatesPerLeg, double vectorWeight,
    double uncoveredVectorWeight, int rrfConstant, int searchThreads) {

  public RetrievalConfig {
    Check.required("path", path);
    Check.range("candidates-per-leg", candidatesPerLeg, 1, 10_000);
    Check.range("vector-weight", vectorWeight, 0, 100);
    Check.range("uncovered-vector-weight", uncoveredVectorWeight, 0, 100);
    Check.range("rrf-constant", rrfConstant, 1, 10_000);
    Check.range("search-threads", searchThreads, 1, 1_000);
  }

  /**
   * The vector weight of a model for its own language is not critical: over Cranfield weights from .5
   * to 2 lay within .015 of nDCG@10. One that does not know a language adds noise to it: over 1,444
   * questions of KorQuAD the English all-minilm-l6-v2 took R@1 from .916 to .659 at a weight of .1,
   * the smallest that was tried, bge-small-en-v1.5 to .670.
   */
  public static RetrievalConfig defaults(Path path) {
    return new RetrievalConfig(path, 100, 1, 0, 60, Runtime.getRuntime().availableProcessors());
  }
}
