package io.sluice.generation.citation;

import io.sluice.language.Language;
import io.sluice.language.Span;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A sentence of an answer that says something.
 *
 * @param span where it is in the answer
 * @param words what it says, without marks
 * @param sources the passages that have to bear it out; none where the answer cites none
 * @param wrong what speaks against it whatever it means; null where nothing does
 * @param isShort whether it has too few words to be compared
 * @param hasOtherWords whether too few of its words are in its sources
 */
record Claim(Span span, String words, Language language, Set<Integer> sources,
    @Nullable String wrong, boolean isShort, boolean hasOtherWords) {

  /** Whether its meaning is worth a look. */
  boolean isOpen() {
    return wrong == null && !sources.isEmpty() && !isShort;
  }

  /** Whether anybody can say that it holds, or that it does not. */
  boolean isChecked() {
    return wrong != null || !sources.isEmpty();
  }

  /** How much it counts. */
  long weight() {
    return words.codePoints().filter(Character::isLetterOrDigit).count();
  }
}
