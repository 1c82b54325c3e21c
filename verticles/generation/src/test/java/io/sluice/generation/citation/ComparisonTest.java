package io.sluice.generation.citation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.generation.citation.Grounding.Checked;
import io.sluice.language.Language;
import io.sluice.message.AnswerEvent.Citation;
import io.sluice.message.Vector;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ComparisonTest {
  private static final Map<Integer, String> PASSAGES = Map.of(1,
      "Library\n\nBooks are lent for fourteen days.", 2, "책은 열나흘 동안 빌려 줍니다.", 3,
      "The moon is far away from here.");
  private static final String CLAIM = "Whoever borrows books keeps them a fortnight.";

  @Test
  void aSentenceIsComparedWithThoseOfItsLanguageThatItCites() {
    var comparison = grounding(CLAIM).comparison(List.of("en", "ko"));

    assertEquals(List.of(CLAIM, "Library", "Books are lent for fourteen days."),
        comparison.texts());
    assertEquals(Set.of(Language.ENGLISH), comparison.languages());
  }

  @Test
  void inALanguageThatIsNotUnderstoodNothingIsCompared() {
    assertEquals(List.of(), grounding(CLAIM).comparison(List.of("ko")).texts());
    assertEquals(List.of(), grounding(CLAIM).comparison(List.of()).texts());
  }

  @Test
  void theNearestSentenceCounts() {
    assertTrue(checked(0.65, 0).grounded());
    assertFalse(checked(0.5, 0).grounded());
  }

  @Test
  void whatIsNearIsSeenFromWhatIsFarByTheSameModel() {
    assertFalse(checked(0.75, 0.7).grounded());
    assertTrue(checked(0.9, 0.7).grounded());
  }

  @Test
  void whatHasTheWordsMayBeALittleFurtherAway() {
    var words = "Books are lent for fourteen long weeks.";
    var grounding = grounding(words);
    var comparison = grounding.comparison(List.of("en"));

    assertTrue(grounding.checked(comparison.nearness(
        List.of(Vector.of(1, 0), at(0), at(0.45)), _ -> 0)).grounded());
    assertFalse(checked(0.45, 0).grounded());
  }

  @Test
  void aHugeSentenceIsComparedByItsBeginning() {
    var passage = "word ".repeat(200_000);
    var comparison = Grounding.of(CLAIM + " [1]", false, cited(CLAIM), Map.of(1, passage), "")
        .comparison(List.of("en"));

    assertEquals(1000, comparison.texts().getLast().length());
  }

  /** The claim against a title that is far and a sentence that is as near as said. */
  private static Checked checked(double cosine, double unrelated) {
    var grounding = grounding(CLAIM);
    var comparison = grounding.comparison(List.of("en"));
    return grounding.checked(comparison.nearness(
        List.of(Vector.of(1, 0), at(unrelated), at(cosine)), _ -> unrelated));
  }

  private static Vector at(double cosine) {
    return Vector.of((float) cosine, (float) Math.sqrt(1 - cosine * cosine));
  }

  private static Grounding grounding(String claim) {
    return Grounding.of(claim + " [1][2]", false, cited(claim), PASSAGES, "");
  }

  private static List<Citation> cited(String claim) {
    return List.of(new Citation(0, claim.length(), List.of(1, 2)));
  }
}
