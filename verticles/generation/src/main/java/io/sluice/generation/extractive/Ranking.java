package io.sluice.generation.extractive;

import io.sluice.language.QuestionKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * Ranks sentences by how well they answer a question.
 *
 * <p><b>Support.</b> A question is a handful of {@link Concept}s. Each weighs the more the rarer it is
 * among the sentences at hand, and most if it occurs nowhere: what every sentence mentions tells little,
 * and a question about something the passages never mention is not supported by the words that any
 * document has. A sentence meets a concept fully in its own words, less so by what stands above it, by
 * the sentences beside it, or by its passage at all: "It is 15 days." answers under the heading "Annual
 * leave". Its support is the share of the question's weight that it meets.
 *
 * <p>Numbers, what they count (15일) and single Latin letters support nothing by themselves: they stand in
 * any passage.
 *
 * <p>A question shares only its subject with the sentence that answers it; what it asks for, a number of
 * days, is in the answer alone. So a sentence that has an answer of the expected kind gains: a little
 * support, since subject and kind together are rarely met by chance, and more in rank.
 *
 * <p><b>Rank.</b> Sentences in another language than the question's come after those that say the same in
 * it. Among equals the order of the passages decides, which is the order of the search.
 *
 * <p>A term of one Hangul syllable weighs less: such stems (두, 타, 내리) and nouns (달, 밤) have many
 * meanings and meet by chance. So does what only an earlier question of the conversation named: "And sick
 * leave?" is less about the annual leave before it.
 *
 * <p>The constants were tried on a handbook's questions in two languages and on 300 of KorQuAD together;
 * moving one of them a step changes the share of right answers by less than two in a hundred.
 */
final class Ranking {
  private static final double BY_HEADING = 0.6;
  private static final double BY_NEIGHBOUR = 0.4;
  private static final double BY_PASSAGE = 0.3;
  private static final double KIND_SUPPORTS = 1.2;
  private static final double KIND_RANKS = 1.3;
  private static final double OTHER_LANGUAGE = 0.5;
  private static final double ONE_SYLLABLE = 0.3;
  private static final double OF_EARLIER_QUESTION = 0.5;

  private final Question question;
  private final List<Weighed> concepts;
  private final double whole;

  private Ranking(Question question, List<Sentence> sentences) {
    this.question = question;
    var asked = Concept.of(question.terms());
    var counts = asked.stream().anyMatch(Concept::isNumber);
    this.concepts = asked.stream().map(concept -> new Weighed(concept,
        this.weight(concept, sentences), concept.isName(counts))).toList();
    this.whole = concepts.stream().mapToDouble(Weighed::weight).sum();
  }

  /**
   * The sentences that have to do with the question, the best first.
   *
   * @param sentences in the order of the request, those of a passage together
   */
  static List<Ranked> of(Question question, List<Sentence> sentences) {
    var ranking = new Ranking(question, sentences);
    var ranked = new ArrayList<Ranked>();
    sentences.stream().collect(Collectors.groupingBy(Sentence::passage))
        .forEach((number, passage) -> ranked.addAll(ranking.rank(passage)));
    ranked.sort(Comparator.comparingDouble(Ranked::score).reversed()
        .thenComparingInt(one -> one.sentence().passage())
        .thenComparingInt(one -> one.sentence().place()));
    return ranked;
  }

  private List<Ranked> rank(List<Sentence> passage) {
    var passageTerms = new HashSet<String>();
    passage.forEach(sentence -> passageTerms.addAll(sentence.terms()));
    var ranked = new ArrayList<Ranked>();
    for (var i = 0; i < passage.size(); i++) {
      var before = i == 0 ? Set.<String>of() : passage.get(i - 1).terms();
      var after = i + 1 == passage.size() ? Set.<String>of() : passage.get(i + 1).terms();
      var sentence = passage.get(i);
      var support = support(term -> {
        if (sentence.terms().contains(term)) {
          return 1;
        } else if (sentence.headingTerms().contains(term)) {
          return BY_HEADING;
        } else if (before.contains(term) || after.contains(term)) {
          return BY_NEIGHBOUR;
        }
        return passageTerms.contains(term) ? BY_PASSAGE : 0;
      });
      if (support > 0) {
        ranked.add(rank(sentence, support));
      }
    }
    return ranked;
  }

  private double support(ToDoubleFunction<String> met) {
    var support = 0.0;
    var namesSomething = false;
    for (var concept : concepts) {
      var share = concept.concept().met(met);
      support += concept.weight() * share;
      namesSomething |= concept.isName() && share > 0;
    }
    return namesSomething ? support / whole : 0;
  }

  private Ranked rank(Sentence sentence, double support) {
    var isOfKind = question.kind() != QuestionKind.YES_NO_OR_OTHER
        && question.kind().looksAnsweredBy(sentence.text());
    var isInOtherLanguage = sentence.language() != question.language();
    var covered = concepts.stream().map(Weighed::concept)
        .filter(concept -> isIn(concept, sentence)).collect(Collectors.toSet());
    return new Ranked(sentence, covered, support * (isOfKind ? KIND_SUPPORTS : 1),
        support * (isOfKind ? KIND_RANKS : 1) * (isInOtherLanguage ? OTHER_LANGUAGE : 1));
  }

  private double weight(Concept concept, List<Sentence> sentences) {
    var seen = sentences.stream().filter(sentence -> isIn(concept, sentence)).count();
    var rarity = Math.log1p((double) sentences.size() / Math.max(seen, 1));
    return rarity * (concept.isOneSyllable() ? ONE_SYLLABLE : 1)
        * (question.askedTerms().contains(concept.term()) ? 1 : OF_EARLIER_QUESTION);
  }

  private static boolean isIn(Concept concept, Sentence sentence) {
    return concept.met(term -> sentence.terms().contains(term) ? 1 : 0) == 1;
  }

  /**
   * A sentence with what speaks for it.
   *
   * @param covered what of the question it names in its own words
   * @param support how much of the question it speaks about: nothing at 0, all of it at 1, and a little
   *        more with an answer of the expected kind
   * @param score by which it is ranked
   */
  record Ranked(Sentence sentence, Set<Concept> covered, double support, double score) {}

  /**
   * A concept of the question.
   *
   * @param isName whether it can say by itself what is spoken of
   */
  private record Weighed(Concept concept, double weight, boolean isName) {}
}
