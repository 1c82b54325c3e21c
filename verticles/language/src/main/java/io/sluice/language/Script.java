package io.sluice.language;

/** The writing a letter belongs to, as far as the choice of a language needs to tell it. */
enum Script {
  HANGUL,
  LATIN,
  OTHER_LETTER,
  NO_LETTER;

  static Script of(int codePoint) {
    if (codePoint < 0x80) {
      return (codePoint | 0x20) >= 'a' && (codePoint | 0x20) <= 'z' ? LATIN : NO_LETTER;
    }
    if (isHangul(codePoint)) {
      return HANGUL;
    }
    if (!Character.isLetter(codePoint)) {
      return NO_LETTER;
    }
    return Character.UnicodeScript.of(codePoint) == Character.UnicodeScript.LATIN
        ? LATIN
        : OTHER_LETTER;
  }

  /** Syllables, and the jamo that decomposed text and chat ("ㅋㅋ") are made of. */
  static boolean isHangul(int c) {
    return (c >= 0xAC00 && c <= 0xD7FF)
        || (c >= 0x1100 && c <= 0x11FF)
        || (c >= 0x3131 && c <= 0x318E)
        || (c >= 0xA960 && c <= 0xA97C)
        || (c >= 0xFFA1 && c <= 0xFFDC);
  }
}
