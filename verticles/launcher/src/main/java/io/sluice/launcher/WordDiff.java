package io.sluice.launcher;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * What words went and what words came between two texts: the longest sequence of words that is in both is kept.
 * A word is one of letters or one number, so that of 15일입니다 and 20일입니다 only the number is another one.
 */
final class WordDiff {
  private static final Pattern WORD = Pattern
      .compile("\\p{N}+(?:[.,:]\\p{N}+)*|[\\p{L}\\p{M}]+|\\s+|.", Pattern.DOTALL);
  /** Of the table below; texts that differ in more than that are said to differ as a whole. */
  private static final long MOST_CELLS = 16_000_000;

  private final List<Piece> pieces = new ArrayList<>();
  private final StringBuilder kept = new StringBuilder();
  private final StringBuilder gone = new StringBuilder();
  private final StringBuilder come = new StringBuilder();
  /** What is kept between two changes, as long as it is not a word. */
  private final StringBuilder space = new StringBuilder();

  private WordDiff() {}

  /** Some words, and what became of them. */
  record Piece(Change change, String text) {}

  enum Change {
    KEPT,
    GONE,
    NEW
  }

  /** In order; what is kept and gone together is the text before, what is kept and new the one after. */
  static List<Piece> between(String before, String after) {
    var diff = new WordDiff();
    diff.compare(words(before), words(after));
    diff.endChange();
    diff.end(Change.KEPT, diff.kept);
    return diff.pieces;
  }

  private static List<String> words(String text) {
    return WORD.matcher(text).results().map(MatchResult::group).toList();
  }

  private void compare(List<String> before, List<String> after) {
    var shorter = Math.min(before.size(), after.size());
    var head = 0;
    while (head < shorter && before.get(head).equals(after.get(head))) {
      head++;
    }
    var tail = 0;
    while (tail < shorter - head && before.get(before.size() - 1 - tail)
        .equals(after.get(after.size() - 1 - tail))) {
      tail++;
    }
    before.subList(0, head).forEach(this::keep);
    change(before.subList(head, before.size() - tail), after.subList(head, after.size() - tail));
    before.subList(before.size() - tail, before.size()).forEach(this::keep);
  }

  private void change(List<String> before, List<String> after) {
    if ((long) before.size() * after.size() > MOST_CELLS) {
      changed();
      before.forEach(gone::append);
      after.forEach(come::append);
      return;
    }
    var longest = longest(before, after);
    var i = 0;
    var j = 0;
    while (i < before.size() || j < after.size()) {
      if (i < before.size() && j < after.size() && before.get(i).equals(after.get(j))) {
        keep(before.get(i));
        i++;
        j++;
      } else if (j == after.size()
          || (i < before.size() && longest[i + 1][j] >= longest[i][j + 1])) {
        changed();
        gone.append(before.get(i));
        i++;
      } else {
        changed();
        come.append(after.get(j));
        j++;
      }
    }
  }

  /** How many words are kept of those from i and from j on. */
  private static int[][] longest(List<String> before, List<String> after) {
    var longest = new int[before.size() + 1][after.size() + 1];
    for (var i = before.size() - 1; i >= 0; i--) {
      for (var j = after.size() - 1; j >= 0; j--) {
        longest[i][j] = before.get(i).equals(after.get(j))
            ? longest[i + 1][j + 1] + 1
            : Math.max(longest[i + 1][j], longest[i][j + 1]);
      }
    }
    return longest;
  }

  private void keep(String word) {
    if (word.isBlank() && (!gone.isEmpty() || !come.isEmpty())) {
      space.append(word);
    } else {
      endChange();
      kept.append(word);
    }
  }

  /** Changes with nothing but space between them are one. */
  private void changed() {
    if (gone.isEmpty() && come.isEmpty()) {
      end(Change.KEPT, kept);
    }
    gone.append(space);
    come.append(space);
    space.setLength(0);
  }

  private void endChange() {
    end(Change.GONE, gone);
    end(Change.NEW, come);
    kept.append(space);
    space.setLength(0);
  }

  private void end(Change change, StringBuilder text) {
    if (!text.isEmpty()) {
      pieces.add(new Piece(change, text.toString()));
      text.setLength(0);
    }
  }
}
