package io.sluice.answer;

import io.sluice.answer.Conversations.Talk;
import io.sluice.language.Language;
import io.sluice.language.Terms;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a model made of a follow-up question, if it can be that question: one line in its language, with
 * something of it and something of the conversation. What a question or a passage talked the model into
 * is seldom all of that, and then it is not searched for.
 */
final class Standalone {
  private static final int LONGER = 300;

  private Standalone() {}

  /** The question on its own; null where this is not it. */
  static @Nullable String of(String said, String question, Talk talk) {
    var lines = ModelLine.lines(said);
    if (lines.size() != 1) {
      return null;
    }
    var line = lines.getFirst();
    if (ModelLine.key(line).equals(ModelLine.key(question))) {
      return question;
    }
    return line.length() <= question.length() + LONGER && !ModelLine.declines(line)
        && Language.of(line) == Language.of(question) && isAbout(line, question, talk)
            ? line
            : null;
  }

  private static boolean isAbout(String line, String question, Talk talk) {
    var terms = Terms.of(line);
    var asked = Terms.ofQuestion(question);
    if (!asked.isEmpty() && !share(terms, Set.copyOf(asked))) {
      return false;
    }
    // Two languages have no words in common, whatever they speak of.
    var topic = talk.topic();
    var changesLanguage = topic != null && Language.of(topic) != Language.of(question);
    return changesLanguage || share(terms, said(talk));
  }

  private static Set<String> said(Talk talk) {
    var said = new HashSet<String>();
    if (talk.topic() != null) {
      said.addAll(Terms.ofQuestion(talk.topic()));
    }
    talk.turns().forEach(turn -> {
      said.addAll(Terms.ofQuestion(turn.question()));
      said.addAll(Terms.ofQuestion(turn.answer()));
    });
    return said;
  }

  private static boolean share(Collection<String> terms, Set<String> others) {
    return terms.stream().anyMatch(others::contains);
  }
}
