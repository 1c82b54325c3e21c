package io.sluice.privacy;

/**
 * Telephone numbers with a "+" and a country code, 8 to 15 digits long as E.164 has it.
 *
 * <p>How many groups belong to a number is known for Korea and North America; elsewhere as many as fit,
 * but not another long group behind a space once the number is complete by any plan.
 */
final class InternationalPhones {
  private static final int SHORTEST = 8;
  private static final int LONGEST = 15;
  private static final int COMPLETE = 11;
  private static final String UNITS = "원%점개명건￦$€억만천달";

  private InternationalPhones() {}

  static int end(Text text, int start) {
    char first = text.at(start + 1);
    if (first < '1' || first > '9' || text.isAlphanumeric(start - 1)) {
      return Detector.NONE;
    }
    var groups = Groups.read(text, start + 1);
    int planned = plannedEnd(text, groups);
    if (planned == Detector.NONE) {
      planned = plannedEnd(text, Groups.readOverLines(text, start + 1));
    }
    return planned == Detector.NONE ? likelyEnd(text, groups) : planned;
  }

  private static int plannedEnd(Text text, Groups groups) {
    for (int count = groups.count(); count >= 1; count--) {
      if (isPlanned(groups.digits(count)) && !text.isNumberAfter(groups.end(count - 1))) {
        return groups.end(count - 1);
      }
    }
    return Detector.NONE;
  }

  private static int likelyEnd(Text text, Groups groups) {
    for (int count = mostGroups(groups); count >= 1; count--) {
      if (groups.total(count) >= SHORTEST && !goesOn(text, groups.end(count - 1))) {
        return groups.end(count - 1);
      }
    }
    return Detector.NONE;
  }

  private static boolean isPlanned(String number) {
    boolean american = number.startsWith("1") && number.length() == COMPLETE
        && number.charAt(1) >= '2' && number.charAt(4) >= '2';
    return american || Phones.isKoreanAbroad(number);
  }

  private static int mostGroups(Groups groups) {
    int count = 0;
    while (count < groups.count() && groups.total(count + 1) <= LONGEST) {
      boolean another = count > 0 && groups.total(count) >= COMPLETE
          && groups.separatorBefore(count) == ' ' && groups.size(count) > 2;
      if (another) {
        break;
      }
      count++;
    }
    return count;
  }

  /** A longer number, or one that counts something: "+20000000원". */
  private static boolean goesOn(Text text, int end) {
    return text.isJoinedAfter(end) || UNITS.indexOf(text.at(end)) >= 0;
  }
}
