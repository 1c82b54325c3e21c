package io.sluice.answer;

import java.util.regex.Pattern;

/**
 * Text of others as a model is shown it: between marks that it cannot end itself, without characters that
 * nobody sees.
 */
final class Quoted {
  private static final Pattern UNSEEN = Pattern
      .compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Co}&&[^\\n\\t\\u200D]]");
  private static final Pattern MARK = Pattern.compile(
      "<(?=/?\\s?(?:conversation|question|answer|system|assistant|user|instructions?)\\b)|<(?=[|｜])",
      Pattern.CASE_INSENSITIVE);

  private Quoted() {}

  /** {@code <mark>text</mark>}, the text cut where it is longer. */
  static String as(String mark, String text, int max) {
    var seen = UNSEEN.matcher(Excerpt.of(text, max)).replaceAll("");
    return "<" + mark + ">\n" + MARK.matcher(seen).replaceAll("‹") + "\n</" + mark + ">\n";
  }
}
