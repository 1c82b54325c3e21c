package io.sluice.privacy;

/** Payment cards: 13 to 19 digits that pass Luhn's check, with a prefix and length that are issued. */
final class Cards implements Detector {
  private static final int SHORTEST = 13;
  private static final int LONGEST = 19;

  @Override
  public Kind kind() {
    return Kind.CARD;
  }

  @Override
  public int end(Text text, int start) {
    int first = text.digits(start, LONGEST + 1);
    boolean grouped = first == 4;
    if ((!grouped && (first < SHORTEST || first > LONGEST)) || text.isJoinedBefore(start)) {
      return NONE;
    }
    var groups = Groups.readOverLines(text, start);
    for (int count = grouped ? alike(groups) : 1; count >= 1; count--) {
      int end = groups.end(count - 1);
      int total = groups.total(count);
      if (total >= SHORTEST && total <= LONGEST && !text.isJoinedAfter(end)
          && isCard(groups.digits(count))) {
        return end;
      }
    }
    return NONE;
  }

  /** How many groups of two or more digits follow with the same separator, a dash or a space. */
  private static int alike(Groups groups) {
    int count = 1;
    while (count < groups.count() && groups.size(count) >= 2
        && groups.separatorBefore(count) == groups.separatorBefore(1)
        && (groups.separatorBefore(count) == '-' || groups.separatorBefore(count) == ' ')) {
      count++;
    }
    return count;
  }

  private static boolean isCard(String number) {
    return isIssued(number) && passesLuhn(number);
  }

  private static boolean isIssued(String number) {
    int length = number.length();
    int four = Integer.parseInt(number.substring(0, 4));
    return switch (number.charAt(0)) {
      // Visa
      case '4' -> length == 13 || length == 16 || length == 19;
      // Mastercard
      case '2' -> isIn(four, 2221, 2720) && length == 16;
      case '5' -> isIn(four, 5100, 5599) ? length == 16 : isMaestro(four);
      case '3' -> isIssuedWithThree(four, length);
      // Discover and UnionPay
      case '6' -> length >= 16 && (four == 6011 || isIn(four, 6200, 6299)
          || isIn(four, 6440, 6599));
      // Korean cards without an international brand
      case '9' -> isIn(four, 9400, 9499) && length == 16;
      default -> false;
    };
  }

  private static boolean isMaestro(int four) {
    return isIn(four, 5000, 5099) || isIn(four, 5600, 5899);
  }

  private static boolean isIssuedWithThree(int four, int length) {
    boolean americanExpress = four / 100 == 34 || four / 100 == 37;
    boolean diners = isIn(four, 3000, 3059) || four / 100 == 36 || isIn(four, 3800, 3999);
    boolean jcb = isIn(four, 3528, 3589);
    return (americanExpress && length == 15) || (diners && length >= 14) || (jcb && length >= 16);
  }

  private static boolean isIn(int four, int first, int last) {
    return four >= first && four <= last;
  }

  private static boolean passesLuhn(String number) {
    int sum = 0;
    for (int i = 0; i < number.length(); i++) {
      int digit = number.charAt(number.length() - 1 - i) - '0';
      int doubled = i % 2 == 0 ? digit : 2 * digit;
      sum += doubled > 9 ? doubled - 9 : doubled;
    }
    return sum % 10 == 0;
  }
}
