package io.sluice.generation.citation;

import io.sluice.language.Language;
import io.sluice.language.Sentences;
import io.sluice.language.Span;
import io.sluice.language.Terms;
import io.sluice.message.AnswerEvent.Citation;
import io.sluice.message.AnswerEvent.Unsupported;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Whether the passages that an answer cites bear out what it says. The numbers and names of a sentence
 * have to be in the passages it cites, or, where it cites none itself, in one that the answer cites, or
 * in the question. What it says has to come near to one of their sentences, where somebody has compared
 * them; else, where passages are in the answer's language, they have to have some of its words. Where
 * they are in another one, and have none of its numbers, names or words, nobody can say whether it holds.
 *
 * <p>How near is measured. Of 46 sentences on ten short texts, half of them made up about the same
 * subject, the words alone let 92 % of the true ones pass and none of the others; compared, by the
 * bundled model and by bge-small-en-v1.5, 96 % and none. Of the titles of 283 Cranfield abstracts, each
 * held against its abstract without the title, 91.5 % pass by words, 90.8 % compared (bge 91.9 %). Held
 * against any other abstract 90.8 % are found by words, 95.4 % compared (bge 91.2 %); against the one with
 * most words in common, which is about the same, none by words and 13.1 % compared (bge 2.8 %). A lower
 * bound for sentences in other words lets more of what is true pass, and by bge a third of what is not.
 *
 * <p>Intentional: this finds what was made up, not what was misunderstood. To be run on a worker.
 */
public final class Grounding {
  private static final Pattern MARKER = Pattern.compile("\\s?\\[\\d{1,3}]");
  private static final Pattern NO_CLAIM = Pattern
      .compile("^\\s*(?:#{1,6}\\s|```|~~~|\\|?[-:| ]+\\|?$)|[:：]\\s*$");
  private static final Pattern LIST_MARK = Pattern.compile("^\\s*(?:[-*+•]|\\d{1,3}[.)])\\s+");
  /** In fewer words there is too little to compare. */
  private static final int LEAST_TERMS = 4;
  private static final double LEAST_SHARE = 0.3;
  /** Fewer words of another language say nothing, unless there are no more. */
  private static final int FEW_TERMS = 2;
  /** How near has to come what has words in common with its source, and what has not. */
  private static final double NEAR = 0.4;
  private static final double VERY_NEAR = 0.6;
  private static final double ROUNDED = 1000.0;

  private final Map<Integer, String> passages;
  private final String question;
  private final List<Citation> citations;
  private final Set<Integer> cited = new TreeSet<>();
  private final List<Claim> claims = new ArrayList<>();

  private Grounding(Map<Integer, String> passages, String question, List<Citation> citations) {
    this.passages = passages;
    this.question = question;
    this.citations = citations;
    citations.forEach(citation -> cited.addAll(citation.sources()));
  }

  /**
   * What the check found.
   *
   * @param support the share of what was checked that holds, by length; null where nothing was
   * @param foreign whether some of it could not be checked for its language, so it is not grounded
   */
  public record Checked(boolean grounded, List<Unsupported> unsupported,
      @Nullable Double support, boolean foreign) {}

  /**
   * Reads an answer, and checks what needs no comparison.
   *
   * @param cutShort whether there was more to come; the sentence that broke off does not hold
   * @param passages what the model was shown, with titles, by number
   */
  public static Grounding of(String answer, boolean cutShort, List<Citation> citations,
      Map<Integer, String> passages, String question) {
    var grounding = new Grounding(passages, question, citations);
    var sentences = Sentences.of(answer);
    var last = sentences.size() - 1;
    // Behind the last words a citation may stand alone.
    while (last > 0 && hasNoWords(MARKER.matcher(sentences.get(last).of(answer)).replaceAll(""))) {
      last--;
    }
    for (var i = 0; i < sentences.size(); i++) {
      var brokenOff = cutShort && i == last && !Ending.isWhole(sentences.get(i).of(answer));
      grounding.read(sentences.get(i), answer, brokenOff);
    }
    return grounding;
  }

  /**
   * What is to be compared.
   *
   * @param languages tags of those that who compares understands
   */
  public Comparison comparison(List<String> languages) {
    return Comparison.of(claims, passages, languages);
  }

  /** Whether there is anything to be compared, in whatever language. */
  public boolean isOpen() {
    return claims.stream().anyMatch(Claim::isOpen);
  }

  /** What comes of it. */
  public Checked checked(Nearness nearness) {
    var unsupported = new ArrayList<Unsupported>();
    var held = 0L;
    var all = 0L;
    var foreign = false;
    for (var claim : claims) {
      var why = why(claim, nearness);
      if (why != null) {
        unsupported.add(new Unsupported(claim.span().start(), claim.span().end(), why));
      }
      var isChecked = claim.isChecked(nearness);
      all += isChecked ? claim.weight() : 0;
      held += isChecked && why == null ? claim.weight() : 0;
      foreign |= claim.isUnknown(nearness);
    }
    return new Checked(!citations.isEmpty() && unsupported.isEmpty() && !foreign, unsupported,
        all == 0 ? null : Math.round(ROUNDED * held / all) / ROUNDED, foreign);
  }

