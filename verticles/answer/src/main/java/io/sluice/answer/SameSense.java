package io.sluice.answer;

import io.sluice.language.Language;
import io.sluice.language.Terms;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Whether two questions that are alike ask about the same things in the same way, by what a measure of
 * likeness takes lightly: a single letter that names something, a number, small words that turn a question
 * (without, only, must; 까지, 야 하), a word that the other one lacks, and who does it to whom. It rather
 * says no: then the question is answered for itself.
 */
final class SameSense {
  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]{1,64}");
  /** Labels, as in grade A or room 5. */
  private static final Pattern LABEL = Pattern
      .compile(
          "(?<![\\p{IsLatin}\\p{N}])(?:[A-HJ-Z]|[\\p{IsLatin}]*\\d[\\p{IsLatin}\\d]*)(?![a-z])");
  private static final Set<String> TURNS = Set.of("after", "before", "during", "until", "since",
      "within", "without", "with", "only", "all", "some", "any", "each", "every", "both", "no",
      "not", "never", "may", "must", "should", "might", "between", "under", "over", "above",
      "below", "than", "more", "less", "least", "most", "again", "still", "already", "first",
      "last", "other", "another", "except", "unless", "if", "from", "into", "out", "off", "he",
      "she", "they", "him", "her", "us", "them");
  private static final List<String> TURNS_IN_KOREAN = List.of("까지", "부터", "에서", "에게", "한테", "보다",
      "없이", "만 ", "전에", "후에", "뒤에", "동안", "이상", "이하", "미만", "초과", "야 하", "야 되", "도 되", "첫", "두 번",
      "세 번", "마지막", "다른", "모든", "일부", "안 ", "못 ", "지 않", "없", "금지");
  private static final Set<String> LIGHT = Set.of("get", "have", "receive", "give", "be", "do",
      "want", "like", "tell", "know", "please");

  private SameSense() {}

  /**
   * What speaks against it, in words for people; null where nothing does.
   *
   * @param answer what the other question was answered: a word that it has may stand for one of its
   */
  static @Nullable String objection(String now, String other, String answer) {
    if (!labels(now).equals(labels(other))) {
      return "they name different ones: " + labels(now) + " and " + labels(other);
    }
    if (!turns(now).equals(turns(other))) {
      return "small words turn them otherwise: " + turns(now) + " and " + turns(other);
    }
    var here = terms(now);
    var there = terms(other);
    var lacking = new ArrayList<>(there);
    lacking.removeAll(here);
    if (!lacking.isEmpty()) {
      return "it does not ask about " + String.join(", ", lacking);
    }
    var more = new ArrayList<>(here);
    more.removeAll(there);
    more.removeAll(Terms.of(answer));
    if (!more.isEmpty()) {
      return "its answer says nothing of " + String.join(", ", more);
    }
    return areSwapped(here, there, Language.of(now).tag().equals("ko"))
        ? "the same words, but in each other's place"
        : null;
  }

  private static Set<String> labels(String question) {
    var labels = new TreeSet<String>();
    LABEL.matcher(question).results().forEach(label -> labels.add(label.group()));
    return labels;
  }

  private static Set<String> turns(String question) {
    var turns = new TreeSet<String>();
    WORD.matcher(question.toLowerCase(Locale.ROOT)).results().map(word -> word.group())
        .filter(TURNS::contains).forEach(turns::add);
    TURNS_IN_KOREAN.stream().filter(question::contains).forEach(turns::add);
    return turns;
  }

  private static List<String> terms(String question) {
    return Terms.ofQuestion(question).stream().filter(term -> !LIGHT.contains(term)).toList();
  }

  /**
   * Whether two of the words have changed places, and no other has moved. A Korean word may count with its
   * parts, so there any that has moved is one too many.
   */
  private static boolean areSwapped(List<String> here, List<String> there, boolean korean) {
    if (here.size() != there.size() || !new HashSet<>(here).equals(new HashSet<>(there))) {
      return false;
    }
    var moved = 0;
    for (var i = 0; i < here.size(); i++) {
      moved += here.get(i).equals(there.get(i)) ? 0 : 1;
    }
    return moved == 2 || (korean && moved > 0);
  }
}
