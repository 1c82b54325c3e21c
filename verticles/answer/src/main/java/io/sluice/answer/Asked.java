package io.sluice.answer;

import io.sluice.answer.Condenser.Condensed;
import io.sluice.answer.Conversations.Talk;
import io.sluice.language.Language;
import io.sluice.message.AbRouting.VariantChosen;
import io.sluice.message.AnswerEvent.Degraded;
import io.sluice.message.Answering.AskQuestion;
import io.sluice.message.Caching.LookedUp;
import io.sluice.message.Caching.Scope;
import io.sluice.message.CallInfo;
import io.sluice.message.Variation;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A question as it came.
 *
 * @param conversation it belongs to; null where it belongs to none
 * @param recalled what was answered to it before, if nothing was said before it; null where that was not
 *        looked up
 * @param told what its asker is told of it, whatever becomes of it
 * @param notes what is done for it
 * @param chosen the variant that answers it
 */
record Asked(AskQuestion question, CallInfo call, Conversations.@Nullable Key conversation,
    Stopwatch time, @Nullable LookedUp recalled, List<Degraded> told, Notes notes,
    VariantChosen chosen) {

  /** One that has just come, and of which there is nothing to tell. */
  static Asked now(AskQuestion question, CallInfo call,
      Conversations.@Nullable Key conversation, VariantChosen chosen, Stopwatch time) {
    return new Asked(question, call, conversation, time, null, List.of(),
        new Notes(question.question(), time), chosen);
  }

  Asked with(LookedUp found) {
    return new Asked(question, call, conversation, time, found, told, notes, chosen);
  }

  Asked telling(List<Degraded> more) {
    return new Asked(question, call, conversation, time, recalled, more, notes, chosen);
  }

  /** What was made of it, with what its asker is told of it. */
  Condensed telling(Condensed condensed) {
    return new Condensed(condensed.question(),
        Stream.concat(told.stream(), condensed.degraded().stream()).toList(), condensed.usage());
  }

  /** Whether an answer was recalled that certainly counts. */
  boolean isAnswered() {
    return recalled != null && recalled.answer() != null && recalled.answer().unsure() == null;
  }

  /**
   * In words that stand alone.
   *
   * @param talk what was said before it
   * @param left the call with what is left of its money
   * @param policy stands for all that answers depend on and is configured; null where none are kept
   */
  Posed posed(String standalone, Talk talk, CallInfo left, @Nullable String policy) {
    var scope = policy == null
        ? null
        : new Scope(question.collection(), scopeOf(chosen), policy, question.tier(),
            question.filters(), question.k(), question.expand(),
            Language.of(question.question()).tag(), talk.isEmpty() ? null : talk.digest());
    return new Posed(question.by(chosen.variant()), standalone, scope, talk.turns(), left, time,
        notes, chosen);
  }

  /** An answer of a variant that has become another one is not its answer any more. */
  private static String scopeOf(VariantChosen chosen) {
    return chosen.how().equals(Variation.NONE)
        ? chosen.variant()
        : chosen.variant() + " " + chosen.how();
  }
}
