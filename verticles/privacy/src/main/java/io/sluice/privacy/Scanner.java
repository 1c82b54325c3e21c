package io.sluice.privacy;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One reading of a text from left to right.
 *
 * <p>Where a value may start, the detectors for its first character are asked and the longest answer
 * is the candidate. A longer one that starts within it ("02 4111 1111 1111 1111") takes its place, and
 * what is left before that is asked again. What was found is cut off: the rest of the text begins
 * behind it, and so it does behind a token that masking left there. That is why masked text holds
 * nothing that the text before did not.
 *
 * <p>Where the text has characters that nobody sees, each start is asked about twice, see {@link Closed}.
 *
 * <p>A value has a bounded length and each is asked within once, so the time is linear.
 */
final class Scanner {
  private static final Detector EMAILS = new Emails();
  private static final Detector PHONES = new Phones();
  private static final Detector IPV6 = new Ipv6s();

  private static final List<Detector> AT_DIGIT = List.of(EMAILS, PHONES, new Cards(),
      new ResidentNumbers(), new BankAccounts(), new Ipv4s(), IPV6);
  private static final List<Detector> AT_LETTER = List.of(EMAILS, new Passports(), new Ibans(),
      IPV6);
  private static final List<Detector> AT_OTHER_LETTER = List.of(EMAILS);
  private static final List<Detector> AT_SIGN = List.of(PHONES);
  private static final List<Detector> AT_COLON = List.of(IPV6);

  private final List<Found> found = new ArrayList<>();
  private Text text;
  private @Nullable Closed closed;

  Scanner(CharSequence chars) {
    this.text = new Text(chars);
    this.closed = Closed.of(chars);
  }

  List<Found> scan() {
    int at = text.from();
    while (at < text.to()) {
      at = step(at);
    }
    return List.copyOf(found);
  }

  private int step(int at) {
    if (text.at(at) == '[') {
      var kind = Token.kind(text, at);
      return kind == null ? at + 1 : continueBehind(kind, Token.end(text, at));
    }
    var candidate = longest(text, closed, at);
    if (candidate == null) {
      return at + 1;
    }
    var stronger = strongerWithin(candidate);
    if (stronger != null) {
      candidate = longest(text.endingAt(stronger.start()),
          closed == null ? null : closed.endingAt(stronger.start()), at);
    }
    if (candidate == null) {
      return at + 1;
    }
    found.add(candidate);
    return continueBehind(candidate.kind(), candidate.end());
  }

  private int continueBehind(Kind kind, int end) {
    text = text.behind(kind, end);
    closed = closed == null ? null : closed.behind(kind, end);
    return end;
  }

  /** The first within the candidate that takes its place, and whose place no other takes. */
  private @Nullable Found strongerWithin(Found candidate) {
    for (int at = candidate.start() + 1; at < candidate.end(); at++) {
      var other = longest(text, closed, at);
      if (other != null && isStronger(other, candidate) && strongerWithin(other) == null) {
        return other;
      }
    }
    return null;
  }

  /** Of two addresses run together, the first is the one that was begun. */
  private static boolean isStronger(Found other, Found candidate) {
    return other.length() > candidate.length() && other.kind() != candidate.kind();
  }

  private static @Nullable Found longest(Text text, @Nullable Closed closed, int at) {
    var seen = longest(text, at);
    var other = closed == null || Closed.isUnseen(text.given(at)) ? null : longest(closed, at);
    return other == null || (seen != null && !isStronger(other.kind(), other.end(), seen))
        ? seen
        : other;
  }

  /** One with something in it that nobody sees: the others are judged by what stands about them. */
  private static @Nullable Found longest(Closed closed, int at) {
    int start = closed.placeOf(at);
    var found = longest(closed.text(), start);
    if (found == null) {
      return null;
    }
    int end = closed.given(found.end() - 1) + 1;
    return end - at > found.length() ? new Found(found.kind(), at, end) : null;
  }

  private static @Nullable Found longest(Text text, int at) {
    Found longest = null;
    for (var detector : detectors(text, at)) {
      int end = detector.end(text, at);
      if (end != Detector.NONE && (longest == null || isStronger(detector.kind(), end, longest))) {
        longest = new Found(detector.kind(), at, end);
      }
    }
    return longest;
  }

  private static boolean isStronger(Kind kind, int end, Found than) {
    return end > than.end() || (end == than.end() && kind.compareTo(than.kind()) < 0);
  }

  private static List<Detector> detectors(Text text, int at) {
    char c = text.at(at);
    if (Text.isDigit(c)) {
      return text.isAlphanumeric(at - 1) ? List.of() : AT_DIGIT;
    }
    if (Text.isLetter(c)) {
      return text.isAlphanumeric(at - 1) ? List.of() : AT_LETTER;
    }
    return switch (c) {
      case '+', '(' -> AT_SIGN;
      case ':' -> AT_COLON;
      default -> c >= 0x80 && Character.isLetter(c) ? AT_OTHER_LETTER : List.of();
    };
  }
}
