package io.sluice.privacy;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;

/**
 * Korean resident and foreigner registration numbers: "YYMMDD-GXXXXXX", also partly starred.
 *
 * <p>The date must exist in the century that the digit G names, and have come. The last digit is a
 * checksum, but numbers given out since October 2020 end at random: whoever is born on 5 October 2020 or
 * later is accepted without it. Numbers given out since then to someone born earlier (a new foreign
 * resident, a changed number) cannot be told from any other 13 digits: they are found behind a label
 * ("주민등록번호", "RRN") or another resident number, and else only by chance.
 */
final class ResidentNumbers implements Detector {
  private static final LocalDate FIRST_WITHOUT_CHECKSUM = LocalDate.of(2020, 10, 5);
  private static final ZoneId KOREA = ZoneId.of("Asia/Seoul");
  private static final int DATE = 6;
  private static final int TAIL = 7;
  private static final String STARS = "*xX●○•";

  @Override
  public Kind kind() {
    return Kind.RESIDENT_NUMBER;
  }

  @Override
  public int end(Text text, int start) {
    int digits = text.digits(start, DATE + TAIL + 1);
    if (digits < DATE || text.isJoinedBefore(start)) {
      return NONE;
    }
    int tail = digits == DATE ? tailAfterSeparator(text, start + DATE) : start + DATE;
    return tail == NONE ? NONE : end(text, start, tail);
  }

  private static int tailAfterSeparator(Text text, int at) {
    int tail = at;
    boolean dash = false;
    while (tail - at < 3 && (text.at(tail) == ' ' || (text.at(tail) == '-' && !dash))) {
      dash |= text.at(tail) == '-';
      tail++;
    }
    int line = text.afterBreak(tail);
    if (line > tail) {
      return tailInNextLine(text, line, dash);
    }
    return tail > at && (dash || tail == at + 1) ? tail : NONE;
  }

  /** Without a dash, seven digits: stars may be a line that is drawn. */
  private static int tailInNextLine(Text text, int line, boolean dash) {
    boolean dashHere = !dash && text.at(line) == '-';
    int tail = dashHere ? line + 1 : line;
    return dash || dashHere || text.digits(tail, TAIL) == TAIL ? tail : NONE;
  }

  private static int end(Text text, int start, int tail) {
    int known = text.digits(tail, TAIL + 1);
    int stars = known;
    while (stars < TAIL && STARS.indexOf(text.at(tail + stars)) >= 0) {
      stars++;
    }
    int end = tail + TAIL;
    boolean goesOn = known == TAIL ? text.isJoinedAfter(end) : STARS.indexOf(text.at(end)) >= 0;
    return stars == TAIL && !goesOn && isIssued(text, start, tail, known) ? end : NONE;
  }

  private static boolean isIssued(Text text, int start, int tail, int known) {
    int century = known == 0 ? 1900 : century(text.at(tail));
    int year = century + pair(text, start);
    int month = pair(text, start + 2);
    int day = pair(text, start + 4);
    if (month < 1 || month > 12 || day < 1 || day > YearMonth.of(year, month).lengthOfMonth()) {
      return false;
    }
    var birth = LocalDate.of(year, month, day);
    if (birth.isAfter(LocalDate.now(KOREA))) {
      return false;
    }
    return known < TAIL || passesChecksum(text, start, tail)
        || (!birth.isBefore(FIRST_WITHOUT_CHECKSUM) && isWrittenAsOne(text, start, tail))
        || isLabelled(text, start);
  }

  private static int century(char g) {
    return switch (g) {
      case '1', '2', '5', '6' -> 1900;
      case '3', '4', '7', '8' -> 2000;
      default -> 1800;
    };
  }

  private static int pair(Text text, int at) {
    return 10 * (text.at(at) - '0') + text.at(at + 1) - '0';
  }

  /** Foreigners' numbers (G from 5 to 8) are checked as others are, two further on. */
  private static boolean passesChecksum(Text text, int start, int tail) {
    int sum = 0;
    for (int i = 0; i < DATE + TAIL - 1; i++) {
      int digit = text.at(i < DATE ? start + i : tail + i - DATE) - '0';
      sum += digit * (2 + i % 8);
    }
    char g = text.at(tail);
    int expected = (g >= '5' && g <= '8' ? 13 : 11) - sum % 11;
    return expected % 10 == text.at(tail + TAIL - 1) - '0';
  }

  /** The nearest label counts: "주민등록번호 …, 주문번호 …" has an order at its end. */
  private static boolean isLabelled(Text text, int start) {
    int label = Labels.RESIDENT_NUMBER.before(text, start);
    return text.follows(Kind.RESIDENT_NUMBER, start)
        || (label != Words.NONE && Labels.OTHER_NUMBER.before(text, start) <= label);
  }

  /** Without a checksum the dash speaks for it, and in one piece that no label speaks against it. */
  private static boolean isWrittenAsOne(Text text, int start, int tail) {
    if (tail == start + DATE) {
      return Labels.OTHER_NUMBER.before(text, start) <= Labels.RESIDENT.before(text, start);
    }
    for (int at = start + DATE; at < tail; at++) {
      if (text.at(at) == '-') {
        return true;
      }
    }
    return false;
  }
}
