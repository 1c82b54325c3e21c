package io.sluice.privacy;

import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A text as if the characters that nobody sees were not there: a soft hyphen may stand anywhere in a
 * number, as a break of the line may have wanted it. In {@link Text} they are dashes and spaces, which is
 * what some writers mean by them; so a text that has them is read both ways.
 */
final class Closed {
  private static final String UNSEEN = "\u00AD\u200B\u200C\u200D\u2060\uFEFF";

  private final Text text;
  /** Of each that was taken out, where it stood in the text without those before it. */
  private final int[] gaps;

  private Closed(Text text, int[] gaps) {
    this.text = text;
    this.gaps = gaps;
  }

  /** Null where there is nothing that nobody sees. */
  static @Nullable Closed of(CharSequence chars) {
    var unseen = IntStream.range(0, chars.length()).filter(i -> isUnseen(chars.charAt(i)))
        .toArray();
    if (unseen.length == 0) {
      return null;
    }
    var seen = new StringBuilder(chars.length() - unseen.length);
    var gaps = new int[unseen.length];
    int from = 0;
    for (int i = 0; i < unseen.length; i++) {
      seen.append(chars, from, unseen[i]);
      from = unseen[i] + 1;
      gaps[i] = unseen[i] - i;
    }
    seen.append(chars, from, chars.length());
    return new Closed(new Text(seen), gaps);
  }

  static boolean isUnseen(char c) {
    return c >= 0x80 && UNSEEN.indexOf(c) >= 0;
  }

  /** What is left behind a value of this kind that ends there in the text as given. */
  Closed behind(Kind kind, int end) {
    return new Closed(text.behind(kind, placeOf(end)), gaps);
  }

  Closed endingAt(int end) {
    return new Closed(text.endingAt(placeOf(end)), gaps);
  }

  Text text() {
    return text;
  }

  /** Where the character stands here that stands at {@code given} in the text as given. */
  int placeOf(int given) {
    int low = 0;
    int high = gaps.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (gaps[middle] + middle < given) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return given - low;
  }

  /** Where the character stands in the text as given that stands at {@code place} here. */
  int given(int place) {
    int low = 0;
    int high = gaps.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (gaps[middle] <= place) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return place + low;
  }
}
