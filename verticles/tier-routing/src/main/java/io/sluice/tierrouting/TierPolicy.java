package io.sluice.tierrouting;

import io.sluice.language.QuestionKind;
import io.sluice.language.Terms;
import io.sluice.message.Tier;
import io.sluice.message.TierRouting.ChooseTier;
import io.sluice.message.TierRouting.TierChosen;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Chooses a tier by rules that a person can check. Complex is what compares, weighs, asks several things
 * at once or is long. Simple is what asks shortly for one fact (when, how many, who …), without pointing
 * back to what was said, and for which a passage was found that has its words. Everything else, and
 * whatever the rules know nothing about, is normal.
 */
final class TierPolicy {
  private final TierRoutingConfig config;

  TierPolicy(TierRoutingConfig config) {
    this.config = config;
  }

  TierChosen choose(ChooseTier request) {
    var terms = Terms.ofQuestion(request.question()).size();
    var complex = complex(request, terms);
    if (!complex.isEmpty()) {
      return new TierChosen(Tier.COMPLEX, complex);
    }
    var doubt = doubt(request, terms);
    return doubt == null
        ? new TierChosen(Tier.SIMPLE,
            List.of("asks shortly for one fact, and a passage has its words"))
        : new TierChosen(Tier.NORMAL, List.of(doubt));
  }

  private List<String> complex(ChooseTier request, int terms) {
    var why = new ArrayList<String>();
    for (var demand : Demand.values()) {
      var words = demand.in(request.question());
      if (words != null) {
        why.add(demand.what() + ": '" + words + "'");
      }
    }
    if (questions(request.question()) > 1) {
      why.add("asks several things");
    }
    if (terms >= config.longTerms()) {
      why.add("is long: " + terms + " words");
    }
    return why;
  }

  /** Why it is not simple; null where it is. */
  private @Nullable String doubt(ChooseTier request, int terms) {
    if (request.passages() == 0) {
      return "nothing was found";
    }
    if (QuestionKind.of(request.question()) == QuestionKind.YES_NO_OR_OTHER) {
      return "nothing speaks for another tier";
    }
    if (terms == 0 || terms > config.shortTerms()) {
      return terms == 0 ? "says too little" : "is not short: " + terms + " words";
    }
    if (request.turns() > 0) {
      return "goes on with a conversation";
    }
    return request.covered() < config.covered()
        ? "what was found does not have all its words"
        : null;
  }

  /** How many sentences ask; a mark that is doubled counts once. */
  private static int questions(String text) {
    var count = 0;
    var asked = false;
    for (var i = 0; i < text.length(); i++) {
      var c = text.charAt(i);
      if (c == '?' || c == '？') {
        count += asked ? 1 : 0;
        asked = false;
      } else if (Character.isLetterOrDigit(c)) {
        asked = true;
      }
    }
    return count;
  }
}
