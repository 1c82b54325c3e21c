package io.sluice.onnx;

import java.text.Normalizer;

/**
 * Makes texts that mean the same look the same, as the models of the BERT family were trained:
 * control characters go, white space becomes a blank, every Chinese character a word of its own;
 * accents and capitals go where the model does not know them.
 *
 * <p>Stripping accents decomposes: a Hangul syllable becomes its two or three letters (jamo).
 */
record BertNormalizer(boolean cleanText, boolean chineseCharacters, boolean stripAccents,
    boolean lowercase) {

  String normalize(String text) {
    var cleaned = clean(text);
    var stripped = stripAccents ? withoutAccents(cleaned) : cleaned;
    return lowercase ? lowercased(stripped) : stripped;
  }

  private String clean(String text) {
    var out = new StringBuilder(text.length() + 16);
    text.codePoints().forEach(c -> {
      if (cleanText && isNoise(c)) {
        return;
      }
      if (cleanText && isSpace(c)) {
        out.append(' ');
      } else if (chineseCharacters && isChinese(c)) {
        out.append(' ').appendCodePoint(c).append(' ');
      } else {
        out.appendCodePoint(c);
      }
    });
    return out.toString();
  }

  private static String withoutAccents(String text) {
    if (isAscii(text)) {
      return text;
    }
    var decomposed = Normalizer.normalize(text, Normalizer.Form.NFD);
    var out = new StringBuilder(decomposed.length());
    decomposed.codePoints().filter(c -> Character.getType(c) != Character.NON_SPACING_MARK)
        .forEach(out::appendCodePoint);
    return out.toString();
  }

  /** By character, not by word: {@link String#toLowerCase} knows a final sigma, the models do not. */
  static String lowercased(String text) {
    var out = new StringBuilder(text.length());
    text.codePoints().forEach(c -> {
      if (c == 'İ') {
        out.append("i\u0307"); // the one letter whose small form is two characters
      } else {
        out.appendCodePoint(Character.toLowerCase(c));
      }
    });
    return out.toString();
  }

  private static boolean isAscii(String text) {
    return text.chars().allMatch(c -> c < 128);
  }

  static boolean isSpace(int c) {
    return isLineSpace(c) || Character.isWhitespace(c)
        || Character.getType(c) == Character.SPACE_SEPARATOR;
  }

  private static boolean isLineSpace(int c) {
    return c == '\t' || c == '\n' || c == '\r';
  }

  private static boolean isNoise(int c) {
    if (c == 0 || c == 0xFFFD) {
      return true;
    }
    return !isLineSpace(c) && switch (Character.getType(c)) {
      case Character.CONTROL, Character.FORMAT, Character.PRIVATE_USE, Character.SURROGATE,
          Character.UNASSIGNED ->
        true;
      default -> false;
    };
  }

  private static boolean isChinese(int c) {
    return in(c, 0x4E00, 0x9FFF) || in(c, 0x3400, 0x4DBF) || in(c, 0x20000, 0x2A6DF)
        || in(c, 0x2A700, 0x2B73F) || in(c, 0x2B740, 0x2B81F) || in(c, 0x2B920, 0x2CEAF)
        || in(c, 0xF900, 0xFAFF) || in(c, 0x2F800, 0x2FA1F);
  }

  private static boolean in(int c, int first, int last) {
    return c >= first && c <= last;
  }
}
