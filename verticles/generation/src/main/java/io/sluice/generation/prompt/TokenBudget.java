package io.sluice.generation.prompt;

import io.sluice.chunking.Tokens;
import io.sluice.language.Sentences;
import java.text.BreakIterator;
import java.util.Locale;

/** So many tokens, to be filled text by text. */
final class TokenBudget {
  /** No token has less than a byte, and a character has three at most for a unit of UTF-16. */
  private static final int MOST_PER_UNIT = 3;

  private int left;

  TokenBudget(int tokens) {
    this.left = tokens;
  }

  /** Takes the room for all of it, or none. */
  boolean take(String text) {
    var needed = new Tokens(text).count(0, text.length(), Math.max(0, left));
    if (needed > left) {
      return false;
    }
    left -= needed;
    return true;
  }

  int left() {
    return left;
  }

  /** Whether texts of so many characters together fit whatever they are, which needs no counting. */
  boolean fitsAnyhow(long characters) {
    return characters * MOST_PER_UNIT <= left;
  }

  /**
   * As much of it as there is room for: up to the end of a sentence, or, where not even the first one
   * fits, of a word or at least of a character. Empty where that is nothing.
   */
  String head(String text) {
    var fits = new Tokens(text).furthest(0, text.length(), Math.max(0, left));
    if (fits == text.length()) {
      return text;
    }
    var end = 0;
    for (var sentence : Sentences.of(text.substring(0, Math.min(text.length(), fits + 1)))) {
      if (sentence.end() <= fits && endsThere(text, sentence.end())) {
        end = sentence.end();
      }
    }
    return text.substring(0, end > 0 ? end : wordEnd(text, fits));
  }

  /** The text was cut a little behind, so the last sentence found may not end there. */
  private static boolean endsThere(String text, int at) {
    var window = text.substring(0, Math.min(text.length(), at + 80));
    return Sentences.of(window).stream().anyMatch(sentence -> sentence.end() == at);
  }

  private static int wordEnd(String text, int fits) {
    var space = text.lastIndexOf(' ', fits);
    if (space > fits / 2) {
      return space;
    }
    var characters = BreakIterator.getCharacterInstance(Locale.ROOT);
    var from = Math.max(0, fits - 100);
    characters.setText(text.substring(from, Math.min(text.length(), fits + 100)));
    return characters.isBoundary(fits - from) ? fits : from + characters.preceding(fits - from);
  }
}
