package io.sluice.language;

import java.util.Set;
import org.apache.lucene.analysis.CharArraySet;

/**
 * The words that hold a sentence together and say nothing about its subject.
 *
 * <p>English ones are listed in lower case and with a capital, never in capitals: "it" and "us" are
 * dropped, IT and US are a department and a country.
 */
final class FunctionWords {

  /** To be matched before lower-casing. */
  static final CharArraySet ENGLISH = inLowerCaseAndCapitalised("""
      a an the this that these those such
      and or but if so than then as because while
      of in on at to for from by with into about over under between during after before per via
      is are was were be been being am do does did has have had
      can could would should will shall may might must
      not no nor
      i me my we us our you your he him his she her it its they them their there here
      any some also just
      s t re ve ll d m don isn aren wasn weren doesn didn hasn haven hadn couldn wouldn shouldn""");

  /**
   * As Nori reads them: nouns without content and the stems of auxiliary verbs. Particles and endings
   * are no words to Nori and are dropped by their part of speech.
   */
  static final Set<String> KOREAN = Set.copyOf(WordList.of("""
      것 거 수 등 때 때문 경우 중 뿐 데 바 줄 지 점 번째
      이 그 저 나 너 저희 우리 여러분 자신 이것 그것 저것 여기 거기 저기 이곳 그곳
      하 되 있 이 아니 싶 주 보 위하 대하 통하 따르 관하 의하 인하 같"""));

  private static final CharArraySet ENGLISH_QUESTION_WORDS = inLowerCaseAndCapitalised(
      "what how when where who whom whose which why");

  private FunctionWords() {}

  /** Whether this stretch of {@code text} is a word that marks it as English. */
  static boolean isEnglish(String text, int start, int end) {
    var word = text.substring(start, Math.min(end, start + 10));
    return ENGLISH.contains(word) || ENGLISH_QUESTION_WORDS.contains(word);
  }

  private static CharArraySet inLowerCaseAndCapitalised(String words) {
    var set = new CharArraySet(256, false);
    for (var word : WordList.of(words)) {
      set.add(word);
      if (word.length() > 1 || word.equals("a") || word.equals("i")) {
        set.add(Character.toUpperCase(word.charAt(0)) + word.substring(1));
      }
    }
    return CharArraySet.unmodifiableSet(set);
  }
}
