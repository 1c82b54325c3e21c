package io.sluice.generation.citation;

import io.sluice.language.Language;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The names in a sentence, as far as they can be told by their looks: words in Latin letters with a
 * capital that does not just begin the sentence, addresses, identifiers with digits, and in Korean teams
 * and people ({@code 인사팀}, {@code 김민수 씨}).
 */
final class Names {
  private static final Pattern LATIN = Pattern
      .compile(
          "(?<![\\p{IsLatin}\\d])\\p{IsLatin}[\\p{IsLatin}\\d]{0,60}(?:[-._@&/][\\p{IsLatin}\\d]{1,60}){0,6}");
  private static final Pattern KOREAN = Pattern.compile("[가-힣]{2,10}팀(?!원|장)|[가-힣]{2,4}(?=\\s씨)");
  private static final Pattern IDENTIFIER = Pattern.compile(".*(?:\\d|@|\\p{Lu}.*\\p{Lu}).*");

  private Names() {}

  static List<String> of(String sentence) {
    var names = new ArrayList<String>();
    var korean = Language.of(sentence) == Language.KOREAN;
    var first = true;
    for (var found : LATIN.matcher(sentence).results().toList()) {
      var word = found.group();
      var begins = first && !korean;
      first = endsBefore(sentence, found.end());
      if (word.length() > 1 && (IDENTIFIER.matcher(word).matches()
          || (!begins && Character.isUpperCase(word.charAt(0))))) {
        names.add(word);
      }
    }
    KOREAN.matcher(sentence).results().forEach(found -> names.add(found.group()));
    return names;
  }

  /** After a colon or a dash a capital says nothing, either. */
  private static boolean endsBefore(String sentence, int end) {
    for (var at = end; at < sentence.length() && at < end + 3; at++) {
      if (":;–—\n\"“(".indexOf(sentence.charAt(at)) >= 0) {
        return true;
      }
    }
    return false;
  }
}
