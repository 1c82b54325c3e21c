package io.sluice.answer;

import io.sluice.language.Terms;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Makes a follow-up question stand alone, by rule: a question that points back (그럼, 그건, "what
 * about", "it") or says too little to be searched for is put after the question before it. A
 * question that says enough is left as it is.
 */
final class FollowUp {
  private static final int ENOUGH_TERMS = 3;
  private static final int MAX_TOPIC = 500;
  private static final Pattern POINTS_BACK = Pattern.compile(
      "^\\s*(그럼|그러면|그렇다면|그런데|근데|그리고|그건|그게|그거|그것|그때|거기|또는|혹시 그)"
          + "|^\\s*(and|but|so|then|also|what about|how about|what if|which one)\\b"
          + "|\\b(it|its|that|this|they|them|those|these|there)\\b",
      Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

  private FollowUp() {}

  /** The question in words that stand alone, given the one before it. */
  static String standalone(String question, @Nullable String topic) {
    if (topic == null) {
      return question;
    }
    var sayingLittle = Terms.ofQuestion(question).size() < ENOUGH_TERMS;
    return sayingLittle || POINTS_BACK.matcher(question).find()
        ? topic.substring(0, Math.min(topic.length(), MAX_TOPIC)) + " " + question
        : question;
  }
}
