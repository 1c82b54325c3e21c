package io.sluice.language;

import java.io.IOException;
import java.io.Reader;
import org.apache.lucene.analysis.charfilter.BaseCharFilter;

/**
 * A text without its format characters, such as a zero-width space, a mark of direction or a soft
 * hyphen: they come along when something is copied, nobody sees them, and they would make another word
 * of the one they stand in. Offsets are those of the text with them.
 */
final class VisibleText extends BaseCharFilter {

  private static final int END = -1;

  private final char[] buffer = new char[1024];
  private int at;
  private int filled;
  /** The second half of a pair whose first was read just now. */
  private int half = END;
  private int passed;
  private int removed;

  VisibleText(Reader text) {
    super(text);
  }

  @Override
  public int read(char[] into, int offset, int length) throws IOException {
    var count = 0;
    while (count < length) {
      var c = read();
      if (c == END) {
        return count == 0 ? END : count;
      }
      into[offset + count++] = (char) c;
    }
    return count;
  }

  @Override
  public int read() throws IOException {
    if (half != END) {
      var second = half;
      half = END;
      passed++;
      return second;
    }
    for (var c = next(); c != END; c = next()) {
      var second = Character.isHighSurrogate((char) c) ? secondHalf() : END;
      if (isFormat(c, second)) {
        removed += second == END ? 1 : 2;
        addOffCorrectMap(passed, removed);
      } else {
        half = second;
        passed++;
        return c;
      }
    }
    return END;
  }

  private static boolean isFormat(int c, int second) {
    return Character.getType(second == END
        ? c
        : Character.toCodePoint((char) c,
            (char) second)) == Character.FORMAT;
  }

  /** What comes next, if it is one; else it stays where it is. */
  private int secondHalf() throws IOException {
    var c = next();
    if (c != END && !Character.isLowSurrogate((char) c)) {
      at--;
      return END;
    }
    return c;
  }

  private int next() throws IOException {
    if (at == filled) {
      at = 0;
      filled = Math.max(0, input.read(buffer, 0, buffer.length));
    }
    return at == filled ? END : buffer[at++];
  }
}
