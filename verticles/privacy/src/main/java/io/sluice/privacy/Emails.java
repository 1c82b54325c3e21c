package io.sluice.privacy;

import java.util.List;

/**
 * E-mail addresses, also international ones, and with a Korean particle right behind them.
 *
 * <p>A label that starts in Latin letters ends where Hangul begins: in "kim@example.com으로" that is the
 * particle. A top-level domain in Hangul is one of the few there are, for the same reason.
 *
 * <p>A blank may stand before the "@" where what is before it is no plain word.
 */
final class Emails implements Detector {
  private static final int LONGEST_LOCAL = 64;
  private static final int LONGEST_LABEL = 63;
  private static final int LONGEST_DOMAIN = 253;
  private static final char FIRST_WIDE = '\u1100';
  private static final String LOCAL_MARKS = "._%+-'";
  private static final List<String> HANGUL_TOP_LEVEL = List.of("한국", "삼성", "닷컴", "닷넷");

  @Override
  public Kind kind() {
    return Kind.EMAIL;
  }

  @Override
  public int end(Text text, int start) {
    char first = text.at(start);
    if (isWide(first)
        ? isWide(text.at(start - 1)) || text.isAlphanumeric(start - 1)
        : isWithinLocal(text, start)) {
      return NONE;
    }
    int end = localEnd(text, start, isWide(first));
    if (end - start > LONGEST_LOCAL) {
      return NONE;
    }
    int at = text.at(end) == ' ' && isUnmistakable(text, start, end) ? end + 1 : end;
    return text.at(at) == '@' ? domainEnd(text, at + 1) : NONE;
  }

  /** "anna.kim @example.com", but neither "ask @example.com" nor "public @javax.inject.Named". */
  private static boolean isUnmistakable(Text text, int start, int end) {
    boolean letter = false;
    boolean mark = false;
    for (int i = start; i < end; i++) {
      letter |= Character.isLetter(text.at(i));
      mark |= i < end - 1 && (text.isDigit(i) || LOCAL_MARKS.indexOf(text.at(i)) >= 0);
    }
    return letter && (mark || text.isDigit(end - 1));
  }

  private static boolean isWithinLocal(Text text, int start) {
    char before = text.at(start - 1);
    return isNarrow(before) || (LOCAL_MARKS.indexOf(before) >= 0 && isNarrow(text.at(start - 2)));
  }

  private static int localEnd(Text text, int start, boolean wide) {
    int at = start;
    while (at - start <= LONGEST_LOCAL && isLocal(text.at(at), wide)) {
      at++;
    }
    return at;
  }

  private static boolean isLocal(char c, boolean wide) {
    return (wide ? isWide(c) : isNarrow(c)) || LOCAL_MARKS.indexOf(c) >= 0;
  }

  private static int domainEnd(Text text, int start) {
    int end = NONE;
    int at = start;
    while (at - start <= LONGEST_DOMAIN) {
      int labelEnd = labelEnd(text, at, at == start);
      if (labelEnd == at) {
        break;
      }
      if (at > start) {
        int topLevelEnd = topLevelEnd(text, at, labelEnd);
        end = topLevelEnd == NONE ? end : topLevelEnd;
      }
      if (text.at(labelEnd) != '.') {
        break;
      }
      at = labelEnd + 1;
    }
    return end;
  }

  /** Only the first label may mix scripts: behind the others a particle may follow. */
  private static int labelEnd(Text text, int start, boolean mixed) {
    boolean wide = isWide(text.at(start));
    int at = start;
    while (at - start < LONGEST_LABEL) {
      char c = text.at(at);
      boolean hyphen = c == '-' && at > start;
      if (!isNarrow(c) && !hyphen && !(isWide(c) && (wide || mixed))) {
        break;
      }
      at++;
    }
    return at;
  }

  private static int topLevelEnd(Text text, int start, int labelEnd) {
    if (text.startsWith("xn--", start)) {
      return labelEnd;
    }
    for (var name : HANGUL_TOP_LEVEL) {
      if (text.startsWith(name, start)) {
        return start + name.length();
      }
    }
    int at = start;
    while (at < labelEnd && Character.isLetter(text.at(at)) && !isHangul(text.at(at))) {
      at++;
    }
    return at - start >= 2 ? at : NONE;
  }

  private static boolean isNarrow(char c) {
    return Text.isDigit(c) || Text.isLetter(c)
        || (c >= 0x80 && c < FIRST_WIDE && Character.isLetter(c));
  }

  private static boolean isWide(char c) {
    return c >= FIRST_WIDE && Character.isLetter(c);
  }

  private static boolean isHangul(char c) {
    return Character.UnicodeScript.of(c) == Character.UnicodeScript.HANGUL;
  }
}
