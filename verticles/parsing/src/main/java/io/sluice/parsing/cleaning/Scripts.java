package io.sluice.parsing.cleaning;

import java.lang.Character.UnicodeScript;

/** The writing a character belongs to, as far as the joining of lines needs to tell it. */
final class Scripts {

  private Scripts() {}

  static boolean isHangul(char c) {
    return (c >= 0xAC00 && c <= 0xD7A3) || (c >= 0x1100 && c <= 0x11FF)
        || (c >= 0x3131 && c <= 0x318E);
  }

  static boolean isLatin(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')
        || (c >= 0xC0 && Character.isLetter(c) && UnicodeScript.of(c) == UnicodeScript.LATIN);
  }

  /** Chinese and Japanese are written without blanks, whole width punctuation too. */
  static boolean isWrittenWithoutBlanks(char c) {
    return (c >= 0x3000 && c <= 0x30FF) || (c >= 0x3400 && c <= 0x9FFF)
        || (c >= 0xF900 && c <= 0xFAFF)
        || (c >= 0xFF01 && c <= 0xFF60);
  }

  static boolean endsSentence(String text) {
    for (var at = text.length() - 1; at >= 0; at--) {
      var c = text.charAt(at);
      if (c == '.' || c == '!' || c == '?' || c == '。' || c == '…' || c == ':' || c == '؟'
          || c == '！' || c == '？') {
        return true;
      }
      if ("\"'”’)]」』〉》".indexOf(c) < 0) {
        return false;
      }
    }
    return false;
  }
}
