package io.sluice.privacy;

/** International bank account numbers: the country's length and the check modulo 97 need no label. */
final class Ibans implements Detector {

  /** Each country's code and length. */
  private static final String LENGTHS = "AD24AE23AL28AT20AZ28BA20BE16BG22BH22BI27BR29BY28CH21CR22"
      + "CY28CZ24DE22DJ27DK18DO28EE20EG29ES24FI18FK18FO18FR27GB22GE22GI23GL18GR27GT28HN28HR21HU28"
      + "IE22IL23IQ23IS26IT27JO30KW30KZ20LB28LC32LI21LT20LU20LV21LY25MC27MD24ME22MK19MN20MR27MT31"
      + "MU30NI28NL18NO15OM23PK24PL28PS29PT25QA29RO24RS22RU33SA24SC31SD18SE24SI19SK24SM27SO23ST25"
      + "SV28TL23TN24TR26UA29VA22VG24XK20YE30";

  @Override
  public Kind kind() {
    return Kind.BANK_ACCOUNT;
  }

  @Override
  public int end(Text text, int start) {
    if (!text.isLetter(start + 1) || text.digits(start + 2, 2) != 2) {
      return NONE;
    }
    int length = length(text, start);
    return length == 0 || text.isJoinedBefore(start) ? NONE : end(text, start, length);
  }

  private static int length(Text text, int start) {
    for (int i = 0; i < LENGTHS.length(); i += 4) {
      if (text.startsWith(LENGTHS.substring(i, i + 2), start)) {
        return Integer.parseInt(LENGTHS.substring(i + 2, i + 4));
      }
    }
    return 0;
  }

  private static int end(Text text, int start, int length) {
    var number = new StringBuilder();
    int at = start;
    while (number.length() < length) {
      boolean between = number.length() > 0 && (text.at(at) == ' ' || text.at(at) == '-');
      int next = number.isEmpty() ? at : text.afterBreak(between ? at + 1 : at);
      if (!text.isAlphanumeric(next)) {
        return NONE;
      }
      number.append(Text.lower(text.at(next)));
      at = next + 1;
    }
    return passesCheck(number) && !text.isJoinedAfter(at) ? at : NONE;
  }

  private static boolean passesCheck(CharSequence number) {
    int remainder = 0;
    for (int i = 0; i < number.length(); i++) {
      int value = Character.digit(number.charAt((i + 4) % number.length()), 36);
      remainder = (remainder * (value > 9 ? 100 : 10) + value) % 97;
    }
    return remainder == 1;
  }
}
