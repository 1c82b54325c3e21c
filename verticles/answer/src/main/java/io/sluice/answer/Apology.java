package io.sluice.answer;

import io.sluice.apologies.Apologies;
import io.sluice.message.AnswerEvent.Failed;
import io.sluice.message.Refusal;

/** How an answer ends that was not to be had. */
final class Apology {

  private Apology() {}

  static Failed to(String question, Refusal why) {
    return Apologies.to(question, why);
  }
}
