package io.sluice.cache;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.sluice.cache.CacheConfig.Mode;
import io.sluice.cache.Histories.Collection;
import io.sluice.cache.alike.Asked;
import io.sluice.cache.alike.Candidates;
import io.sluice.cache.alike.Judge;
import io.sluice.cache.alike.Match;
import io.sluice.cache.alike.Verdict;
import io.sluice.message.Caching.Candidate;
import io.sluice.message.Caching.CompareAnswer;
import io.sluice.message.Caching.KeptAnswer;
import io.sluice.message.Caching.Likening;
import io.sluice.message.Caching.LookUp;
import io.sluice.message.Caching.LookedUp;
import io.sluice.message.Caching.QuestionKept;
import io.sluice.message.Caching.Scope;
import io.sluice.message.CallInfo;
import io.sluice.message.Embedding.Embedded;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The questions whose answers are kept, to be found by what they mean. How much two must be alike is
 * learned for each collection from answers that were compared.
 */
final class AlikeQuestions {
  private static final Logger LOG = LoggerFactory.getLogger(AlikeQuestions.class);
  private static final int SHOWN = 3;
  /** To compare longer ones would keep others waiting, and they are hardly ever the same. */
  static final int LONGEST = 300;

  private final CacheConfig.Alike config;
  private final Map<Place, Candidates<String>> questions = new HashMap<>();
  /** By question, where it stands and whose answer it has, the latest last. */
  private final Map<String, Standing> standing = new LinkedHashMap<>();
  private final Map<Collection, Threshold> thresholds = new HashMap<>();
  private final long maxBytes;
  private long bytes;

  AlikeQuestions(CacheConfig.Alike config, long maxBytes, MeterRegistry registry) {
    this.config = config;
    this.maxBytes = maxBytes;
    Gauge.builder("rag.cache.semantic.off", this, AlikeQuestions::off)
        .description("Collections in which too many answers to like questions differed")
        .register(registry);
  }

  /** Questions that can be compared: their answers depend on the same, their vectors are of one model. */
  private record Place(String tenant, Scope scope, @Nullable String model) {
    static Place of(String tenant, Scope scope, @Nullable Embedded embedded) {
      return new Place(tenant, scope, embedded == null ? null : embedded.model());
    }
  }

  private record Standing(Place place, String answer, int bytes) {}

  /**
   * Its answer is the one from now on, whoever had one before. What was answered with what was said before
   * in mind is not given to anybody else.
   *
   * @return whether it can be found by what it means from now on
   */
  boolean add(String tenant, QuestionKept kept) {
    if (config.mode() == Mode.OFF || kept.question().length() > LONGEST
        || kept.scope().said() != null) {
      return false;
    }
    remove(kept.key());
    var place = Place.of(tenant, kept.scope(), kept.embedded());
    var there = new Standing(place, kept.id(), Weight.of(kept));
    standing.put(kept.key(), there);
    bytes += there.bytes();
    questions.computeIfAbsent(place, _ -> new Candidates<>()).add(kept.key(),
        Asked.of(kept.question()), vector(kept.embedded()), kept.says());
    while (bytes > maxBytes) {
      remove(standing.keySet().iterator().next());
    }
    return standing.containsKey(kept.key());
  }

  /** Where this answer is the one to its question, nobody is given it any more. */
  void remove(AnswerKey key) {
    var there = standing.get(key.question());
    if (there != null && there.answer().equals(key.id())) {
      remove(key.question());
    }
  }

  private void remove(String question) {
    var there = standing.remove(question);
    if (there != null) {
      bytes -= there.bytes();
      take(question, there.place());
    }
  }

  private void take(String question, Place place) {
    questions.computeIfPresent(place, (_, there) -> {
      there.remove(question);
      return there.size() == 0 ? null : there;
    });
  }

  /** The answer to a question that means the same. */
  Future<LookedUp> find(LookUp request, CallInfo call, Answers answers) {
    var scope = request.scope().alone();
    var there = questions.get(Place.of(call.tenant(), scope, request.embedded()));
    if (there == null || request.question().length() > LONGEST) {
      return Future.succeededFuture(new LookedUp(null, null, List.of()));
    }
    var now = Asked.of(request.question());
    // The same question is no like one: its answer is not given for another reason.
    var same = AnswerKey.of(scope, request.question(), call).question();
    var near = there.nearest(now, vector(request.embedded()), Candidates.CONSIDERED).stream()
        .filter(one -> !one.id().equals(same)).toList();
    var judge = Judge.of(there);
    var best = judge.best(now, near);
    var threshold = threshold(call.tenant(), scope);
    var shown = near.stream().limit(SHOWN)
        .map(one -> shown(one.asked(), judge.on(now, one.asked(), one.cosine()), threshold))
        .toList();
    if (best == null || best.verdict().veto() != null
        || !threshold.wouldPass(best.verdict().score())) {
      return Future.succeededFuture(new LookedUp(null, null, shown));
    }
    return kept(best, request, call, answers).map(kept -> threshold
        .passes(best.verdict().score())
            ? new LookedUp(kept.orElse(null), null, shown)
            : new LookedUp(null, kept.orElse(null), shown));
  }

  private Future<Optional<KeptAnswer>> kept(Match<String> match, LookUp request, CallInfo call,
      Answers answers) {
    var checked = ThreadLocalRandom.current().nextDouble() < config.compared();
    return answers.findLike(match.candidate().asked().text(), config.ttl(),
        match.verdict().score(), checked, request, call);
  }

  private static Candidate shown(Asked question, Verdict verdict, Threshold threshold) {
    return new Candidate(question.text(), verdict.score(), verdict.veto() != null
        ? verdict.veto()
        : threshold.passes(verdict.score())
            ? null
            : threshold.isOff()
                ? "too many answers to like questions have differed"
                : "not alike enough");
  }

  /** Learns from an answer that was compared with the question's own. */
  void learn(CompareAnswer request, String tenant) {
    var threshold = threshold(tenant, request.scope());
    var before = threshold.isOff();
    threshold.learn(request.score(), request.same());
    if (threshold.isOff() != before) {
      LOG.warn("answers to like questions are {} collection={} tenant={} compared={} different={}",
          before ? "given again" : "not given any more, since too many differed",
          request.scope().collection(), tenant, threshold.compared(),
          threshold.different());
    }
  }

  int size() {
    return questions.values().stream().mapToInt(Candidates::size).sum();
  }

  List<Likening> thresholds(String tenant) {
    return thresholds.entrySet().stream().filter(entry -> entry.getKey().tenant().equals(tenant))
        .map(entry -> new Likening(entry.getKey().name(), entry.getValue().value(),
            entry.getValue().isOff(), entry.getValue().compared(),
            entry.getValue().different()))
        .toList();
  }

  private Threshold threshold(String tenant, Scope scope) {
    return thresholds.computeIfAbsent(new Collection(tenant, scope.collection()),
        _ -> new Threshold(config.threshold(), config.falseHits()));
  }

  private double off() {
    return thresholds.values().stream().filter(Threshold::isOff).count();
  }

  private static float @Nullable [] vector(@Nullable Embedded embedded) {
    return embedded == null ? null : embedded.vectors().getFirst().values();
  }
}
