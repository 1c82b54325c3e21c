package io.sluice.generation.extractive;

import io.sluice.generation.extractive.Ranking.Ranked;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Chooses what is quoted: the best sentence, and of the others those that come close to it or, at a
 * little more distance, name something of the question that none of the chosen does. One that stands
 * out answers alone.
 *
 * <p>What was said is not said again. A sentence that another passage has too is quoted once and cites
 * both. One that has most of its terms in common with a chosen one is left out, unless its numbers
 * differ: "3 days in Korea" and "14 days abroad" are two facts, however alike they sound.
 *
 * <p>A sentence that introduces a list is quoted with it, and only as the best one; with a chosen item it
 * would add nothing.
 */
final class Selection {
  private static final double CLOSE = 0.85;
  private static final double CLOSE_FOR_SOMETHING_NEW = 0.7;
  private static final double ALIKE = 0.5;
  private static final Pattern NEITHER_LETTER_NOR_DIGIT = Pattern.compile("[^\\p{L}\\p{N}]+");

  private final List<Chosen> chosen = new ArrayList<>();

  private Selection() {}

  /**
   * What to quote, in reading order.
   *
   * @param ranked the best first, at least one
   */
  static List<Chosen> of(List<Ranked> ranked, int max) {
    var selection = new Selection();
    var best = ranked.getFirst().score();
    for (var candidate : ranked) {
      if (candidate.score() < CLOSE_FOR_SOMETHING_NEW * best) {
        break;
      }
      if (!selection.hasSaid(candidate.sentence()) && selection.chosen.size() < max
          && (candidate.score() >= CLOSE * best || selection.hasNotNamedAllOf(candidate))) {
        selection.choose(candidate);
      }
    }
    return selection.inReadingOrder();
  }

  private boolean hasSaid(Sentence sentence) {
    for (var one : chosen) {
      if (isSame(one.sentence(), sentence)) {
        one.passages().add(sentence.passage());
        return true;
      }
      if (one.sentence().items().contains(sentence) || areAlike(one.sentence(), sentence)) {
        return true;
      }
    }
    return !chosen.isEmpty() && !sentence.items().isEmpty();
  }

  private boolean hasNotNamedAllOf(Ranked candidate) {
    return candidate.covered().stream()
        .anyMatch(concept -> chosen.stream().noneMatch(one -> one.covered().contains(concept)));
  }

  private void choose(Ranked candidate) {
    chosen.add(new Chosen(candidate.sentence(), candidate.covered(),
        new TreeSet<>(Set.of(candidate.sentence().passage()))));
  }

  /** Best first, but what comes from one passage stands together and in its order. */
  private List<Chosen> inReadingOrder() {
    var ordered = new ArrayList<Chosen>();
    for (var first : chosen) {
      if (!ordered.contains(first)) {
        chosen.stream().filter(one -> one.sentence().passage() == first.sentence().passage())
            .sorted((a, b) -> Integer.compare(a.sentence().place(), b.sentence().place()))
            .forEach(ordered::add);
      }
    }
    return ordered;
  }

  private static boolean isSame(Sentence one, Sentence other) {
    return letters(one.text()).equals(letters(other.text()));
  }

  private static String letters(String text) {
    return NEITHER_LETTER_NOR_DIGIT.matcher(text).replaceAll("").toLowerCase(Locale.ROOT);
  }

  private static boolean areAlike(Sentence one, Sentence other) {
    var common = new HashSet<>(one.terms());
    common.retainAll(other.terms());
    var all = one.terms().size() + other.terms().size() - common.size();
    return common.size() >= ALIKE * all && numbers(one).equals(numbers(other));
  }

  private static Set<String> numbers(Sentence sentence) {
    return sentence.terms().stream().filter(term -> Character.isDigit(term.charAt(0)))
        .collect(Collectors.toSet());
  }

  /**
   * A sentence to be quoted.
   *
   * @param passages all that have it
   */
  record Chosen(Sentence sentence, Set<Concept> covered, NavigableSet<Integer> passages) {}
}
