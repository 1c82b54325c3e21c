package io.sluice.privacy;

/**
 * IPv6 addresses, compressed ones and those that end in an IPv4 address too.
 *
 * <p>Times ("12:30:45") and hardware addresses have too few groups and no "::"; eight groups of two
 * digits are a hardware address as well, and "dead::beef" without a digit is a name in some code.
 */
final class Ipv6s implements Detector {
  private static final int GROUPS = 8;
  private static final int SHORTEST_COMPRESSED = 3;

  @Override
  public Kind kind() {
    return Kind.IP;
  }

  @Override
  public int end(Text text, int start) {
    char first = text.at(start);
    boolean opens = first == ':' ? text.at(start + 1) == ':' : Text.isHexDigit(first);
    return opens && !isWithin(text, start) ? new Reading(text, start).end() : NONE;
  }

  /** "IP:fe80::1" starts behind its label, "1:2::3" nowhere but at its beginning. */
  private static boolean isWithin(Text text, int start) {
    char before = text.at(start - 1);
    char label = text.at(start - 2);
    return before == ':' ? label == ':' || Text.isHexDigit(label) : text.isJoinedBefore(start);
  }

  /** One attempt, group by group. */
  private static final class Reading {
    private final Text text;
    private final int start;
    private int at;
    private int groups;
    private int digits;
    private boolean compressed;
    private boolean number;
    private boolean allOfTwo = true;

    Reading(Text text, int start) {
      this.text = text;
      this.start = start;
      this.at = start;
    }

    int end() {
      readGroups();
      boolean whole = compressed
          ? groups < GROUPS && digits >= (text.at(start) == ':' ? 1 : SHORTEST_COMPRESSED)
          : groups == GROUPS && !allOfTwo;
      return whole && number && !goesOn() ? at : NONE;
    }

    private boolean goesOn() {
      return text.at(at) == ':'
          ? text.isAlphanumeric(at + 1) || text.at(at + 1) == ':' || text.isToken(at + 1)
          : text.at(at) != '-' && text.isJoinedAfter(at);
    }

    private void readGroups() {
      if (text.at(at) == ':') {
        compress();
      }
      while (groups < GROUPS) {
        int ipv4 = groups <= GROUPS - 2 && groups + (compressed ? 1 : 0) > 0
            ? Ipv4s.octets(text, at)
            : NONE;
        if (ipv4 != NONE && (compressed || groups == GROUPS - 2)) {
          groups += 2;
          digits += SHORTEST_COMPRESSED;
          number = true;
          allOfTwo = false;
          at = ipv4;
          return;
        }
        if (!readGroup() || !readColon()) {
          return;
        }
      }
    }

    private boolean readGroup() {
      int size = 0;
      while (size < 5 && Text.isHexDigit(text.at(at + size))) {
        number |= text.isDigit(at + size);
        size++;
      }
      if (size == 0 || size > 4) {
        return false;
      }
      allOfTwo &= size == 2;
      digits += size;
      groups++;
      at += size;
      return true;
    }

    /** Whether another group may follow. */
    private boolean readColon() {
      if (text.at(at) != ':' || groups == GROUPS) {
        return false;
      }
      if (text.at(at + 1) == ':') {
        if (compressed) {
          return false;
        }
        compress();
        return true;
      }
      if (!Text.isHexDigit(text.at(at + 1))) {
        return false;
      }
      at++;
      return true;
    }

    private void compress() {
      compressed = true;
      at += 2;
    }
  }
}
