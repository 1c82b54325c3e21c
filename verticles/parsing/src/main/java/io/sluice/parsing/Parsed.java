package io.sluice.parsing;

/** What came of reading a file: its text, or why there is none. */
public sealed interface Parsed {

  /** The file's text with what is known about it. */
  record Read(ParsedText text) implements Parsed {}

  /**
   * The file has no text to give.
   *
   * @param message the rest of a sentence that begins with the file, as in {@code is protected by a
   *     password}
   */
  record Unreadable(Reason reason, String message) implements Parsed {

    /** Whether the same file may be read another time with nothing about it changed. */
    public boolean retryable() {
      return reason.retryable();
    }
  }
}
