package io.sluice.bus;

import io.sluice.message.AbRouting.ChangeExperiment;
import io.sluice.message.AbRouting.ChooseVariant;
import io.sluice.message.AbRouting.Difference;
import io.sluice.message.AbRouting.ExperimentChanged;
import io.sluice.message.AbRouting.ExperimentReport;
import io.sluice.message.AbRouting.ExperimentsFound;
import io.sluice.message.AbRouting.FindExperiments;
import io.sluice.message.AbRouting.Finding;
import io.sluice.message.AbRouting.Kind;
import io.sluice.message.AbRouting.Metric;
import io.sluice.message.AbRouting.MetricReport;
import io.sluice.message.AbRouting.Outcome;
import io.sluice.message.AbRouting.OutcomesRecorded;
import io.sluice.message.AbRouting.RecordOutcomes;
import io.sluice.message.AbRouting.ShadowRun;
import io.sluice.message.AbRouting.SplitReport;
import io.sluice.message.AbRouting.VariantChosen;
import io.sluice.message.AbRouting.VariantReport;
import io.sluice.message.AbRouting.Verdict;
import io.sluice.message.Answering.Shape;
import io.sluice.message.Expand;
import io.sluice.message.Message;
import io.sluice.message.Tier;
import io.sluice.message.Tuning;
import io.sluice.message.Tuning.Blend;
import io.sluice.message.Tuning.Feedback;
import io.sluice.message.Variation;
import java.time.Instant;
import java.util.List;

/** Messages of variants and experiments, the fullest of each type first. */
final class AbRoutingExamples {
  private static final Variation ALL_OTHERWISE = new Variation(12,
      new Tuning(Blend.CONVEX, Feedback.WORDS, 2.0, 0.5, 200, 20), false, Tier.COMPLEX,
      List.of("local", "openai"),
      "짧게", Expand.HYPOTHETICAL, true, new Shape(2, 1, 50, 0.75));

  static final List<Message> ALL = List.of(//
      new ChooseVariant("사용자:a", "규정", "b"), new ChooseVariant("", "default", null), //
      new VariantChosen("b", "답변-길이", ALL_OTHERWISE, new ShadowRun("e", "c", ALL_OTHERWISE)),
      VariantChosen.UNCOUNTED, //
      new RecordOutcomes(List.of(new Outcome("답변-길이", "b", Kind.LATENCY_MS, 812.5, "사용자:a"),
          new Outcome("답변-길이", "control", Kind.EXPOSED, 0))),
      new RecordOutcomes(List.of()), new OutcomesRecorded(), new FindExperiments(), //
      new ExperimentsFound(List.of(new ExperimentReport("답변-길이", true, false, Instant.EPOCH, 0.5,
          Metric.RATING, 0.1, 100,
          List.of(
              new VariantReport("control", 0.5, 1204,
                  List.of(new MetricReport(Metric.RATING, 1204, 3.5, 3.25, 3.75, null)), 400L, 0L),
              new VariantReport("b", 0.5, 1, List.of(new MetricReport(Metric.LATENCY, 1210, 4.0,
                  3.75, 4.25, new Difference(0.5, 0.25, 0.75, true, true))), null, null)),
          new SplitReport(0.5, false),
          new Verdict(Finding.BETTER, "b", "B is better.", "B가 낫습니다.")))),
      new ExperimentsFound(List.of()), //
      new ChangeExperiment("답변-길이", false, 0.25), new ChangeExperiment("e", null, null),
      new ExperimentChanged());

  private AbRoutingExamples() {}
}
