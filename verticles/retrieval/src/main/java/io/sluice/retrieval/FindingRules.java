package io.sluice.retrieval;

import io.sluice.message.Tuning.Blend;
import io.sluice.message.Tuning.Feedback;
import io.sluice.strictjson.Check;
import io.sluice.strictjson.Check.Violation;
import java.util.List;

/**
 * How passages of a collection are found.
 *
 * @param candidatesPerLeg how many passages each leg contributes
 * @param vectorWeight of the leg by meaning where the embedding model understands the query's
 *     language; the keyword leg weighs 1
 * @param uncoveredVectorWeight of the leg by meaning where it does not; 0 leaves the leg out
 * @param blend how the legs become one order
 * @param rrfConstant the larger, the less the first ranks stand out
 * @param feedback what the best passages add to the question, where both legs run
 * @param synonyms groups of words that mean the same
 */
public record FindingRules(int candidatesPerLeg, double vectorWeight,
    double uncoveredVectorWeight, Blend blend, int rrfConstant, Feedback feedback,
    List<List<String>> synonyms) {

  private static final int LONGEST_SYNONYM = 100;
  private static final int MOST_SYNONYMS = 50;

  public FindingRules {
    Check.range("candidates-per-leg", candidatesPerLeg, 1, 10_000);
    Check.range("vector-weight", vectorWeight, 0, 100);
    Check.range("uncovered-vector-weight", uncoveredVectorWeight, 0, 100);
    Check.required("blend", blend);
    Check.range("rrf-constant", rrfConstant, 1, 10_000);
    Check.required("feedback", feedback);
    synonyms = Check.required("synonyms", synonyms).stream().map(List::copyOf).toList();
    for (var group : synonyms) {
      if (group.size() < 2) {
        throw new Violation("synonyms",
            "must be a list of lists of words, as in [[휴가, 연차, vacation]]");
      }
      Check.range("synonyms", group.size(), 2, MOST_SYNONYMS);
      group.forEach(word -> Check.text("synonyms", word, LONGEST_SYNONYM));
    }
  }

  /**
   * What the shipped configuration says.
   *
   * <p>The vector weight of a model for its own language is not critical: over Cranfield weights from .5
   * to 2 lay within .015 of nDCG@10. One that does not know a language adds noise to it: over 1,444
   * questions of KorQuAD the English all-minilm-l6-v2 took R@1 from .916 to .659 at a weight of .1,
   * the smallest that was tried, bge-small-en-v1.5 to .670.
   */
  public static FindingRules defaults() {
    return new FindingRules(100, 1, 0, Blend.RRF, 60, Feedback.MEANING, List.of());
  }
}
