package io.sluice.privacy;

import java.util.Set;

/** The Korean numbering plan, as far as it tells a telephone number from another one. */
final class KoreanNumbers {
  private static final Set<String> THREE_DIGITS = Set.of("010", "011", "016", "017", "018", "019",
      "031", "032", "033", "041", "042", "043", "044", "051", "052", "053", "054", "055", "061",
      "062", "063", "064", "060", "070", "080");
  private static final Set<String> REPRESENTATIVE = Set.of("1522", "1533", "1544", "1551", "1555",
      "1566", "1577", "1588", "1599", "1600", "1644", "1660", "1661", "1666", "1668", "1670",
      "1688",
      "1800", "1811", "1833", "1855", "1877", "1899");

  private KoreanNumbers() {}

  /** How many digits of a national number are its area or service code; 0 where it has none. */
  static int codeLength(String number) {
    if (number.startsWith("02")) {
      return 2;
    }
    if (number.startsWith("050") && number.length() > 3) {
      return number.charAt(3) >= '2' && number.charAt(3) <= '8' ? 4 : 0;
    }
    return number.length() > 3 && THREE_DIGITS.contains(number.substring(0, 3)) ? 3 : 0;
  }

  /** With its leading zero: "0212345678". */
  static boolean isNational(String number) {
    int code = codeLength(number);
    int rest = number.length() - code;
    return code > 0 && (rest == 7 || rest == 8);
  }

  /** Recognisable without separators: mobile and internet numbers. */
  static boolean isDistinctive(String number) {
    boolean old = number.startsWith("01") && !number.startsWith("010");
    boolean mobileOrInternet = number.startsWith("01") || number.startsWith("070");
    return isNational(number) && mobileOrInternet && (number.length() == 11 || old);
  }

  /** The first half of a number such as "1588-1234". */
  static boolean isRepresentative(String prefix) {
    return REPRESENTATIVE.contains(prefix);
  }
}
