package io.sluice.launcher;

import io.sluice.language.KoreanWords;
import io.sluice.strictjson.Check;
import io.sluice.strictjson.Check.Violation;
import java.util.List;

/**
 * How text is analysed.
 *
 * @param koreanWords words that Nori lacks, each alone or followed by its parts
 */
record LanguageConfig(List<String> koreanWords) {

  LanguageConfig {
    koreanWords = List.copyOf(Check.required("korean-words", koreanWords));
    try {
      KoreanWords.of(koreanWords);
    } catch (IllegalArgumentException e) {
      throw new Violation("korean-words", String.valueOf(e.getMessage()));
    }
  }

  /** For all that is analysed from now on. */
  void apply() {
    KoreanWords.choose(KoreanWords.of(koreanWords));
  }
}
