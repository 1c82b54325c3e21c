package io.sluice.answer;

import io.sluice.bus.Bus;
import io.sluice.message.AnswerEvent.Degraded;
import io.sluice.message.CallInfo;
import io.sluice.message.Hit;
import io.sluice.message.Refusal;
import io.sluice.message.Reply.Answered;
import io.sluice.message.Reply.Refused;
import io.sluice.message.Tier;
import io.sluice.message.TierRouting;
import io.sluice.message.TierRouting.ChooseTier;
import io.sluice.message.TierRouting.TierChosen;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which tier of models a question goes to.
 *
 * @param why what speaks for it; null where the asker chose it
 * @param degraded that nobody chose; null where somebody did
 */
record TierChoice(Tier tier, @Nullable List<String> why, @Nullable Degraded degraded) {

  /** The one the asker wants, or the one that suits; the normal one where nobody says. */
  static TierChoice of(@Nullable String wanted, String question, int turns, List<Hit> hits, Bus bus,
      CallInfo call) {
    if (wanted != null) {
      return new TierChoice(Tier.of(wanted), null, null);
    }
    var documents = (int) hits.stream().map(hit -> hit.passage().document()).distinct().count();
    var request = new ChooseTier(question, turns, hits.size(), documents,
        hits.isEmpty() ? 0 : QuestionWords.of(question).shareIn(hits.getFirst().passage()));
    return switch (bus.ask(TierRouting.CHOOSE_TIER, request, call).await()) {
      case Answered<TierChosen>(TierChosen chosen) -> new TierChoice(chosen.tier(), chosen.why(),
          null);
      case Refused<TierChosen>(Refusal why) -> new TierChoice(Tier.NORMAL, List.of(),
          new Degraded("tier", "took the normal one: " + why.message()));
    };
  }

  /** One tier up, since the answer of this one did not hold; null where there is none. */
  @Nullable
  TierChoice up() {
    var higher = tier.up();
    return higher == null
        ? null
        : new TierChoice(higher, List.of("the " + tier.tag() + " tier's answer did not hold"),
            null);
  }
}
