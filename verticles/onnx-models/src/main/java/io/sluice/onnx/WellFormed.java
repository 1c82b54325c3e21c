package io.sluice.onnx;

/** A text without lone surrogates, which no vocabulary knows and UTF-8 cannot write. */
final class WellFormed {

  private WellFormed() {}

  static String of(String text) {
    if (text.chars().noneMatch(c -> Character.isSurrogate((char) c))) {
      return text;
    }
    var out = new StringBuilder(text.length());
    text.codePoints().filter(c -> Character.getType(c) != Character.SURROGATE)
        .forEach(out::appendCodePoint);
    return out.toString();
  }
}
