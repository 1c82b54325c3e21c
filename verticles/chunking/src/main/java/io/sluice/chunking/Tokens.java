package io.sluice.chunking;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;
import io.sluice.language.Blank;
import java.nio.charset.StandardCharsets;

/**
 * Counts the tokens of stretches of one text.
 *
 * <p>The tokenizer takes more than linear time for a long run of letters without an end, so it is only
 * ever given cells of bounded length. It never makes a token across the end of a word or number, which
 * is where cells end: their sum is the count of the whole. Within a run that has no such place for long a cell
 * is cut anyhow. The whole may then count one more or less than its parts; one more is counted for the
 * cut, so that the sum errs on the safe side.
 *
 * <p>Counting stops above the limit it is given, so that asking whether a document is longer than a
 * passage costs no more than a passage.
 */
public final class Tokens {
  private static final Encoding ENCODING = Encodings.newLazyEncodingRegistry()
      .getEncoding(EncodingType.CL100K_BASE);

  private static final int NEAR = 64;
  private static final int FAR = 128;
  private static final int UNBROKEN = 48;

  private final String text;

  /** Those of this text. */
  public Tokens(String text) {
    this.text = text;
  }

  /** Exact up to the limit (but see above); over the limit, no more than that it is over. */
  public int count(int start, int end, int limit) {
    var sum = 0;
    for (var at = start; at < end && sum <= limit;) {
      var to = endOfCell(at, end);
      sum += cell(at, to, end);
      at = to;
    }
    return sum;
  }

  /** How far one can go from {@code start} within the limit. */
  public int furthest(int start, int end, int limit) {
    var left = limit;
    for (var at = start; at < end;) {
      var to = endOfCell(at, end);
      var tokens = cell(at, to, end);
      if (tokens > left) {
        return furthestWithin(at, to, left);
      }
      left -= tokens;
      at = to;
    }
    return end;
  }

  /** How far one can go back from {@code end} within the limit, nearly. */
  int furthestBack(int start, int end, int limit) {
    var left = limit;
    var at = end;
    while (at > start) {
      var from = aligned(Math.max(start, at - NEAR), start);
      var tokens = raw(from, at);
      if (tokens > left) {
        return furthestBackWithin(from, at, left);
      }
      left -= tokens;
      at = from;
    }
    return start;
  }

  private int furthestWithin(int start, int end, int limit) {
    var fits = start;
    var over = end;
    while (over - fits > 1) {
      var middle = aligned((fits + over) / 2, fits);
      if (middle == fits) {
        // One character of two units.
        return fits;
      }
      if (raw(start, middle) <= limit) {
        fits = middle;
      } else {
        over = middle;
      }
    }
    return fits;
  }

  private int furthestBackWithin(int start, int end, int limit) {
    var over = start;
    var fits = end;
    while (fits - over > 1) {
      var middle = aligned((fits + over + 1) / 2, over);
      if (middle == over) {
        return fits;
      }
      if (raw(middle, end) <= limit) {
        fits = middle;
      } else {
        over = middle;
      }
    }
    return fits;
  }

  private int cell(int at, int to, int end) {
    return to == end || isBetweenWords(to) ? raw(at, to) : raw(at, to) + 1;
  }

  private int endOfCell(int at, int end) {
    if (end - at <= FAR) {
      return end;
    }
    var furthest = Math.min(at + FAR, end - 1);
    for (var to = at + NEAR; to <= furthest; to++) {
      if (isBetweenWords(to)) {
        return to;
      }
    }
    for (var to = at + NEAR - 1; to > at; to--) {
      if (isBetweenWords(to)) {
        return to;
      }
    }
    return aligned(at + UNBROKEN, at);
  }

  /** Where no token reaches across: the end of a word or number, a space before a word, a line. */
  private boolean isBetweenWords(int at) {
    var before = text.charAt(at - 1);
    var after = text.charAt(at);
    if (Character.isSurrogate(after)) {
      return false;
    }
    var beforeWord = after == ' ' && at + 1 < text.length()
        && Character.isLetter(text.charAt(at + 1));
    return (Character.isLetter(before) && !Character.isLetter(after))
        || (isNumber(before) && !isNumber(after))
        || (before == '\n' && !Blank.is(after))
        || (beforeWord && !Blank.is(before));
  }

  private static boolean isNumber(char c) {
    return switch (Character.getType(c)) {
      case Character.DECIMAL_DIGIT_NUMBER, Character.LETTER_NUMBER, Character.OTHER_NUMBER -> true;
      default -> false;
    };
  }

  /** Not between the two halves of a character. */
  private int aligned(int at, int floor) {
    return at > floor && at < text.length()
        && Character.isSurrogatePair(text.charAt(at - 1), text.charAt(at)) ? at - 1 : at;
  }

  private int raw(int start, int end) {
    return ENCODING.countTokensOrdinary(wellFormed(text.substring(start, end)));
  }

  /** The tokenizer refuses halves of surrogate pairs, which a broken text may have. */
  private static String wellFormed(String part) {
    for (var at = 0; at < part.length(); at++) {
      if (Character.isHighSurrogate(part.charAt(at)) && at + 1 < part.length()
          && Character.isLowSurrogate(part.charAt(at + 1))) {
        at++;
      } else if (Character.isSurrogate(part.charAt(at))) {
        return new String(part.getBytes(StandardCharsets.UTF_16), StandardCharsets.UTF_16);
      }
    }
    return part;
  }
}
