package io.sluice.retrieval;

import io.sluice.message.Retrieval.FindPassages;
import io.sluice.message.Tuning;
import io.sluice.message.Tuning.Feedback;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How a search is done, by the rules of its collection and what the asker wants otherwise.
 *
 * @param space that of the vectors that are searched; null where none are
 * @param candidates how many passages each leg brings
 * @param feedback what the best passages add to the question
 * @param precision with which the nearest vectors are looked for
 */
record SearchPlan(Weights weights, @Nullable Space space, Fusion fusion, int candidates,
    Feedback feedback, Precision precision) {

  static SearchPlan of(FindPassages request, FindingRules rules, Precision precision) {
    var tuning = Objects.requireNonNullElse(request.tuning(), Tuning.NONE);
    var weights = Weights.of(request, tuning, rules);
    var blend = Objects.requireNonNullElse(tuning.blend(), rules.blend());
    return new SearchPlan(weights, weights.vector() == 0 ? null : Space.of(request),
        new Fusion(weights, blend,
            Objects.requireNonNullElse(tuning.rrfConstant(), rules.rrfConstant())),
        Math.max(request.k(),
            Objects.requireNonNullElse(tuning.candidatesPerLeg(), rules.candidatesPerLeg())),
        Objects.requireNonNullElse(tuning.feedback(),
            weights.areOfBothLegs() ? rules.feedback() : Feedback.OFF),
        precision);
  }
}
