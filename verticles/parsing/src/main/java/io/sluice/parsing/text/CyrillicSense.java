package io.sluice.parsing.text;

/**
 * How much sense a character makes in Russian. Letters stand beside other Cyrillic ones, never within a
 * Latin word. The encodings of Russian differ in which byte is which letter and in the case of nearly all,
 * so the wrong one has capitals within words and seldom letters.
 */
final class CyrillicSense {
  private static final String BY_FREQUENCY = "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъё";
  private static final double LETTER = 0.98;
  private static final double PER_RANK = 0.003;
  private static final double CAPITAL = 0.003;
  private static final double ALONE = 0.6;

  private CyrillicSense() {}

  static double of(String text, int at) {
    var c = text.charAt(at);
    if (!isCyrillic(text, at)) {
      return LegacyEncoding.isSign(c) ? 0.7 : 0;
    }
    if (LegacyEncoding.isLatin(text, at - 1) || LegacyEncoding.isLatin(text, at + 1)) {
      return 0;
    }
    var capital = Character.isUpperCase(c);
    if (capital && isCyrillic(text, at - 1) && Character.isLowerCase(text.charAt(at - 1))) {
      return 0;
    }
    if (!isCyrillic(text, at - 1) && !isCyrillic(text, at + 1)) {
      return ALONE;
    }
    var rank = BY_FREQUENCY.indexOf(Character.toLowerCase(c));
    return LETTER - PER_RANK * (rank < 0 ? BY_FREQUENCY.length() : rank) - (capital ? CAPITAL : 0);
  }

  private static boolean isCyrillic(String text, int at) {
    return at >= 0 && at < text.length() && text.charAt(at) >= 0x400 && text.charAt(at) <= 0x491;
  }
}
