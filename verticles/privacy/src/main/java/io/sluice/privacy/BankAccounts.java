package io.sluice.privacy;

/**
 * Korean bank accounts: 10 to 16 digits, grouped as each bank likes, so only where the text says that
 * this is an account.
 *
 * <p>The label nearest before the number counts: "국민은행 주문번호 …" is an order.
 */
final class BankAccounts implements Detector {
  private static final int SHORTEST = 10;
  private static final int LONGEST = 16;
  private static final int MOST_GROUPS = 5;

  @Override
  public Kind kind() {
    return Kind.BANK_ACCOUNT;
  }

  @Override
  public int end(Text text, int start) {
    int first = text.digits(start, LONGEST + 1);
    boolean grouped = first >= 3 && first <= 6;
    if ((!grouped && (first < SHORTEST || first > LONGEST)) || text.isJoinedBefore(start)) {
      return NONE;
    }
    int end = grouped ? groupedEnd(text, start) : singleEnd(text, start, first);
    return end != NONE && isMeant(text, start, end, grouped) ? end : NONE;
  }

  private static int groupedEnd(Text text, int start) {
    var groups = Groups.read(text, start);
    for (int count = alike(groups); count >= 2; count--) {
      int end = groups.end(count - 1);
      boolean separated = groups.separatorBefore(1) == '-'
          || (count > 2 && isLabelledClosely(text, start));
      if (separated && groups.total(count) >= SHORTEST && !isOtherShape(groups, count)
          && !text.isJoinedAfter(end)) {
        return end;
      }
    }
    return NONE;
  }

  /** How many groups follow with the same separator, a dash or a space. */
  private static int alike(Groups groups) {
    int count = 1;
    while (count < Math.min(MOST_GROUPS, groups.count()) && groups.total(count + 1) <= LONGEST
        && groups.separatorBefore(count) == groups.separatorBefore(1)) {
      count++;
    }
    boolean separated = count > 1
        && (groups.separatorBefore(1) == '-' || groups.separatorBefore(1) == ' ');
    return separated ? count : 1;
  }

  /** Spaces alone may part any numbers: then the label is the word before. */
  private static boolean isLabelledClosely(Text text, int start) {
    int label = Labels.ACCOUNT_NUMBER.before(text, start);
    return label != Words.NONE && start - label <= 12;
  }

  /** A company's registration ("123-45-67890", "110111-1234567") or a date with something behind. */
  private static boolean isOtherShape(Groups groups, int count) {
    return switch (count) {
      case 2 -> groups.hasSizes(0, 6, 7);
      case 3 -> groups.hasSizes(0, 3, 2, 5);
      default -> groups.hasSizes(0, 4, 2, 2) && isYear(groups.digits(1));
    };
  }

  private static int singleEnd(Text text, int start, int length) {
    int end = start + length;
    boolean amount = text.at(end) == '원';
    boolean timestamp = (length == 12 || length == 14) && isTimestamp(text, start);
    return amount || timestamp || text.isJoinedAfter(end) ? NONE : end;
  }

  private static boolean isTimestamp(Text text, int start) {
    boolean month = text.at(start + 4) <= '1';
    boolean day = text.at(start + 6) <= '3';
    return month && day && isYear("" + text.at(start) + text.at(start + 1));
  }

  private static boolean isYear(String digits) {
    return digits.startsWith("19") || digits.startsWith("20");
  }

  private static boolean isMeant(Text text, int start, int end, boolean grouped) {
    int label = Labels.ACCOUNT.before(text, start);
    if (Labels.OTHER_NUMBER.before(text, start) > label) {
      return false;
    }
    return label != Words.NONE || Labels.ACCOUNT.isAfter(text, end)
        || text.follows(Kind.BANK_ACCOUNT, start)
        || (grouped && isNamed(text, start));
  }

  private static boolean isNamed(Text text, int start) {
    int at = start;
    while (start - at < 3 && " :()".indexOf(text.at(at - 1)) >= 0) {
      at--;
    }
    return Labels.BANK_NAME.endsAt(text, at);
  }
}
