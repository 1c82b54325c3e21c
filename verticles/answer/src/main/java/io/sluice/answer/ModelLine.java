package io.sluice.answer;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** A line of what a model wrote, without what it puts around it. */
final class ModelLine {
  private static final int MOST_READ = 10_000;
  private static final Pattern NUMBER = Pattern
      .compile("^(?:[-*•·–]|\\(?\\d{1,2}(?:[.)]|[.)]?:))\\s+");
  private static final Pattern QUOTES = Pattern
      .compile("^[\"'`“”‘’「『*]{1,3}|[\"'`“”‘’」』*]{1,3}$");
  private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{N}]+");
  private static final Pattern DECLINES = Pattern.compile(
      "^(?:I['’]?m (?:sorry|unable)|I am (?:sorry|unable)|Sorry\\b|I can(?:not|['’]t|not)\\b|As an AI\\b"
          + "|Unfortunately\\b|죄송|미안하지만|유감)",
      Pattern.CASE_INSENSITIVE);

  private ModelLine() {}

  /** The lines that say something. */
  static List<String> lines(String text) {
    return Excerpt.of(text, MOST_READ).lines().map(ModelLine::bare).filter(line -> !line.isEmpty())
        .toList();
  }

  /** Whether the model says that it will not do it. */
  static boolean declines(String text) {
    return DECLINES.matcher(text).find();
  }

  /** The same for two that differ only in how they are written. */
  static String key(String text) {
    return NO_WORD.matcher(Normalizer.normalize(text, Normalizer.Form.NFKC)).replaceAll("")
        .toLowerCase(Locale.ROOT);
  }

  private static String bare(String line) {
    var unnumbered = NUMBER.matcher(line.strip()).replaceFirst("");
    return Normalizer.normalize(QUOTES.matcher(unnumbered).replaceAll("").strip(),
        Normalizer.Form.NFC);
  }
}
