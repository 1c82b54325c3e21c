package io.sluice.parsing.cleaning;

import java.text.Normalizer;

/**
 * Text in composed form (NFC), since some systems write Hangul in pieces.
 *
 * <p>Runs of combining marks are put in order by insertion, which takes quadratic time: a run longer
 * than any script writes is left as it is, and what lies between such runs is composed.
 */
public final class Composition {
  private static final int LONGEST_RUN = 64;

  private Composition() {}

  public static String composed(String text) {
    var run = longRun(text, 0);
    if (run == text.length()) {
      return Normalizer.normalize(text, Normalizer.Form.NFC);
    }
    var composed = new StringBuilder(text.length());
    var from = 0;
    while (from < text.length()) {
      composed.append(Normalizer.normalize(text.substring(from, run), Normalizer.Form.NFC));
      from = endOfMarks(text, run);
      composed.append(text, run, from);
      run = longRun(text, from);
    }
    return composed.toString();
  }

  /** Where the next run that is too long starts, or the text's end. */
  private static int longRun(String text, int from) {
    var start = from;
    for (var at = from; at < text.length(); at++) {
      if (!isMark(text.charAt(at))) {
        start = at + 1;
      } else if (at - start >= LONGEST_RUN) {
        return start;
      }
    }
    return text.length();
  }

  private static int endOfMarks(String text, int from) {
    var end = from;
    while (end < text.length() && isMark(text.charAt(end))) {
      end++;
    }
    return end;
  }

  /** Marks above the first plane are surrogates here, which counts them as marks: on the safe side. */
  private static boolean isMark(char c) {
    if (c < 0x300) {
      return false;
    }
    return switch (Character.getType(c)) {
      case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK,
          Character.ENCLOSING_MARK, Character.SURROGATE ->
        true;
      default -> false;
    };
  }
}
