package io.sluice.answer;

import io.sluice.language.Terms;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/**
 * The question in other words, as a model wrote them, one a line. Left out is what is no wording: an
 * introduction, an excuse, the question itself, a word or two of it, what was said already.
 */
final class OtherWordings {
  private static final int LONGEST = 300;
  /** A model that writes so many times what it was asked for did something else. */
  private static final int TOO_MANY = 3;

  private OtherWordings() {}

  /** At most {@code count}; none where this is something else. */
  static List<String> of(String said, String question, int count) {
    var lines = ModelLine.lines(said);
    if (lines.size() > TOO_MANY * count) {
      return List.of();
    }
    var wordings = new ArrayList<String>();
    var seen = new HashSet<String>();
    seen.add(ModelLine.key(question));
    seen.add("");
    for (var line : lines) {
      if (wordings.size() < count && isOne(line, question) && seen.add(ModelLine.key(line))) {
        wordings.add(line);
      }
    }
    return wordings;
  }

  private static boolean isOne(String line, String question) {
    return line.length() <= LONGEST && !line.endsWith(":") && !ModelLine.declines(line)
        && !isScrap(line, question);
  }

  /** Less than half of the question, and nothing else. */
  private static boolean isScrap(String line, String question) {
    var asked = new HashSet<>(Terms.ofQuestion(question));
    var left = new HashSet<>(Terms.ofQuestion(line));
    return 2 * left.size() < asked.size() && asked.containsAll(left);
  }
}
