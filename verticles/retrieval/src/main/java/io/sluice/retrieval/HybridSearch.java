package io.sluice.retrieval;

import io.sluice.message.CallInfo;
import io.sluice.message.Expansion;
import io.sluice.message.Expansion.Kind;
import io.sluice.message.Hit;
import io.sluice.message.Hit.Why;
import io.sluice.message.Reply;
import io.sluice.message.Retrieval.FindPassages;
import io.sluice.message.Retrieval.PassagesFound;
import io.sluice.message.Tuning;
import io.sluice.retrieval.Fusion.Fused;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One search of a snapshot: the question's words and their synonyms, both legs, and once more with what
 * the best passages say. Without a vector there is the keyword leg alone, whatever was asked for.
 */
final class HybridSearch {

  private final FindPassages request;
  private final CallInfo call;
  private final Snapshot snapshot;
  private final FindingRules rules;
  private final Synonyms synonyms;
  private final Tuning tuning;
  private final Weights weights;
  /** That of the vectors that are searched; null where none are. */
  private final @Nullable Space space;
  private final List<Expansion> expansions = new ArrayList<>();

  HybridSearch(FindPassages request, CallInfo call, Snapshot snapshot, FindingRules rules,
      Synonyms synonyms) {
    this.request = request;
    this.call = call;
    this.snapshot = snapshot;
    this.rules = rules;
    this.synonyms = synonyms;
    this.tuning = Objects.requireNonNullElse(request.tuning(), Tuning.NONE);
    this.weights = Weights.of(request, rules);
    this.space = weights.vector() == 0 ? null : Space.of(request);
  }

  /** Blocks, on one of these workers. */
  Reply<PassagesFound> run(Workers workers) throws IOException, InterruptedException {
    var blend = Objects.requireNonNullElse(tuning.blend(), rules.blend());
    var legs = new Legs(snapshot.searcher(), workers,
        Visibility.wanted(request.filters(), call), weights,
        new Fusion(weights, blend, rules.rrfConstant()), space,
        Math.max(request.k(), rules.candidatesPerLeg()));
    return find(legs);
  }

  private Reply<PassagesFound> find(Legs legs) throws IOException, InterruptedException {
    var words = Words.of(request.query());
    note(synonyms.addTo(words, request.query()));
    var found = legs.search(words, request.vector());
    if (weights.keyword() > 0 && !words.isEmpty() && isWithoutWords(found)) {
      var nearest = new Spelling(snapshot.searcher().getIndexReader()).nearest(words);
      var corrected = legs.search(nearest, request.vector());
      if (!isWithoutWords(corrected)) {
        words = nearest;
        found = corrected;
        note(new Expansion(Kind.SPELLING, matched(found, words)));
      }
    }
    if (wantsFeedback() && !found.isEmpty() && !call.isLate()) {
      found = again(legs, words, found);
    }
    var otherModel = space == null ? null : snapshot.othersThan(space, call);
    return Reply.of(new PassagesFound(hits(found, words), snapshot.epoch(), otherModel,
        expansions.isEmpty() ? null : expansions));
  }

  private List<Fused> again(Legs legs, Words words, List<Fused> first)
      throws IOException, InterruptedException {
    var feedback = new Feedback(snapshot.searcher());
    var more = words.copy();
    if (weights.keyword() > 0) {
      note(feedback.addWords(first, more));
    }
    var again = new ArrayList<Fused>();
    for (var one : legs.search(more, feedback.nearer(request.vector(), space, first))) {
      again.add(again.size() < request.k() ? asAsked(one, feedback) : one);
    }
    return again;
  }

  /** With the score of the leg that the asker's own vector would have given. */
  private Fused asAsked(Fused one, Feedback feedback) throws IOException {
    var vector = request.vector();
    return vector == null || space == null || one.vector() == null
        ? one
        : new Fused(one.doc(), one.score(), one.keyword(),
            feedback.cosine(vector, space, one.doc()), one.keywordRank(), one.vectorRank());
  }

  /** Whether no passage has any of the words. */
  private static boolean isWithoutWords(List<Fused> found) {
    return found.stream().allMatch(one -> one.keyword() == null);
  }

  /** Only of what the asker may see: a nearest word may also be one of other documents. */
  private List<String> matched(List<Fused> found, Words words) throws IOException {
    return new MatchedTerms(snapshot.searcher()).of(found, words).stream().flatMap(List::stream)
        .distinct().toList();
  }

  private boolean wantsFeedback() {
    return Objects.requireNonNullElse(tuning.feedback(),
        weights.vector() > 0 ? rules.feedback() : rules.keywordFeedback());
  }

  private void note(Expansion expansion) {
    if (!expansion.words().isEmpty()) {
      expansions.add(expansion);
    }
  }

  private List<Hit> hits(List<Fused> found, Words words) throws IOException {
    var best = found.subList(0, Math.min(found.size(), request.k()));
    var matched = new MatchedTerms(snapshot.searcher()).of(best, words);
    var stored = snapshot.searcher().storedFields();
    var hits = new ArrayList<Hit>(best.size());
    for (var i = 0; i < best.size(); i++) {
      var one = best.get(i);
      var why = new Why(rank(one.keywordRank()), rank(one.vectorRank()), i + 1, matched.get(i));
      hits.add(new Hit(StoredPassage.read(stored, one.doc()), one.score(),
          new Hit.Legs(one.keyword(), one.vector(), null), why));
    }
    return hits;
  }

  private static @Nullable Integer rank(int rank) {
    return rank == 0 ? null : rank;
  }
}
