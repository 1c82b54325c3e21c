package io.sluice.privacy;

import java.net.InetAddress;
import java.util.Locale;

/** The one writing of a value that all its writings have in common. */
final class Canonical {

  private Canonical() {}

  static String of(Kind kind, String value) {
    var folded = folded(value);
    return switch (kind) {
      case EMAIL -> folded(seen(value)).replace(" ", "").toLowerCase(Locale.ROOT);
      case PHONE -> phone(folded);
      case CARD -> digits(folded);
      case RESIDENT_NUMBER -> residentNumber(folded(seen(value)));
      case PASSPORT, BANK_ACCOUNT -> folded.replaceAll("[^0-9A-Za-z]", "").toUpperCase(Locale.ROOT);
      case IP -> ip(folded(seen(value)));
    };
  }

  /** Without what nobody sees. */
  private static String seen(String value) {
    var seen = new StringBuilder(value.length());
    value.chars().filter(c -> !Closed.isUnseen((char) c)).forEach(c -> seen.append((char) c));
    return seen.toString();
  }

  private static String folded(String value) {
    var folded = new StringBuilder(value.length());
    value.chars().forEach(c -> folded.append(Text.fold((char) c)));
    return folded.toString();
  }

  /** With "+" and country code: Korea's where none is written, except for ten digits without a zero. */
  private static String phone(String value) {
    var digits = digits(value);
    boolean korean = digits.startsWith("82")
        && (value.startsWith("+") || digits.length() > 10 || !Text.isDigit(value.charAt(2)));
    if (korean) {
      return "+82" + digits.substring(digits.startsWith("820") ? 3 : 2);
    }
    if (value.startsWith("+")) {
      return "+" + digits;
    }
    if (digits.startsWith("0")) {
      return "+82" + digits.substring(1);
    }
    return switch (digits.length()) {
      case 10 -> "+1" + digits;
      case 11 -> "+" + digits;
      default -> "+82" + digits;
    };
  }

  private static String digits(String value) {
    return value.replaceAll("[^0-9]", "");
  }

  /** Six digits, then seven of which some may be stars, whatever they were drawn with. */
  private static String residentNumber(String value) {
    return value.substring(0, 6) + value.substring(value.length() - 7).replaceAll("[^0-9]", "*");
  }

  private static String ip(String value) {
    if (value.indexOf(':') >= 0) {
      return InetAddress.ofLiteral(value).getHostAddress();
    }
    var octets = new StringBuilder();
    for (var octet : value.split("\\.", -1)) {
      octets.append(octets.isEmpty() ? "" : ".").append(Integer.parseInt(octet));
    }
    return octets.toString();
  }
}
