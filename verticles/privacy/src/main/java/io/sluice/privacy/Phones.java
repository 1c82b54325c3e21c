package io.sluice.privacy;

/**
 * Telephone numbers: Korean, North American, and those of the world with a "+".
 *
 * <p>Separators make a number recognisable, so letters may stand against it ("TEL-02-123-4567"). Written
 * in one piece it must stand alone and be a mobile number, or have a word like "전화" near.
 */
final class Phones implements Detector {

  @Override
  public Kind kind() {
    return Kind.PHONE;
  }

  @Override
  public int end(Text text, int start) {
    return switch (text.at(start)) {
      case '+' -> InternationalPhones.end(text, start);
      case '(' -> text.isDigit(start + 1) ? bracketed(text, start + 1) : NONE;
      case '0' -> text.isNumberBefore(start) ? NONE : startingWithZero(text, start);
      case '1' -> text.isNumberBefore(start) ? NONE : startingWithOne(text, start);
      default -> text.isNumberBefore(start) ? NONE : startingHigher(text, start);
    };
  }

  /** "(02) 123-4567" or "(415) 555-2671". */
  private static int bracketed(Text text, int digits) {
    var groups = Groups.read(text, digits);
    if (groups.count() < 2 || groups.separatorBefore(1) != ')') {
      return NONE;
    }
    return text.at(digits) == '0' ? korean(text, digits, groups, 2) : american(text, groups, 0);
  }

  private static int startingWithZero(Text text, int start) {
    int end = korean(text, start, Groups.read(text, start), 1);
    return end == NONE ? mobileOverLines(text, start) : end;
  }

  /** "010 1234⏎5678": with other codes it would be any numbers of a column. */
  private static int mobileOverLines(Text text, int start) {
    var groups = Groups.readOverLines(text, start);
    return groups.count() >= 3 && KoreanNumbers.isDistinctive(groups.digits(3))
        ? korean(text, start, groups, 3)
        : NONE;
  }

  private static int startingWithOne(Text text, int start) {
    int size = text.digits(start, 5);
    if (size == 1) {
      return american(text, Groups.read(text, start), 1);
    }
    return size == 4 ? representative(text, Groups.read(text, start)) : NONE;
  }

  private static int startingHigher(Text text, int start) {
    int size = text.digits(start, 13);
    if (size == 3) {
      return american(text, Groups.read(text, start), 0);
    }
    return text.startsWith("82", start) && (size == 2 || size > 9)
        ? withoutPlus(text, start, Groups.read(text, start))
        : NONE;
  }

  private static int korean(Text text, int start, Groups groups, int fewest) {
    for (int count = Math.min(3, groups.count()); count >= fewest; count--) {
      var number = groups.digits(count);
      int end = groups.end(count - 1);
      if (KoreanNumbers.isNational(number) && isGrouped(groups, count, number)
          && !text.isNumberAfter(end) && (count > 1 || standsAlone(text, start, end, number))) {
        return end;
      }
    }
    return NONE;
  }

  private static boolean isGrouped(Groups groups, int count, String number) {
    int code = KoreanNumbers.codeLength(number);
    return switch (count) {
      case 3 -> groups.size(0) == code && groups.size(2) == 4;
      case 2 -> groups.size(0) == code || groups.size(1) == 4;
      default -> true;
    };
  }

  private static boolean standsAlone(Text text, int start, int end, String number) {
    return !text.isJoinedBefore(start) && !text.isJoinedAfter(end)
        && (KoreanNumbers.isDistinctive(number) || isLabelled(text, start, end));
  }

  private static boolean isLabelled(Text text, int start, int end) {
    return text.follows(Kind.PHONE, start) || Labels.PHONE.isNear(text, start, end);
  }

  /** "1588-1234", but not the years "1600-1800년". */
  private static int representative(Text text, Groups groups) {
    if (!groups.hasSizes(0, 4, 4) || groups.separatorBefore(1) != '-'
        || !KoreanNumbers.isRepresentative(groups.digits(1))) {
      return NONE;
    }
    int end = groups.end(1);
    return text.isNumberAfter(end) || text.at(end) == '년' ? NONE : end;
  }

  /** "82-10-1234-5678", as many write it without the plus. */
  private static int withoutPlus(Text text, int start, Groups groups) {
    for (int count = Math.min(5, groups.count()); count >= 3; count--) {
      int end = groups.end(count - 1);
      if (groups.size(count - 1) == 4 && isKoreanAbroad(groups.digits(count))
          && !text.isNumberAfter(end)) {
        return end;
      }
    }
    int end = groups.end(0);
    var number = groups.digits(1);
    return isKoreanAbroad(number) && !text.isJoinedBefore(start) && !text.isJoinedAfter(end)
        && isLabelled(text, start, end) ? end : NONE;
  }

  /** "82" and a national number, with or without its zero. */
  static boolean isKoreanAbroad(String number) {
    if (!number.startsWith("82")) {
      return false;
    }
    var national = number.substring(number.startsWith("820") ? 3 : 2);
    return KoreanNumbers.isNational("0" + national);
  }

  /** "415-555-2671", "(415) 555-2671"; spaces alone would take any three numbers of a table. */
  private static int american(Text text, Groups groups, int area) {
    if (!groups.hasSizes(area, 3, 3, 4)) {
      return NONE;
    }
    int end = groups.end(area + 2);
    var digits = groups.digits(area + 3).substring(groups.total(area + 3) - 10);
    boolean numbers = digits.charAt(0) >= '2' && digits.charAt(3) >= '2';
    boolean separated = isMark(groups.separatorBefore(area + 1))
        && groups.separatorBefore(area + 2) != '(';
    return numbers && separated && !text.isNumberAfter(end) ? end : NONE;
  }

  private static boolean isMark(char separator) {
    return separator == '-' || separator == '.' || separator == ')';
  }
}
