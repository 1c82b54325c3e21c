package io.sluice.generation.extractive;

import io.sluice.language.Language;
import io.sluice.language.QuestionKind;
import io.sluice.language.Terms;
import io.sluice.message.Generation.Generate;
import java.util.List;
import java.util.Set;

/**
 * What is asked, as the extractive answerer understands it.
 *
 * @param terms what an answer has to speak about, of the question as it stands alone
 * @param askedTerms what the asker named this time; the other terms come from the conversation
 * @param kind what an answer has to look like
 * @param language the one to answer in
 */
record Question(List<String> terms, Set<String> askedTerms, QuestionKind kind,
    Language language) {
  /** No question is longer; of a text that is, the beginning has to do. */
  private static final int LONGEST = 2000;

  static Question of(Generate request) {
    var asked = head(request.question());
    var standalone = request.standalone().isBlank() ? asked : head(request.standalone());
    var told = Language.ofTag(request.language());
    return new Question(Terms.ofQuestion(standalone), Set.copyOf(Terms.ofQuestion(asked)),
        kind(asked, standalone), told == Language.OTHER ? Language.of(asked) : told);
  }

  /** "And sick leave?" asks for what the question before it asked for. */
  private static QuestionKind kind(String asked, String standalone) {
    var kind = QuestionKind.of(asked);
    return kind == QuestionKind.YES_NO_OR_OTHER ? QuestionKind.of(standalone) : kind;
  }

  private static String head(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST);
  }
}
