package io.sluice.parsing.text;

/** Tells UTF-8, also where single characters of it are damaged. */
final class Utf8 {
  private static final int SOUND_PER_BROKEN = 50;

  private Utf8() {}

  /** Whether bytes are UTF-8 but for very few; where more would follow, the last may be cut. */
  static boolean isMostly(byte[] bytes, boolean whole) {
    var sound = 0;
    var broken = 0;
    var at = 0;
    while (at < bytes.length) {
      if (bytes[at] >= 0) {
        at++;
        continue;
      }
      var length = lengthOf(bytes[at]);
      if (!whole && length > 1 && at + length > bytes.length) {
        break;
      }
      if (isSound(bytes, at, length)) {
        sound++;
        at += length;
      } else {
        broken++;
        at++;
      }
    }
    return broken == 0 || broken * SOUND_PER_BROKEN <= sound;
  }

  private static int lengthOf(byte lead) {
    var b = lead & 0xFF;
    if (b >= 0xC2 && b <= 0xDF) {
      return 2;
    }
    if (b >= 0xE0 && b <= 0xEF) {
      return 3;
    }
    return b >= 0xF0 && b <= 0xF4 ? 4 : 1;
  }

  private static boolean isSound(byte[] bytes, int at, int length) {
    if (length == 1 || at + length > bytes.length) {
      return false;
    }
    for (var i = at + 1; i < at + length; i++) {
      if ((bytes[i] & 0xC0) != 0x80) {
        return false;
      }
    }
    return true;
  }
}
