package io.sluice.privacy;

/** IPv4 addresses; "버전 1.2.3.4", "v1.2.3.4", "lib-1.2.3.4" and "1.2.3.4-beta" are versions. */
final class Ipv4s implements Detector {
  private static final int OCTETS = 4;

  @Override
  public Kind kind() {
    return Kind.IP;
  }

  @Override
  public int end(Text text, int start) {
    boolean within = text.at(start - 1) == '.' && text.isAlphanumeric(start - 2);
    if (within || text.isJoinedBefore(start)) {
      return NONE;
    }
    int end = octets(text, start);
    return end == NONE || goesOn(text, end) || isVersion(text, start) ? NONE : end;
  }

  /** Where four octets end that start here, or NONE. */
  static int octets(Text text, int start) {
    int at = start;
    for (int octet = 0; octet < OCTETS; octet++) {
      if (octet > 0 && text.at(at++) != '.') {
        return NONE;
      }
      int digits = text.digits(at, 4);
      if (digits == 0 || digits > 3 || value(text, at, digits) > 255) {
        return NONE;
      }
      at += digits;
    }
    return at;
  }

  private static int value(Text text, int at, int digits) {
    int value = 0;
    for (int i = at; i < at + digits; i++) {
      value = 10 * value + text.at(i) - '0';
    }
    return value;
  }

  private static boolean goesOn(Text text, int end) {
    return switch (text.at(end)) {
      case '-' -> text.isLetter(end + 1);
      default -> text.isJoinedAfter(end);
    };
  }

  /** Whether a word like "version" stands before, with a particle or a sign between. */
  private static boolean isVersion(Text text, int start) {
    int at = start;
    while (start - at < 4 && " :=(은는이을를".indexOf(text.at(at - 1)) >= 0) {
      at--;
    }
    if (text.startsWith(" is", at - 3)) {
      at -= 3;
    }
    return Labels.VERSION.endsAt(text, at);
  }
}
