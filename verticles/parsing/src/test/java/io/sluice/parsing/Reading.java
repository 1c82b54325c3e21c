package io.sluice.parsing;

import java.time.Duration;

/** What tests ask of what was read. */
public final class Reading {
  /** Small limits, so that tests can go over them. */
  public static final ParsingConfig CONFIG = new ParsingConfig(2_000, 1_000_000,
      Duration.ofSeconds(60), 128, 1);

  private Reading() {}

  /** The text; it is an error where there is none. */
  public static ParsedText text(Parsed parsed) {
    return switch (parsed) {
      case Parsed.Read(ParsedText text) -> text;
      case Parsed.Unreadable unreadable -> throw new AssertionError(unreadable.toString());
    };
  }

  /** Why there is no text; it is an error where there is some. */
  public static Parsed.Unreadable unreadable(Parsed parsed) {
    return switch (parsed) {
      case Parsed.Read(ParsedText text) -> throw new AssertionError(text.toString());
      case Parsed.Unreadable unreadable -> unreadable;
    };
  }
}
