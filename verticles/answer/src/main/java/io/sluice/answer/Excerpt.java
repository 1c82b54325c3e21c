package io.sluice.answer;

/** The beginning of a text. */
final class Excerpt {

  private Excerpt() {}

  /** At most so many characters, without half of one: that could not be sent to another node. */
  static String of(String text, int max) {
    if (text.length() <= max) {
      return text;
    }
    var splits = Character.isSurrogatePair(text.charAt(max - 1), text.charAt(max));
    return text.substring(0, splits ? max - 1 : max);
  }
}
