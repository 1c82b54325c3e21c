package io.sluice.retrieval;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sluice.message.Filters;
import io.sluice.message.Retrieval.FindPassages;
import io.sluice.message.SearchMode;
import io.sluice.message.Tuning;
import io.sluice.message.Vector;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What an asker, or a variant, may want otherwise than the rules of the collection have it. */
class SearchPlanTest {
  private static final FindingRules RULES = FindingRules.defaults();

  @Test
  void theLegByMeaningWeighsWhatIsWantedWhereTheModelUnderstandsTheLanguageAndWhereNot() {
    var tuning = new Tuning(null, null, 2.0, 0.5, null, null);

    assertEquals(new Weights(1, 2), plan(true, null, tuning).weights());
    assertEquals(new Weights(1, 0.5), plan(false, null, tuning).weights());
    assertEquals(new Weights(1, RULES.vectorWeight()), plan(true, null, null).weights());
    assertEquals(new Weights(1, RULES.uncoveredVectorWeight()),
        plan(false, null, Tuning.NONE).weights());
    assertEquals(new Weights(0.25, 0.75), plan(true, 0.75, tuning).weights(),
        "what one request says goes before it");
  }

  @Test
  void eachLegBringsAsManyAsAreWanted() {
    assertEquals(7, plan(true, null, new Tuning(null, null, null, null, 7, null)).candidates());
    assertEquals(5, plan(true, null, new Tuning(null, null, null, null, 2, null)).candidates(),
        "as many as are asked for at least");
    assertEquals(RULES.candidatesPerLeg(), plan(true, null, null).candidates());
  }

  @Test
  void firstRanksStandOutAsIsWanted() {
    assertEquals(2 / 3.0, second(plan(true, null, new Tuning(null, null, 0.0, null, null, 1))),
        1e-9);
    assertEquals(61 / 62.0, second(plan(true, null, new Tuning(null, null, 0.0, null, null, null))),
        1e-9);
  }

  private static double second(SearchPlan plan) {
    return plan.fusion().fuse(List.of(new Found(1, 9), new Found(2, 8)), List.of(), 2).getLast()
        .score();
  }

  private static SearchPlan plan(boolean fits, @Nullable Double alpha, @Nullable Tuning tuning) {
    return SearchPlan.of(new FindPassages("docs", "q", Vector.of(1, 0), fits, SearchMode.HYBRID, 5,
        Filters.NONE, alpha, "m", tuning), RULES, Precision.FULL);
  }
}
