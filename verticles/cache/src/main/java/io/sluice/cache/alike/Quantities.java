package io.sluice.cache.alike;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Reads the numbers of a question, in digits and in words of either language: 3,000원, 3만 원, 삼십 도, 세 개,
 * two weeks, 2.10.0. One pass, looking back nowhere.
 */
final class Quantities {
  private static final int LONGEST = 40;

  private final String text;
  private final List<Quantity> found = new ArrayList<>();
  private int at;

  private Quantities(String text) {
    this.text = text;
  }

  static List<Quantity> in(String text) {
    var quantities = new Quantities(text.toLowerCase(Locale.ROOT));
    quantities.read();
    return List.copyOf(quantities.found);
  }

  private void read() {
    while (at < text.length()) {
      var c = text.charAt(at);
      if (isDigit(c)) {
        digits();
      } else if (Character.isLetter(c)) {
        word();
      } else {
        at++;
      }
    }
  }

  private void digits() {
    var number = new StringBuilder();
    int points = 0;
    while (at < text.length() && number.length() < LONGEST) {
      var c = text.charAt(at);
      if (isDigit(c)) {
        number.append(c);
      } else if (c == '.' && isDigit(after())) {
        number.append(c);
        points++;
      } else if (c != ',' || !isDigit(after())) {
        break;
      }
      at++;
    }
    if (points > 1) {
      version(number);
      return;
    }
    var amount = new BigDecimal(number.toString());
    amount = amount.multiply(multiplier());
    found.add(new Quantity(amount, unit(), false));
  }

  /** 2.10.0 is no number; its parts are, each of its place. */
  private void version(StringBuilder parts) {
    int place = 0;
    for (var part : parts.toString().split("\\.", -1)) {
      if (!part.isEmpty()) {
        found.add(new Quantity(new BigDecimal(part), "part " + ++place, false));
      }
    }
  }

  private char after() {
    return at + 1 < text.length() ? text.charAt(at + 1) : 0;
  }

  /** 만, 억, thousand: right behind a number or after a space. */
  private BigDecimal multiplier() {
    var factor = BigDecimal.ONE;
    for (var more = true; more;) {
      int start = skipSpace();
      var scale = NumberWords.scaleAt(text, start);
      more = scale != null;
      if (scale != null) {
        factor = factor.multiply(scale.amount());
        at = start + scale.length();
      }
    }
    return factor;
  }

  private String unit() {
    int start = skipSpace();
    var unit = Units.SHIPPED.at(text, start);
    if (unit == null) {
      return "";
    }
    at = start + unit.length();
    return unit.name();
  }

  private int skipSpace() {
    return at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '-') ? at + 1 : at;
  }

  /** A number that is spelled counts only where it counts something: 이 is "this" and "two". */
  private void word() {
    int start = at;
    var spelled = NumberWords.at(text, at);
    if (spelled == null) {
      skipWord();
      return;
    }
    at += spelled.length();
    var amount = spelled.amount().multiply(multiplier());
    var unit = unit();
    var ends = !unit.isEmpty() || at == text.length()
        || !Character.isLetterOrDigit(text.charAt(at));
    if (ends && spelled.counts(amount, unit)) {
      found.add(new Quantity(amount, unit, true));
    } else {
      at = start;
      skipWord();
    }
  }

  private void skipWord() {
    while (at < text.length() && Character.isLetter(text.charAt(at))) {
      at++;
    }
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
