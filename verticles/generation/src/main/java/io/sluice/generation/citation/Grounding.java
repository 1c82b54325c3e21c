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
 * in the question; and where passages are in the answer's language, so have some of its words.
 *
 * <p>Intentional: this finds what was made up, not what was misunderstood. To be run on a worker.
 */
public final class Grounding {
  private static final Pattern MARKER = Pattern.compile("\\[\\d{1,3}]");
  private static final Pattern NO_CLAIM = Pattern
      .compile("^\\s*(?:#{1,6}\\s|```|~~~|\\|?[-:| ]+\\|?$)|[:：]\\s*$");
  private static final Pattern LIST_MARK = Pattern.compile("^\\s*(?:[-*+•]|\\d{1,3}[.)])\\s+");
  /** In fewer words there is too little to compare. */
  private static final int LEAST_TERMS = 4;
  private static final double LEAST_SHARE = 0.3;

  private final Map<Integer, String> passages;
  private final String question;
  private final List<Citation> citations;
  private final Set<Integer> cited = new TreeSet<>();

  private Grounding(Map<Integer, String> passages, String question, List<Citation> citations) {
    this.passages = passages;
    this.question = question;
    this.citations = citations;
    citations.forEach(citation -> cited.addAll(citation.sources()));
  }

  /** What the check found. */
  public record Checked(boolean grounded, List<Unsupported> unsupported) {}

  /**
   * Checks an answer.
   *
   * @param passages what the model was shown, with titles, by number
   */
  public static Checked check(String answer, List<Citation> citations,
      Map<Integer, String> passages, String question) {
    var check = new Grounding(passages, question, citations);
    var unsupported = new ArrayList<Unsupported>();
    for (var sentence : Sentences.of(answer)) {
      var why = check.unsupported(sentence, answer);
      if (why != null) {
        unsupported.add(new Unsupported(sentence.start(), sentence.end(), why));
      }
    }
    return new Checked(!citations.isEmpty() && unsupported.isEmpty(), unsupported);
  }

  private @Nullable String unsupported(Span sentence, String answer) {
    var raw = sentence.of(answer);
    var words = LIST_MARK.matcher(MARKER.matcher(raw).replaceAll(" ")).replaceFirst("");
    if (NO_CLAIM.matcher(words).find() || words.chars().noneMatch(Character::isLetterOrDigit)) {
      return null;
    }
    var sources = sourcesOf(sentence);
    var texts = (sources.isEmpty() ? passages.keySet() : sources).stream()
        .map(number -> passages.getOrDefault(number, "")).toList();
    var missing = missingFact(words, texts);
    if (missing != null) {
      return missing + " is not in the sources";
    }
    return !sources.isEmpty() && sharesTooLittle(words, texts)
        ? "the sources say little of this"
        : null;
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

  private boolean sharesTooLittle(String words, List<String> texts) {
    if (!anyIn(Language.of(words), texts)) {
      return false;
    }
    var known = new HashSet<>(Terms.of(question));
    texts.forEach(text -> known.addAll(Terms.of(text)));
    var terms = Set.copyOf(Terms.of(words));
    return terms.size() >= LEAST_TERMS
        && terms.stream().filter(known::contains).count() < LEAST_SHARE * terms.size();
  }

  private static boolean anyIn(Language language, List<String> texts) {
    return texts.stream().anyMatch(text -> Language.of(text) == language);
  }

  private static String folded(String text) {
    return text.toLowerCase(Locale.ROOT).replaceAll("\\s+", "");
  }
}
