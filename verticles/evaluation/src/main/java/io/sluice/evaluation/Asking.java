package io.sluice.evaluation;

import io.sluice.evaluation.dataset.Question;
import io.sluice.evaluation.measure.Scores;
import io.sluice.message.Answering;
import io.sluice.message.Answering.SearchResult;
import io.sluice.message.Refusal;
import io.sluice.message.Reply.Answered;
import io.sluice.message.Reply.Refused;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;

/** Asks questions, several at once, and scores what is found. */
final class Asking {
  private final Calls calls;
  private final Progress progress;
  private final String collection;
  private final Evaluation.Options options;

  Asking(Calls calls, Progress progress, String collection, Evaluation.Options options) {
    this.calls = calls;
    this.progress = progress;
    this.collection = collection;
    this.options = options;
  }

  /**
   * What came of all questions, in their order.
   *
   * @param degraded how often what was given up
   */
  record Asked(List<Scores> scores, Map<String, Integer> degraded) {}

  Asked ask(Run run, List<Question> questions) {
    var scores = new AtomicReferenceArray<Scores>(questions.size());
    var degraded = new ConcurrentHashMap<String, Integer>();
    var done = new AtomicInteger();
    try (var work = new AtOnce(options.parallel())) {
      for (var i = 0; i < questions.size(); i++) {
        var at = i;
        work.run(() -> {
          var question = questions.get(at);
          var result = search(run, question);
          result.degraded().forEach(one -> degraded.merge(one.what(), 1, Integer::sum));
          scores.set(at, Scores.of(documents(result), judgements(question),
              options.precisionDepth()));
          progress.at(run.name(), done.incrementAndGet(), questions.size());
        });
      }
    }
    return new Asked(list(scores), Map.copyOf(degraded));
  }

  SearchResult search(Run run, Question question) {
    var request = run.search(question.text(), collection, options.k());
    return switch (calls.ask(Answering.SEARCH, request)) {
      case Answered<SearchResult>(SearchResult found) -> found;
      case Refused<SearchResult>(Refusal why) -> throw new EvaluationFailed(run.name()
          + ": question " + question.id() + ": " + why.message() + " (" + why.code() + ")");
    };
  }

  /** Ranked by their best passage. */
  private static List<String> documents(SearchResult result) {
    return result.hits().stream().map(hit -> hit.passage().document()).distinct().toList();
  }

  private static Map<String, Integer> judgements(Question question) {
    var judgements = new HashMap<String, Integer>();
    question.judgements().forEach((document, relevance) -> judgements
        .merge(GatewayIds.of(document), relevance, Math::max));
    return judgements;
  }

  private static List<Scores> list(AtomicReferenceArray<Scores> scores) {
    var list = new ArrayList<Scores>();
    for (var i = 0; i < scores.length(); i++) {
      list.add(scores.get(i));
    }
    return Collections.unmodifiableList(list);
  }
}
