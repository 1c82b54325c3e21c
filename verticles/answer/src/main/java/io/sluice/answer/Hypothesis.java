package io.sluice.answer;

import io.sluice.language.Language;
import io.sluice.language.Terms;
import java.text.Normalizer;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a passage that answers might say, as a model wrote it, if it is about the question. */
final class Hypothesis {
  private static final int SHORTEST = 20;
  private static final int LONGEST = 3_000;

  private Hypothesis() {}

  /** The passage; null where this is none. */
  static @Nullable String of(String said, String question) {
    var text = Normalizer.normalize(said.strip(), Normalizer.Form.NFC);
    return text.length() >= SHORTEST && text.length() <= LONGEST && !ModelLine.declines(text)
        && isAbout(text, question) ? text : null;
  }

  private static boolean isAbout(String text, String question) {
    var asked = Set.copyOf(Terms.ofQuestion(question));
    return asked.isEmpty() || Language.of(text) != Language.of(question)
        || Terms.of(text).stream().anyMatch(asked::contains);
  }
}
