package io.sluice.ingestion;

import io.sluice.message.Copies.Copy;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which of a document's copies are searched from now on.
 *
 * @param insteadOf copies that this document is searched instead of
 * @param leftOutFor the copy that is searched instead of this document; null where it is searched
 */
record CopyChoice(List<String> insteadOf, @Nullable String leftOutFor) {

  static final CopyChoice NONE = new CopyChoice(List.of(), null);

  /**
   * Chooses by the rules.
   *
   * @param source of the document that is taken in
   */
  static CopyChoice of(CopyRules rules, @Nullable String source, List<Copy> copies) {
    return switch (rules.keep()) {
      case ALL -> NONE;
      case NEWEST -> insteadOf(copies);
      case AUTHORITATIVE -> {
        var better = copies.stream().filter(copy -> copy.leftOutFor() == null)
            .filter(copy -> rules.rank(copy.document().source()) < rules.rank(source))
            .min(Comparator.comparingInt(copy -> rules.rank(copy.document().source())));
        yield better.isPresent()
            ? new CopyChoice(List.of(), better.get().document().id())
            : insteadOf(copies);
      }
    };
  }

  private static CopyChoice insteadOf(List<Copy> copies) {
    return new CopyChoice(copies.stream().map(copy -> copy.document().id()).toList(), null);
  }
}
