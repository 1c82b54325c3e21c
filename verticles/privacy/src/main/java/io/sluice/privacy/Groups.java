package io.sluice.privacy;

/**
 * Digits in groups, as numbers are written: "010-1234-5678", "(02) 123-4567", "4111 1111 1111 1111".
 *
 * <p>A number may go on in the next line once, at a dash ("010-⏎1234-5678"): there nothing but a number
 * that is cut is likely. With a space alone a column of other numbers looks the same, so that is only
 * for who knows a number by more than its groups ({@link #readOverLines}).
 *
 * <p>At most {@link #MOST} groups are read. One longer than any number of a person ends the reading, so
 * that a run of millions of digits costs no more than a short one.
 */
final class Groups {
  private static final int MOST = 8;
  private static final int LONGEST_GROUP = 20;
  private static final int LONGEST_SEPARATOR = 3;
  private static final int NONE = -1;

  private final StringBuilder digits = new StringBuilder();
  private final int[] sizes = new int[MOST];
  private final int[] totals = new int[MOST];
  private final int[] ends = new int[MOST];
  private final char[] separators = new char[MOST];
  private final boolean overLines;
  private int count;
  private boolean broken;

  private Groups(boolean overLines) {
    this.overLines = overLines;
  }

  static Groups read(Text text, int at) {
    return new Groups(false).readFrom(text, at);
  }

  /** The groups also where a line ends between two of them without a dash. */
  static Groups readOverLines(Text text, int at) {
    return new Groups(true).readFrom(text, at);
  }

  private Groups readFrom(Text text, int at) {
    int start = at;
    while (start != NONE && count < MOST) {
      int size = text.digits(start, LONGEST_GROUP + 1);
      add(text, start, size);
      int end = start + size;
      start = size > LONGEST_GROUP ? NONE : next(text, end);
      if (start != NONE && count < MOST) {
        separators[count] = separator(text, end, start);
      }
    }
    return this;
  }

  private void add(Text text, int start, int size) {
    for (int i = start; i < start + size; i++) {
      digits.append(text.at(i));
    }
    sizes[count] = size;
    totals[count] = digits.length();
    ends[count] = start + size;
    count++;
  }

  /** Where the next group starts, if only a separator stands before it. */
  private int next(Text text, int end) {
    int at = end;
    while (at - end < LONGEST_SEPARATOR && isSeparator(text.at(at))) {
      at++;
    }
    int line = text.afterBreak(at);
    if (line > at) {
      return nextLine(text, end, line);
    }
    boolean fullStop = at - end > 1 && text.at(end) == '.';
    return at > end && text.isDigit(at) && !fullStop ? at : NONE;
  }

  private int nextLine(Text text, int end, int line) {
    int at = text.at(line) == '-' ? line + 1 : line;
    char separator = separator(text, end, at);
    boolean goesOn = !broken && text.isDigit(at)
        && (separator == '-' || (overLines && separator == ' '));
    broken = true;
    return goesOn ? at : NONE;
  }

  private static boolean isSeparator(char c) {
    return c == '-' || c == ' ' || c == '.' || c == '(' || c == ')';
  }

  private static char separator(Text text, int from, int to) {
    char separator = ' ';
    for (int i = from; i < to; i++) {
      char c = text.at(i);
      if (c == '(' || c == ')') {
        return c;
      }
      if (c == '-' || c == '.') {
        separator = c;
      }
    }
    return separator;
  }

  int count() {
    return count;
  }

  int size(int group) {
    return sizes[group];
  }

  /** Where the group ends in the text. */
  int end(int group) {
    return ends[group];
  }

  /** What stands before the group: "(" or ")" if there is one, else "-", "." or " ". */
  char separatorBefore(int group) {
    return separators[group];
  }

  /** How many digits the first groups have together. */
  int total(int groups) {
    return totals[groups - 1];
  }

  /** The digits of the first groups. */
  String digits(int groups) {
    return digits.substring(0, total(groups));
  }

  boolean hasSizes(int first, int... sizesFromThere) {
    if (first + sizesFromThere.length > count) {
      return false;
    }
    for (int i = 0; i < sizesFromThere.length; i++) {
      if (sizes[first + i] != sizesFromThere[i]) {
        return false;
      }
    }
    return true;
  }
}
