package io.sluice.answer;

import io.sluice.answer.Conversations.Talk;
import io.sluice.message.AnswerEvent.Degraded;
import io.sluice.message.AnswerEvent.Usage;
import io.sluice.message.CallInfo;
import io.sluice.message.Generation.Completed;
import io.sluice.message.Refusal;
import io.sluice.message.Refusal.Unavailable;
import io.sluice.message.Reply.Answered;
import io.sluice.message.Reply.Refused;
import java.time.Duration;
import java.util.List;

/**
 * Makes a follow-up question stand alone: by the small model where there is one, else by
 * {@link FollowUp}'s rule. A question that stands alone already costs nothing.
 */
final class Condenser {
  private static final int MAX_TOKENS = 256;
  private static final int MAX_QUESTION = 2_000;
  private static final int MAX_TURNS = 3;
  private static final int MAX_SAID = 400;

  private final SmallModel model;
  private final Instructions.Text instructions;
  private final Duration within;

  Condenser(SmallModel model, Instructions.Text instructions, Duration within) {
    this.model = model;
    this.instructions = instructions;
    this.within = within;
  }

  /** The question on its own, what was given up for it, and what it cost. */
  record Condensed(String question, List<Degraded> degraded, Usage usage) {

    /** As it was put. */
    static Condensed asItIs(String question) {
      return new Condensed(question, List.of(), Usage.NONE);
    }
  }

  /** Waits, unless it stands alone. */
  Condensed condense(String question, Talk talk, CallInfo call) {
    var topic = talk.topic();
    var byRule = FollowUp.standalone(question, topic);
    if (topic == null || byRule.equals(question)) {
      return Condensed.asItIs(question);
    }
    return switch (model.ask(instructions.of(question), prompt(question, topic, talk), MAX_TOKENS,
        within, call).await()) {
      case Refused<Completed>(Unavailable noModel) ->
        new Condensed(byRule, List.of(), Usage.NONE);
      case Refused<Completed>(Refusal why) ->
        new Condensed(byRule, degraded(why.message()), Usage.NONE);
      case Answered<Completed>(Completed said) -> {
        var standalone = Standalone.of(said.text(), question, talk);
        yield standalone == null
            ? new Condensed(byRule, degraded("what the model wrote is not the question"),
                said.usage())
            : new Condensed(standalone, List.of(), said.usage());
      }
    };
  }

  private static List<Degraded> degraded(String why) {
    return List.of(new Degraded("condensing",
        "put behind the question before it instead of rewritten: " + why));
  }

  /** The last question as it was understood: what it pointed back to may be out of sight by now. */
  private static String prompt(String question, String topic, Talk talk) {
    var turns = talk.turns();
    var prompt = new StringBuilder("<conversation>\n");
    for (var i = Math.max(0, turns.size() - MAX_TURNS); i < turns.size(); i++) {
      var asked = i == turns.size() - 1 ? topic : turns.get(i).question();
      prompt.append(Quoted.as("question", asked, MAX_SAID))
          .append(Quoted.as("answer", turns.get(i).answer(), MAX_SAID));
    }
    return prompt.append("</conversation>\n\n")
        .append(Quoted.as("question", question, MAX_QUESTION)).toString();
  }
}
