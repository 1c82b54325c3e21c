package io.sluice.answer;

import io.sluice.language.Language;
import io.sluice.language.Terms;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Makes a follow-up question stand alone, by rule: a question that points back (그럼, 그건, "what
 * about", "it") or says too little to be searched for is put after the question before it. A
 * question that says enough, or that changes the language, is left as it is. IT is a department, "is there" points nowhere.
 */
final class FollowUp {
  private static final int ENOUGH_TERMS = 3;
  private static final int MAX_TOPIC = 500;
  /** Without {@code \b}, which looks back over a run of combining marks at each of them. */
  private static final Pattern POINTS_BACK = Pattern.compile(
      "^\\s*(그럼|그러면|그렇다면|그런데|근데|그리고|그건|그게|그거|그것|그때|거기|또는|혹시 그)"
          + "|^\\s*(and|but|so|then|also|what about|how about|what if|which one)(?!\\w)"
          + "|(?<!\\w)((?-i:[Ii]ts?)|that|this|they|them|those|these"
          + "|(?<!(?<!\\w)(is|are|was|were)\\s)there)(?!\\w)",
      Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS);

  private FollowUp() {}

  /** The question in words that stand alone, given the one before it. */
  static String standalone(String question, @Nullable String topic) {
    if (topic == null) {
      return question;
    }
    var sayingLittle = Terms.ofQuestion(question).size() < ENOUGH_TERMS
        && Language.of(question) == Language.of(topic);
    return sayingLittle || POINTS_BACK.matcher(question).find()
        ? Excerpt.of(topic, MAX_TOPIC) + " " + question
        : question;
  }
}
