package io.sluice.answer;

import io.sluice.language.Terms;
import io.sluice.message.Passage;
import java.util.HashSet;
import java.util.Set;

/** The words of a question that say what it is about, to be counted in passages. */
record QuestionWords(Set<String> words) {

  static QuestionWords of(String question) {
    return new QuestionWords(new HashSet<>(Terms.ofQuestion(question)));
  }

  /** How many of them a passage has, with its titles. */
  long in(Passage passage) {
    var there = new HashSet<>(Terms.of(passage.title() + "\n"
        + String.join("\n", passage.heading()) + "\n" + passage.text()));
    return words.stream().filter(there::contains).count();
  }

  /** Which share of them a passage has; 0 where there are none. */
  double shareIn(Passage passage) {
    return words.isEmpty() ? 0 : (double) in(passage) / words.size();
  }
}
