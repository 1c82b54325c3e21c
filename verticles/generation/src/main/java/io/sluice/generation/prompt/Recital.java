package io.sluice.generation.prompt;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Listens whether a model recites what it was told: so many words of it in a row, as they stand there. For
 * one thread at a time.
 *
 * <p>Intentional: what is put in other words or in another language is not heard, and so many words less
 * one may be said. The instructions of this gateway are no secret; the rule is that answers are made of
 * documents.
 */
public final class Recital {
  static final int WORDS = 10;

  private final Set<List<String>> told = new HashSet<>();
  private final Deque<String> last = new ArrayDeque<>(WORDS);
  private final StringBuilder word = new StringBuilder();
  private boolean heard;

  /** Listens for these instructions; to those that are shorter it does not. */
  public Recital(String instructions) {
    var words = new ArrayList<String>();
    words(instructions + " ", new StringBuilder(), words);
    for (var i = 0; i + WORDS <= words.size(); i++) {
      told.add(List.copyOf(words.subList(i, i + WORDS)));
    }
  }

  /** Listens on: whether these words, or some before them, end such a row. */
  public boolean hears(String said) {
    var words = new ArrayList<String>();
    words(said, word, words);
    for (var one : words) {
      if (last.size() == WORDS) {
        last.removeFirst();
      }
      last.addLast(one);
      heard |= told.contains(List.copyOf(last));
    }
    return heard;
  }

  /** Whether it was heard. */
  public boolean isHeard() {
    return heard;
  }

  private static void words(String said, StringBuilder begun, List<String> ended) {
    for (var i = 0; i < said.length(); i++) {
      var c = said.charAt(i);
      if (Character.isLetterOrDigit(c)) {
        begun.append(c);
      } else if (!begun.isEmpty()) {
        ended.add(begun.toString().toLowerCase(Locale.ROOT));
        begun.setLength(0);
      }
    }
  }
}
