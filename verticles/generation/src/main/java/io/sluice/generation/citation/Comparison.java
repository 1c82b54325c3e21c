package io.sluice.generation.citation;

import io.sluice.language.Language;
import io.sluice.language.Sentences;
import io.sluice.message.Vector;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/**
 * What is to be embedded to see how near an answer's sentences come to those of the passages they cite.
 * Sentences of one language are compared: those of two are further apart, whatever they say.
 */
public final class Comparison {
  /** Of a line that is longer, if it is a sentence at all, the beginning has to do. */
  private static final int LONGEST = 1000;

  private final Map<String, Integer> texts = new LinkedHashMap<>();
  private final Map<Claim, List<String>> candidates = new LinkedHashMap<>();

  private Comparison() {}

  /**
   * A comparison of those claims that are in one of these languages.
   *
   * @param languages tags of what the embedding model understands
   */
  static Comparison of(List<Claim> claims, Map<Integer, String> passages, List<String> languages) {
    var comparison = new Comparison();
    var sentences = new HashMap<Integer, List<String>>();
    for (var claim : claims) {
      if (claim.isOpen() && languages.contains(claim.language().tag())) {
        var cited = claim.sources().stream()
            .flatMap(number -> sentences.computeIfAbsent(number,
                _ -> sentences(passages.getOrDefault(number, ""))).stream())
            .filter(sentence -> Language.of(sentence) == claim.language()).distinct().toList();
        comparison.put(claim, cited);
      }
    }
    return comparison;
  }

  /** Each text once. */
  public List<String> texts() {
    return List.copyOf(texts.keySet());
  }

  public Set<Language> languages() {
    var languages = new LinkedHashSet<Language>();
    candidates.keySet().forEach(claim -> languages.add(claim.language()));
    return languages;
  }

  /**
   * What comes of it.
   *
   * @param vectors of the texts, in their order
   * @param unrelated the cosine of sentences of a language that have nothing to do with each other
   */
  public Nearness nearness(List<Vector> vectors, ToDoubleFunction<Language> unrelated) {
    var known = new HashMap<Claim, Double>();
    candidates.forEach((claim, cited) -> {
      var own = vectors.get(place(claim.words()));
      var best = cited.stream().mapToDouble(text -> own.dot(vectors.get(place(text)))).max()
          .orElse(0);
      var zero = unrelated.applyAsDouble(claim.language());
      known.put(claim, (best - zero) / Math.max(0.01, 1 - zero));
    });
    return new Nearness(known);
  }

  private void put(Claim claim, List<String> cited) {
    if (!cited.isEmpty()) {
      candidates.put(claim, cited);
      add(claim.words());
      cited.forEach(this::add);
    }
  }

  private void add(String text) {
    texts.putIfAbsent(head(text), texts.size());
  }

  private int place(String text) {
    return texts.getOrDefault(head(text), 0);
  }

  private static List<String> sentences(String passage) {
    var sentences = new ArrayList<String>();
    for (var span : Sentences.of(passage)) {
      var sentence = head(span.of(passage));
      if (sentence.chars().anyMatch(Character::isLetterOrDigit)) {
        sentences.add(sentence);
      }
    }
    return sentences;
  }

  private static String head(String text) {
    if (text.length() <= LONGEST) {
      return text;
    }
    var splits = Character.isHighSurrogate(text.charAt(LONGEST - 1));
    return text.substring(0, splits ? LONGEST - 1 : LONGEST);
  }
}
