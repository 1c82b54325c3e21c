package io.sluice.generation.extractive;

import java.util.regex.Pattern;

/**
 * Turns a stretch of a document into text for reading, in its own words. Emphasis stays; what goes is
 * what has no meaning in a quotation, or a false one:
 *
 * <ul>
 * <li>marks of lists and quotes at a line's start, and line breaks inside a sentence;
 * <li>images, and the targets of links: an answer must not make a browser fetch what a document names;
 * <li>brackets around numbers: {@code [3]} points to the document's own notes but would be taken for
 * one of the answer's citations, so it becomes {@code (3)};
 * <li>halves of surrogate pairs, which no wire can carry.
 * </ul>
 */
final class ReadableText {
  /** A sentence that is longer, if it is one, is not quoted whole. */
  static final int LONGEST = 600;

  private static final Pattern MARKS = Pattern.compile(
      "^(?:\\s*+(?:>|(?:[-*+•·▪◦‣○●□■※]|\\d{1,3}[.)]|\\(\\d{1,3}\\)|[①-⑳]|[가-하][.)])(?=\\s)))*+\\s*+");
  private static final Pattern HEADING_MARKS = Pattern.compile("^\\s*#{1,6}\\s|\\s#+\\s*$");
  private static final Pattern QUOTE_MARK = Pattern.compile("\\R\\s*+>\\s?+");
  private static final Pattern IMAGE = Pattern
      .compile("!\\[([^\\[\\]]{0,200})]\\([^()\\s]{0,2000}\\)");
  private static final Pattern LINK = Pattern
      .compile("\\[([^\\[\\]]{1,200})]\\([^()\\s]{0,2000}\\)");
  private static final Pattern NOTE = Pattern.compile("\\[(\\d{1,3})]");
  private static final Pattern HALF_PAIR = Pattern.compile("\\p{Cs}");
  private static final Pattern BLANK = Pattern.compile("[\\s\\p{Z}\\p{Cc}]++");

  private ReadableText() {}

  /** A sentence or a list's item, on one line. */
  static String sentence(String raw) {
    var unmarked = MARKS.matcher(head(raw)).replaceFirst("");
    return clip(inline(QUOTE_MARK.matcher(unmarked).replaceAll(" ")), LONGEST);
  }

  /** A title or a table's cell. */
  static String label(String raw, int longest) {
    return clip(inline(HEADING_MARKS.matcher(head(raw)).replaceAll("")), longest);
  }

  /** A block of code: its lines as they are. */
  static String code(String raw) {
    return whole(raw);
  }

  private static String inline(String text) {
    var plain = LINK.matcher(IMAGE.matcher(text).replaceAll("$1")).replaceAll("$1");
    var uncited = NOTE.matcher(plain).replaceAll("($1)");
    return BLANK.matcher(whole(uncited)).replaceAll(" ").strip();
  }

  private static String whole(String text) {
    return HALF_PAIR.matcher(text).replaceAll("\uFFFD");
  }

  /** More than enough for what is quoted, so that a megabyte without a full stop costs nothing. */
  private static String head(String raw) {
    return raw.length() <= 8 * LONGEST ? raw : raw.substring(0, 8 * LONGEST);
  }

  private static String clip(String text, int longest) {
    if (text.length() <= longest) {
      return text;
    }
    var space = text.lastIndexOf(' ', longest);
    var end = space > longest / 2 ? space : longest;
    if (Character.isHighSurrogate(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(0, end).strip() + " …";
  }
}
