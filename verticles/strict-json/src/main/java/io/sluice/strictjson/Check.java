package io.sluice.strictjson;

import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What a record's compact constructor says of its components. Each check returns the value or throws
 * {@link Violation}, which {@link StrictReader} turns into the path of the field.
 */
public final class Check {
  private static final int LONGEST_PATH = 4096;
  private static final int ISO_DATE = "2026-01-31".length();
  /** Hangul fillers and the empty pattern of Braille, which are letters and signs to Unicode. */
  private static final String BLANK_LETTERS = "\u115f\u1160\u3164\uffa0\u2800";

  private Check() {}

  /** A component broke its rule. */
  public static final class Violation extends IllegalArgumentException {
    private static final long serialVersionUID = 1;
    private final String field;

    public Violation(String field, String message) {
      super(message);
      this.field = field;
    }

    /** The component's name as it is written in the file or body. */
    public String field() {
      return field;
    }
  }

  public static <T> T required(String field, @Nullable T value) {
    if (value == null) {
      throw new Violation(field, "is required");
    }
    return value;
  }

  /** A file or folder; the empty path would be wherever the process was started. */
  public static Path path(String field, @Nullable Path value) {
    var path = required(field, value);
    text(field, path.toString(), LONGEST_PATH);
    return path;
  }

  /** A text with something to be seen in it, of at most so many characters. */
  public static String text(String field, @Nullable String value, int maxLength) {
    var text = required(field, value);
    if (text.codePoints().noneMatch(Check::isSeen)) {
      throw new Violation(field, "must not be empty");
    }
    return atMost(field, text, maxLength);
  }

  private static boolean isSeen(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.SPACE_SEPARATOR, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR,
          Character.CONTROL, Character.FORMAT, Character.NON_SPACING_MARK, Character.UNASSIGNED ->
        false;
      default -> BLANK_LETTERS.indexOf(codePoint) < 0;
    };
  }

  public static String atMost(String field, String text, int maxLength) {
    if (text.length() > maxLength) {
      throw new Violation(field,
          "must have at most " + maxLength + " characters, not " + text.length());
    }
    return text;
  }

  /** A day as {@code 2026-01-31}. */
  public static LocalDate date(String field, String text) {
    try {
      if (text.length() == ISO_DATE && Character.isDigit(text.charAt(0))) {
        return LocalDate.parse(text);
      }
    } catch (DateTimeException e) {
      // is told below
    }
    throw new Violation(field, "must be a date such as 2026-01-31");
  }

  public static int range(String field, int value, int min, int max) {
    if (value < min || value > max) {
      throw new Violation(field, "must be from " + min + " to " + max + ", not " + value);
    }
    return value;
  }

  public static long range(String field, long value, long min, long max) {
    if (value < min || value > max) {
      throw new Violation(field, "must be from " + min + " to " + max + ", not " + value);
    }
    return value;
  }

  public static double range(String field, double value, double min, double max) {
    if (!(value >= min && value <= max)) {
      throw new Violation(field, "must be from " + min + " to " + max + ", not " + value);
    }
    return value;
  }

  public static Duration positive(String field, @Nullable Duration value) {
    var duration = required(field, value);
    if (duration.isNegative() || duration.isZero()) {
      throw new Violation(field, "must be longer than nothing");
    }
    return duration;
  }
}
