package io.sluice.language;

/**
 * A language the gateway analyses texts in.
 *
 * <p>A text is taken for Korean when at least a fifth of its words carry Hangul, those are no fewer than
 * its English function words, and the letters that are neither Hangul nor Latin are at most twice the
 * Hangul (大韓民國의 憲法은 is Korean). Words count, not letters, because a Hangul syllable stands for two or
 * three Latin letters: "Kubernetes Ingress Controller 설정 방법" is Korean with only an eighth of its letters
 * in Hangul. The function words tell it from English about a Korean term: "What does 연차 mean?".
 *
 * <p>Intentional: any other text in Latin letters is {@link #ENGLISH}, French and German too, because
 * English analysis serves them better than none; and a text without letters is {@link #OTHER}.
 */
public enum Language {
  KOREAN("ko"),
  ENGLISH("en"),
  OTHER("und");

  private static final int HANJA_PER_HANGUL = 2;
  private static final int WORDS_PER_HANGUL_WORD = 5;

  private final String tag;

  Language(String tag) {
    this.tag = tag;
  }

  /** Its BCP 47 tag. */
  public String tag() {
    return tag;
  }

  /** The language {@code text} is in. */
  public static Language of(String text) {
    var seen = ScriptCount.of(text);
    if (seen.hangulWords() > 0
        && seen.hangulLetters() * HANJA_PER_HANGUL >= seen.otherLetters()
        && seen.hangulWords() * WORDS_PER_HANGUL_WORD >= seen.words()
        && seen.hangulWords() >= seen.englishFunctionWords()) {
      return KOREAN;
    }
    return seen.latinLetters() > 0 && seen.latinLetters() >= seen.otherLetters() ? ENGLISH : OTHER;
  }

  /** The language with this tag, {@link #OTHER} if it is none of them; "ko-KR" is Korean too. */
  public static Language ofTag(String tag) {
    var end = tag.indexOf('-');
    var primary = end < 0 ? tag : tag.substring(0, end);
    for (var language : values()) {
      if (language.tag.equalsIgnoreCase(primary)) {
        return language;
      }
    }
    return OTHER;
  }
}
