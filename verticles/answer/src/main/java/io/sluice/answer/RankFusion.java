package io.sluice.answer;

import io.sluice.message.Hit;
import io.sluice.message.Hit.Why;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * Makes one list of hits of several, by reciprocal ranks: each list gives a passage
 * {@code weight / (10 + rank)}. The score is a share of the most there could have been, so 1 is the first
 * of every list.
 *
 * <p>The constant is smaller than the usual 60, with which the first of one list would come behind the
 * sixtieth of a list of twice its weight.
 *
 * <p>A passage that several lists have keeps the legs and the explanation of the first of them, so that
 * those of the question itself are told wherever it found the passage.
 */
final class RankFusion {
  private static final int CONSTANT = 10;

  private RankFusion() {}

  /** A list of hits, the best first, and how much it counts. */
  record Ranking(double weight, List<Hit> hits) {}

  private record Key(String document, int version, String passage) {

    static Key of(Hit hit) {
      return new Key(hit.passage().document(), hit.passage().version(), hit.passage().id());
    }
  }

  /** The best {@code count}; where two are equal, the one of the earlier list. */
  static List<Hit> fuse(List<Ranking> rankings, int count) {
    var most = rankings.stream().mapToDouble(Ranking::weight).sum() / (CONSTANT + 1);
    var fused = new LinkedHashMap<Key, Hit>();
    for (var ranking : rankings) {
      for (var i = 0; i < ranking.hits().size(); i++) {
        var hit = ranking.hits().get(i);
        var share = ranking.weight() / (CONSTANT + i + 1) / most;
        fused.merge(Key.of(hit), scored(hit, share),
            (first, again) -> scored(first, first.score() + share));
      }
    }
    var best = fused.values().stream().sorted(Comparator.comparingDouble(Hit::score).reversed())
        .limit(count).toList();
    return ranked(best);
  }

  private static Hit scored(Hit hit, double score) {
    return new Hit(hit.passage(), score, hit.legs(), hit.why());
  }

  private static List<Hit> ranked(List<Hit> hits) {
    var ranked = new ArrayList<Hit>(hits.size());
    for (var hit : hits) {
      var why = hit.why();
      ranked.add(why == null
          ? hit
          : new Hit(hit.passage(), hit.score(), hit.legs(),
              new Why(why.keyword(), why.vector(), ranked.size() + 1, why.terms())));
    }
    return ranked;
  }
}
