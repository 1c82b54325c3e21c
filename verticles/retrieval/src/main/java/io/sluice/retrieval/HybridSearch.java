package io.sluice.retrieval;

import static java.util.Objects.requireNonNull;

import io.sluice.message.CallInfo;
import io.sluice.message.Expansion;
import io.sluice.message.Expansion.Kind;
import io.sluice.message.Hit;
import io.sluice.message.Hit.Why;
import io.sluice.message.Reply;
import io.sluice.message.Retrieval.FindPassages;
import io.sluice.message.Retrieval.PassagesFound;
import io.sluice.message.Vector;
import io.sluice.retrieval.Fusion.Fused;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One search: the question's words and their synonyms, both legs, and what the best passages add. Without a vector there is the keyword leg alone, whatever was asked for.
 */
final class HybridSearch {

  private final FindPassages request;
  private final CallInfo call;
  private final SearchPlan plan;
  private final Synonyms synonyms;
  private final Searchable searchable;
  private final List<Expansion> expansions = new ArrayList<>();

  HybridSearch(FindPassages request, CallInfo call, SearchPlan plan, Synonyms synonyms,
      Searchable searchable) {
    this.request = request;
    this.call = call;
    this.plan = plan;
    this.synonyms = synonyms;
    this.searchable = searchable;
  }

  /** Blocks. */
  Reply<PassagesFound> run() throws IOException, InterruptedException {
    var words = Words.of(request.query());
    note(synonyms.addTo(words, request.query()));
    var found = searchable.search(words, request.vector());
    if (plan.weights().keyword() > 0 && !words.isEmpty() && isWithoutWords(found)) {
      var nearest = searchable.nearest(words);
      var corrected = searchable.search(nearest, request.vector());
      if (!isWithoutWords(corrected)) {
        words = nearest;
        found = corrected;
        note(new Expansion(Kind.SPELLING, matched(found, words)));
      }
    }
    if (!found.isEmpty() && !call.isLate()) {
      found = withFeedback(words, found);
    }
    return Reply.of(new PassagesFound(hits(found, words), searchable.epoch(),
        searchable.otherModel(),
        expansions.isEmpty() ? null : expansions, null));
  }

  private List<Fused> withFeedback(Words words, List<Fused> found)
      throws IOException, InterruptedException {
    var vector = plan.space() == null ? null : request.vector();
    return switch (plan.feedback()) {
      case OFF -> found;
      case MEANING -> vector == null ? found : inOrderOfMeaning(vector, found);
      case WORDS -> again(words, vector, found);
    };
  }

  private List<Fused> inOrderOfMeaning(Vector vector, List<Fused> found) throws IOException {
    var vectors = searchable.vectors(found);
    var nearer = new BestPassages(searchable, found).nearer(vector, vectors);
    var byWords = found.stream().filter(one -> one.keyword() != null)
        .sorted(Comparator.comparingInt(Fused::keywordRank))
        .map(one -> new Found(one.doc(), requireNonNull(one.keyword()))).toList();
    var byMeaning = vectors.entrySet().stream()
        .map(one -> new Found(one.getKey(), nearer.dot(one.getValue())))
        .sorted(Comparator.comparingDouble(Found::score).reversed()).toList();
    return asAsked(plan.fusion().fuse(byWords, byMeaning, plan.candidates()), vector, vectors);
  }

  private List<Fused> again(Words words, @Nullable Vector vector, List<Fused> first)
      throws IOException, InterruptedException {
    var best = new BestPassages(searchable, first);
    var more = words.copy();
    if (plan.weights().keyword() > 0) {
      note(best.addWords(more));
    }
    var again = searchable.search(more, vector == null ? null : best.nearer(vector));
    var wanted = again.subList(0, Math.min(again.size(), request.k()));
    return vector == null ? wanted : asAsked(wanted, vector, searchable.vectors(wanted));
  }

  /** With the scores of the leg that the asker's own vector would have given. */
  private static List<Fused> asAsked(List<Fused> found, Vector vector,
      Map<Integer, Vector> vectors) {
    return found.stream().map(one -> one.vector() == null
        ? one
        : new Fused(one.doc(), one.score(), one.keyword(),
            cosine(vector, vectors.get(one.doc())), one.keywordRank(), one.vectorRank()))
        .toList();
  }

  private static double cosine(Vector vector, @Nullable Vector other) {
    return other == null ? 0 : vector.dot(other);
  }

  /** Whether no passage has any of the words. */
  private static boolean isWithoutWords(List<Fused> found) {
    return found.stream().allMatch(one -> one.keyword() == null);
  }

  /** Only of what the asker may see: a nearest word may also be one of other documents. */
  private List<String> matched(List<Fused> found, Words words) throws IOException {
    return searchable.matched(found, words).stream().flatMap(List::stream)
        .distinct().toList();
  }

  private void note(Expansion expansion) {
    if (!expansion.words().isEmpty()) {
      expansions.add(expansion);
    }
  }

  private List<Hit> hits(List<Fused> found, Words words) throws IOException {
    var best = found.subList(0, Math.min(found.size(), request.k()));
    var matched = searchable.matched(best, words);
    var passages = searchable.passages(best);
    var hits = new ArrayList<Hit>(best.size());
    for (var i = 0; i < best.size(); i++) {
      var one = best.get(i);
      var why = new Why(rank(one.keywordRank()), rank(one.vectorRank()), i + 1, matched.get(i));
      hits.add(new Hit(passages.get(i), one.score(),
          new Hit.Legs(one.keyword(), one.vector(), null), why));
    }
    return hits;
  }

  private static @Nullable Integer rank(int rank) {
    return rank == 0 ? null : rank;
  }
}
