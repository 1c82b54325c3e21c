package io.sluice.retrieval;

import io.sluice.language.Language;
import io.sluice.message.Expansion;
import io.sluice.message.Expansion.Kind;
import io.sluice.message.Vector;
import io.sluice.retrieval.Fusion.Fused;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the best passages of a first search add to the question, as if the asker had said that they are
 * good (pseudo-relevance feedback): a vector that is a little nearer to theirs (Rocchio), and the words
 * that stand out in them.
 *
 * <p>Over Cranfield both legs alone had nDCG@10 .433, with the nearer vector for what they had found
 * .454 (.453 to .454 with 3 or 5 passages of weights from .2 to .5; .44 with 10), and searched again
 * with the words, too, .453 to .459, which takes many times as long. Over KorQuAD the keyword leg,
 * which runs alone there, fell from R@1 .920 to .877 at a word weight of .3: the passages of one
 * article share their words. So it is for where both legs run.
 *
 * <p>Only passages that the asker may see are in it, so nothing is told of others.
 */
final class BestPassages {

  private static final int PASSAGES_FOR_WORDS = 5;
  private static final int PASSAGES_FOR_VECTOR = 5;
  private static final int MOST_WORDS = 20;
  /** Of the word that stands out most; those of the question weigh 1. */
  private static final float WORD_WEIGHT = 0.15f;
  /** Of each passage's vector; that of the question weighs 1. */
  private static final float VECTOR_WEIGHT = 0.3f;

  private final Searchable searchable;
  private final List<Fused> best;

  /** Of those found, the best first. */
  BestPassages(Searchable searchable, List<Fused> found) {
    this.searchable = searchable;
    this.best = found;
  }

  private record Weighted(Language language, String term, double weight) {}

  /** Adds the words that stand out in them; says which. */
  Expansion addWords(Words words) throws IOException {
    var outstanding = outstanding();
    var added = new ArrayList<String>();
    if (!outstanding.isEmpty()) {
      var most = outstanding.getFirst().weight();
      for (var word : outstanding) {
        var weight = (float) (WORD_WEIGHT * word.weight() / most);
        if (words.add(word.language(), word.term(), weight)) {
          added.add(word.term());
        }
      }
    }
    return new Expansion(Kind.FEEDBACK, added);
  }

  /** By how often they occur there and how rare they are elsewhere. */
  private List<Weighted> outstanding() throws IOException {
    var counts = new HashMap<Language, Map<String, Double>>();
    for (var passage : searchable.passages(first(PASSAGES_FOR_WORDS))) {
      var language = Schema.wordsLanguage(Language.ofTag(passage.language()));
      var terms = Words.terms(passage.text(), language);
      var ofLanguage = counts.computeIfAbsent(language, _ -> new HashMap<>());
      terms.forEach(term -> ofLanguage.merge(term, 1.0 / terms.size(), Double::sum));
    }
    var all = new ArrayList<Weighted>();
    for (var language : counts.entrySet()) {
      for (var term : language.getValue().entrySet()) {
        var weight = term.getValue() * searchable.rarity(term.getKey(), language.getKey());
        if (weight > 0) {
          all.add(new Weighted(language.getKey(), term.getKey(), weight));
        }
      }
    }
    return all.stream().sorted(Comparator.comparingDouble(Weighted::weight).reversed())
        .limit(MOST_WORDS).toList();
  }

  /** The question's vector, moved towards theirs. */
  Vector nearer(Vector question) throws IOException {
    return nearer(question, searchable.vectors(first(PASSAGES_FOR_VECTOR)));
  }

  /** The same, of the vectors of all that were found. */
  Vector nearer(Vector question, Map<Integer, Vector> vectors) {
    var sum = question.values().clone();
    for (var one : first(PASSAGES_FOR_VECTOR)) {
      var other = vectors.get(one.doc());
      for (var d = 0; other != null && d < sum.length; d++) {
        sum[d] += VECTOR_WEIGHT * other.at(d);
      }
    }
    return unit(sum);
  }

  private List<Fused> first(int count) {
    return best.subList(0, Math.min(count, best.size()));
  }

  private static Vector unit(float[] values) {
    var square = 0.0;
    for (var value : values) {
      square += value * value;
    }
    var length = (float) Math.sqrt(square);
    for (var i = 0; i < values.length; i++) {
      values[i] /= length;
    }
    return Vector.of(values);
  }
}
