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
 * @param isForeign whether its sources are in another language, and have nothing to hold it against
 */
record Claim(Span span, String words, Language language, Set<Integer> sources,
    @Nullable String wrong, boolean isShort, boolean hasOtherWords,
    boolean isForeign) {

  /** Whether its meaning is worth a look. */
  boolean isOpen() {
    return wrong == null && !sources.isEmpty() && !isShort;
  }

  /** Whether anybody can say that it holds, or that it does not. */
  boolean isChecked(Nearness nearness) {
    return wrong != null || (!sources.isEmpty() && !isUnknown(nearness));
  }

  /** Whether it cites something that it could not be held against. */
  boolean isUnknown(Nearness nearness) {
    return wrong == null && !sources.isEmpty() && isForeign && nearness.of(this) == null;
  }

  /** How much it counts. */
  long weight() {
    return words.codePoints().filter(Character::isLetterOrDigit).count();
  }
}
