package io.sluice.parsing;

import java.io.IOException;
import java.util.Locale;

/** Thrown from within a reader, however deep, where a document is not to be read any further. */
public final class Refused extends IOException {
  private static final long serialVersionUID = 1;
  private final Reason reason;

  /** A refusal with the rest of a sentence that begins with the file. */
  public Refused(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  /** The text is over the limit of characters. */
  public static Refused tooLong(int maxCharacters) {
    return new Refused(Reason.TOO_LARGE,
        String.format(Locale.ROOT, "has more than %,d characters of text", maxCharacters));
  }

  public static Refused empty() {
    return new Refused(Reason.EMPTY, "has no text");
  }

  public Parsed.Unreadable unreadable() {
    return new Parsed.Unreadable(reason, String.valueOf(getMessage()));
  }
}
