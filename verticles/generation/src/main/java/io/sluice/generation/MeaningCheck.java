package io.sluice.generation;

import io.sluice.bus.Bus;
import io.sluice.generation.citation.Comparison;
import io.sluice.generation.citation.Grounding;
import io.sluice.generation.citation.Nearness;
import io.sluice.generation.citation.Unrelated;
import io.sluice.language.Language;
import io.sluice.message.CallInfo;
import io.sluice.message.Embedding;
import io.sluice.message.Embedding.DescribeModel;
import io.sluice.message.Embedding.Embed;
import io.sluice.message.Embedding.Embedded;
import io.sluice.message.Embedding.ModelDescribed;
import io.sluice.message.Embedding.Purpose;
import io.sluice.message.Refusal.Internal;
import io.sluice.message.Refusal.Overloaded;
import io.sluice.message.Reply;
import io.sluice.message.Reply.Answered;
import io.sluice.message.Reply.Refused;
import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares the sentences of an answer with those it cites, by their vectors: all in one request, within
 * a time. A sentence whose language the embedding model does not understand is not compared, which is
 * nothing given up. Safe for any thread.
 */
final class MeaningCheck {
  private static final Logger LOG = LoggerFactory.getLogger(MeaningCheck.class);
  /** By the bundled model 60 sentences took 0.4 s on two busy cores: more would be late anyway. */
  private static final int MOST_TEXTS = 300;
  /** Of the asker's time, too, something has to be left. */
  private static final int SHARE = 2;

  private final Bus bus;
  private final WorkerExecutor workers;
  private final Duration within;
  /** Where the scale of a model begins; a node has one model, and seldom another one after it. */
  private final Map<Scale, Double> scales = new ConcurrentHashMap<>();

  MeaningCheck(Bus bus, WorkerExecutor workers, CheckConfig config) {
    this.bus = bus;
    this.workers = workers;
    this.within = config.within();
  }

  private record Scale(String model, Language language) {}

  /** How near they are; refused where that could not be told in time. The future does not fail. */
  Future<Reply<Nearness>> compare(Grounding grounding, CallInfo call) {
    if (!grounding.isOpen()) {
      return done(Reply.of(Nearness.UNKNOWN));
    }
    var left = call.remaining().dividedBy(SHARE);
    var limited = call.atMost(left.compareTo(within) < 0 ? left : within);
    return bus.ask(Embedding.DESCRIBE_MODEL, new DescribeModel(), limited)
        .compose(reply -> switch (reply) {
          case Refused<ModelDescribed>(var why) -> done(Reply.<Nearness>refused(why));
          case Answered<ModelDescribed>(ModelDescribed model) -> workers
              .executeBlocking(() -> grounding.comparison(model.languages()), false)
              .compose(read -> compare(Objects.requireNonNull(read), model.model(), limited));
        }).otherwise(failure -> {
          LOG.error("not compared requestId={}", call.requestId(), failure);
          return Reply.refused(new Internal("the sentences could not be compared"));
        });
  }

  private Future<Reply<Nearness>> compare(Comparison comparison, String model, CallInfo call) {
    var texts = comparison.texts();
    if (texts.isEmpty()) {
      return done(Reply.of(Nearness.UNKNOWN));
    }
    if (texts.size() > MOST_TEXTS) {
      return done(Reply.refused(
          new Overloaded("there are " + texts.size() + " sentences to compare", 1)));
    }
    var unmeasured = comparison.languages().stream()
        .filter(language -> !scales.containsKey(new Scale(model, language))).toList();
    var all = new ArrayList<>(texts);
    unmeasured.forEach(language -> all.addAll(Unrelated.in(language)));
    return bus.ask(Embedding.EMBED, new Embed(all, Purpose.PASSAGE), call)
        .compose(reply -> switch (reply) {
          case Refused<Embedded>(var why) -> done(Reply.<Nearness>refused(why));
          case Answered<Embedded>(Embedded embedded) -> embedded.vectors().size() == all.size()
              && embedded.model().equals(model)
                  ? workers.executeBlocking(() -> {
                    measure(unmeasured, texts.size(), embedded);
                    return Reply.of(nearness(comparison, embedded));
                  }, false).map(Objects::requireNonNull)
                  : done(Reply.<Nearness>refused(new Internal("the vectors are of another model")));
        });
  }

  private void measure(List<Language> unmeasured, int from, Embedded embedded) {
    var start = from;
    for (var language : unmeasured) {
      var end = start + Unrelated.in(language).size();
      scales.put(new Scale(embedded.model(), language),
          Unrelated.cosine(embedded.vectors().subList(start, end)));
      start = end;
    }
  }

  private Nearness nearness(Comparison comparison, Embedded embedded) {
    return comparison.nearness(embedded.vectors(),
        language -> scales.getOrDefault(new Scale(embedded.model(), language), 0.0));
  }

  private static <A> Future<A> done(A value) {
    return Future.succeededFuture(value);
  }
}
