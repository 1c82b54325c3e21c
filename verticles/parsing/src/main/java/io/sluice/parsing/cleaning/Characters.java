package io.sluice.parsing.cleaning;

import org.jspecify.annotations.Nullable;

/**
 * Leaves out the characters that are seen by no reader: control characters, soft hyphens, zero-width
 * characters and marks of direction. What is left is composed. A form feed or vertical tab becomes a
 * line break, an unpaired surrogate the replacement character.
 *
 * <p>Intentional: joiners stay where they shape what is written, as in emoji and in Persian and Indic
 * scripts; they are dropped beside Latin letters, Hangul and Han, where they only break search.
 */
public final class Characters {
  private static final char SOFT_HYPHEN = '\u00AD';
  private static final char NON_JOINER = '\u200C';
  private static final char JOINER = '\u200D';

  private Characters() {}

  public static String clean(String text, Tally tally) {
    var at = firstToChange(text);
    if (at == text.length()) {
      return Composition.composed(text);
    }
    var clean = new StringBuilder(text.length()).append(text, 0, at);
    for (; at < text.length(); at++) {
      var c = text.charAt(at);
      var waste = waste(text, at);
      if (waste != null) {
        tally.addCharacter(waste, c);
      } else if (c == '\f' || c == '\u000B' || c == '\u0085' || c == '\u2028' || c == '\u2029') {
        clean.append('\n');
      } else {
        clean.append(isUnpaired(text, at) ? '\uFFFD' : c);
      }
    }
    return Composition.composed(clean.toString());
  }

  private static int firstToChange(String text) {
    for (var at = 0; at < text.length(); at++) {
      var c = text.charAt(at);
      if (c < ' ' ? c != '\n' && c != '\t' && c != '\r' : c >= 0x7F && isSuspect(c)) {
        return at;
      }
    }
    return text.length();
  }

  private static boolean isSuspect(char c) {
    return c <= 0x9F || c == SOFT_HYPHEN || (c >= '\u200B' && c <= '\u200F')
        || (c >= '\u2028' && c <= '\u202E') || (c >= '\u2060' && c <= '\u206F') || c == '\uFEFF'
        || c == '\u180E' || Character.isSurrogate(c) || (c >= '\uFFF0' && c <= '\uFFFC')
        || (c >= '\uFDD0' && c <= '\uFDEF') || c >= '\uFFFE';
  }

  private static @Nullable Waste waste(String text, int at) {
    var c = text.charAt(at);
    if (c == '\n' || c == '\t' || c == '\r' || c == '\f' || c == '\u000B' || c == '\u0085') {
      return null;
    }
    if (c < ' ' || (c >= 0x7F && c <= 0x9F)) {
      return Waste.CONTROL_CHARACTER;
    }
    if (c < 0x7F) {
      return null;
    }
    if (c == SOFT_HYPHEN) {
      return Waste.SOFT_HYPHEN;
    }
    if (c == JOINER || c == NON_JOINER) {
      return joinsNothing(text, at) ? Waste.ZERO_WIDTH : null;
    }
    if (!isSuspect(c) || Character.isSurrogate(c) || c == '\u2028' || c == '\u2029') {
      return null;
    }
    return (c >= '\uFDD0' && c < '\uFEFF') || c >= '\uFFF0'
        ? Waste.CONTROL_CHARACTER
        : Waste.ZERO_WIDTH;
  }

  private static boolean joinsNothing(String text, int at) {
    return at == 0 || at + 1 == text.length() || isPlain(text.charAt(at - 1))
        || isPlain(text.charAt(at + 1));
  }

  private static boolean isPlain(char c) {
    if (c < 0x250) {
      return true;
    }
    return switch (Character.UnicodeScript.of(c)) {
      case LATIN, HANGUL, HAN, HIRAGANA, KATAKANA -> true;
      default -> false;
    };
  }

  private static boolean isUnpaired(String text, int at) {
    var c = text.charAt(at);
    if (Character.isHighSurrogate(c)) {
      return at + 1 == text.length() || !Character.isLowSurrogate(text.charAt(at + 1));
    }
    return Character.isLowSurrogate(c)
        && (at == 0 || !Character.isHighSurrogate(text.charAt(at - 1)));
  }
}