  /** Why it does not hold; null where it does, or where nobody can say. */
  private static @Nullable String why(Claim claim, Nearness nearness) {
    if (claim.wrong() != null || claim.sources().isEmpty()) {
      return claim.wrong();
    }
    var near = nearness.of(claim);
    var holds = near == null
        ? !claim.hasOtherWords()
        : near >= (claim.hasOtherWords() ? VERY_NEAR : NEAR);
    return holds ? null : "the sources say little of this";
  }

  private void read(Span sentence, String answer, boolean brokenOff) {
    var raw = sentence.of(answer);
    var words = LIST_MARK.matcher(MARKER.matcher(raw).replaceAll("")).replaceFirst("").strip();
    if (NO_CLAIM.matcher(words).find() || hasNoWords(words)) {
      return;
    }
    var sources = sourcesOf(sentence);
    var texts = (sources.isEmpty() ? passages.keySet() : sources).stream()
        .map(number -> passages.getOrDefault(number, "")).toList();
    var terms = Set.copyOf(Terms.of(words));
    claims.add(new Claim(sentence, words, Language.of(words), sources,
        brokenOff ? "the answer was cut short here" : wrong(words, texts),
        terms.size() < LEAST_TERMS, hasOtherWords(words, terms, texts),
        isForeign(words, terms, texts)));
  }

  private static boolean hasNoWords(String text) {
    return text.chars().noneMatch(Character::isLetterOrDigit);
  }

  private @Nullable String wrong(String words, List<String> texts) {
    var missing = missingFact(words, texts);
    return missing == null ? null : missing + " is not in the sources";
  }

  private Set<Integer> sourcesOf(Span sentence) {
    var own = new TreeSet<Integer>();
    for (var citation : citations) {
      if (citation.start() < sentence.end() && citation.end() > sentence.start()) {
        own.addAll(citation.sources());
      }
    }
    return own.isEmpty() ? cited : own;
  }

  private @Nullable String missingFact(String words, List<String> texts) {
    var numbers = new HashSet<>(Numbers.in(question));
    texts.forEach(text -> numbers.addAll(Numbers.in(text)));
    for (var mention : Numbers.mentioned(words)) {
      if (mention.values().stream().noneMatch(numbers::contains)
          && !mention.values().contains("0")) {
        return mention.written();
      }
    }
    if (Language.of(words) != Language.KOREAN && !anyIn(Language.ENGLISH, texts)) {
      return null; // names are spelled otherwise there
    }
    var known = folded(question + "\n" + String.join("\n", texts));
    return Names.of(words).stream().filter(name -> !known.contains(folded(name))).findFirst()
        .orElse(null);
  }

  private boolean hasOtherWords(String words, Set<String> terms, List<String> texts) {
    if (terms.size() < LEAST_TERMS || !anyIn(Language.of(words), texts)) {
      return false;
    }
    var known = new HashSet<>(Terms.of(question));
    texts.forEach(text -> known.addAll(Terms.of(text)));
    return terms.stream().filter(known::contains).count() < LEAST_SHARE * terms.size();
  }

  /** The question is no evidence here: who makes something up repeats it. */
  private static boolean isForeign(String words, Set<String> terms, List<String> texts) {
    if (terms.isEmpty() || words.chars().noneMatch(Character::isLetter)
        || anyIn(Language.of(words), texts)) {
      return false;
    }
    return !hasNumberOf(words, texts) && !hasNamesOf(words, texts) && !hasWordsOf(terms, texts);
  }

  private static boolean hasNumberOf(String words, List<String> texts) {
    var numbers = new HashSet<String>();
    texts.forEach(text -> numbers.addAll(Numbers.in(text)));
    return Numbers.mentioned(words).stream()
        .anyMatch(mention -> mention.values().stream().anyMatch(numbers::contains));
  }

  private static boolean hasNamesOf(String words, List<String> texts) {
    var names = Names.of(words);
    var known = folded(String.join("\n", texts));
    return !names.isEmpty() && names.stream().allMatch(name -> known.contains(folded(name)));
  }

  private static boolean hasWordsOf(Set<String> terms, List<String> texts) {
    var known = new HashSet<String>();
    texts.forEach(text -> known.addAll(Terms.of(text)));
    var least = Math.min(terms.size(), Math.max(FEW_TERMS, LEAST_SHARE * terms.size()));
    return terms.stream().filter(known::contains).count() >= least;
  }

  private static boolean anyIn(Language language, List<String> texts) {
    return texts.stream().anyMatch(text -> Language.of(text) == language);
  }

  private static String folded(String text) {
    return text.toLowerCase(Locale.ROOT).replaceAll("\\s+", "");
  }
}
