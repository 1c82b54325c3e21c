package io.sluice.parsing.markup;

import io.sluice.parsing.Refused;

/** A text that grows up to a limit. */
public final class TextBuffer {
  private final StringBuilder text = new StringBuilder();
  private final int maxCharacters;

  public TextBuffer(int maxCharacters) {
    this.maxCharacters = maxCharacters;
  }

  public TextBuffer append(CharSequence part) throws Refused {
    if (part.length() > maxCharacters - text.length()) {
      throw Refused.tooLong(maxCharacters);
    }
    text.append(part);
    return this;
  }

  public int length() {
    return text.length();
  }

  public boolean isEmpty() {
    return text.isEmpty();
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
