package io.sluice.evaluation;

import io.sluice.bus.Bus;
import io.sluice.evaluation.Asking.Asked;
import io.sluice.evaluation.Evaluated.Difference;
import io.sluice.evaluation.Evaluated.Outcome;
import io.sluice.evaluation.Loading.Loaded;
import io.sluice.evaluation.dataset.Dataset;
import io.sluice.evaluation.measure.Metric;
import io.sluice.evaluation.measure.Scores;
import io.sluice.evaluation.measure.Significance;
import io.sluice.message.Embedding;
import io.sluice.message.Embedding.DescribeModel;
import io.sluice.message.Retrieval;
import io.sluice.message.Retrieval.CollectionSummary;
import io.sluice.message.Retrieval.ListCollections;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The way of an evaluation. It speaks to the gateway over its bus, as every other part does; its
 * methods wait, and want a thread of their own.
 */
public final class Evaluation {
  private static final int NAMED_FAILURES = 3;

  private final Calls calls;
  private final Options options;
  private final Progress progress;

  public Evaluation(Bus bus, Options options, Progress progress) {
    this.calls = new Calls(bus);
    this.options = options;
    this.progress = progress;
  }

  /**
   * How it is done.
   *
   * @param k how many passages each question asks for
   * @param precisionDepth how many documents the precision is of
   * @param parallel how many questions are asked at once
   */
  public record Options(int k, int precisionDepth, int parallel) {}

  /**
   * Takes the documents in and measures each run.
   *
   * @throws EvaluationFailed where there can be no numbers
   */
  public Evaluated evaluate(Dataset dataset, Target target, List<Run> runs) throws IOException {
    var collection = target.collection();
    var loaded = new Loading(calls, progress, collection).load(dataset);
    if (dataset.documents() != null && loaded.failures().size() == dataset.documentCount()) {
      throw new EvaluationFailed(
          "no document could be taken in: " + loaded.failures().getFirst());
    }
    new Renewal(calls, progress, target).await();
    var summary = summary(dataset, collection, loaded);
    var asking = new Asking(calls, progress, collection, options);
    var asked = new ArrayList<Asked>();
    for (var run : runs) {
      asked.add(asking.ask(run, dataset.questions()));
    }
    var latencies = new Timing(asking, progress).measure(runs, dataset.questions());
    var outcomes = new ArrayList<Outcome>();
    for (var i = 0; i < runs.size(); i++) {
      var scores = asked.get(i).scores();
      outcomes.add(new Outcome(runs.get(i), scores, asked.get(i).degraded(), latencies.get(i),
          i == 0 ? null : difference(asked.getFirst().scores(), scores)));
    }
    var model = calls.need(Embedding.DESCRIBE_MODEL, new DescribeModel()).model();
    return new Evaluated(dataset.name(), dataset.format().name(), summary.documents(),
        summary.passages(), target.chunking(), model, dataset.questions(), outcomes,
        notes(dataset, loaded));
  }

  private CollectionSummary summary(Dataset dataset, String collection, Loaded loaded) {
    var summary = calls.need(Retrieval.LIST_COLLECTIONS, new ListCollections()).collections()
        .stream().filter(one -> one.name().equals(collection)).findFirst()
        .orElseThrow(() -> new EvaluationFailed("there is no collection " + collection));
    if (dataset.documents() != null
        && summary.documents() > dataset.documentCount() - loaded.failures().size()) {
      throw new EvaluationFailed("the collection '" + collection + "' holds "
          + summary.documents() + " documents, more than the " + dataset.documentCount()
          + " of the data set; keep another folder for it");
    }
    return summary;
  }

  private static Difference difference(List<Scores> first, List<Scores> other) {
    return new Difference(
        Significance.p(Metric.NDCG.each(first), Metric.NDCG.each(other)),
        Significance.p(Metric.MRR.each(first), Metric.MRR.each(other)));
  }

  private static List<String> notes(Dataset dataset, Loaded loaded) {
    var notes = new ArrayList<>(dataset.notes());
    var failures = loaded.failures();
    if (!failures.isEmpty()) {
      notes.add(failures.size() + " documents could not be taken in: " + String.join("; ",
          failures.subList(0, Math.min(NAMED_FAILURES, failures.size())))
          + (failures.size() > NAMED_FAILURES ? "; …" : ""));
    }
    if (loaded.unchanged() > 0) {
      notes.add(loaded.unchanged() + " documents were there already");
    }
    return notes;
  }
}
