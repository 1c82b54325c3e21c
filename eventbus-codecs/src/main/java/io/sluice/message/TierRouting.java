package io.sluice.message;

import java.time.Duration;
import java.util.List;

/** What can be asked of {@code tier-routing}: how much of a model a question is worth. */
public sealed interface TierRouting extends Message {

  Ask<ChooseTier, TierChosen> CHOOSE_TIER = new Ask<>("sluice.choose-tier", ChooseTier.class,
      TierChosen.class, Duration.ofMillis(500));

  /**
   * Which tier suits this question?
   *
   * @param question in words that stand alone
   * @param turns how much was said before in its conversation
   * @param passages how many were found
   * @param documents of how many documents these are
   * @param covered how much of the question's words the best passage has, from 0 to 1
   */
  record ChooseTier(String question, int turns, int passages, int documents,
      double covered) implements TierRouting {}

  /**
   * This one.
   *
   * @param why what speaks for it, to be read by people
   */
  record TierChosen(Tier tier, List<String> why) implements TierRouting {
    public TierChosen {
      why = List.copyOf(why);
    }
  }
}
