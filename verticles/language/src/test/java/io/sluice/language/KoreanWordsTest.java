package io.sluice.language;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Words of one's own are words for the search and for answers. */
class KoreanWordsTest {

  @AfterEach
  void forget() {
    KoreanWords.choose(KoreanWords.of(List.of()));
  }

  @Test
  void aNameStaysWhole() throws Exception {
    assertFalse(indexed("누리별빛의 사용법").contains("누리별빛"));

    KoreanWords.choose(KoreanWords.of(List.of("누리별빛")));

    assertEquals(List.of("누리별빛", "사용", "법"), indexed("누리별빛의 사용법"));
  }

  @Test
  void aCompoundIsFoundByItsParts() throws Exception {
    KoreanWords.choose(KoreanWords.of(List.of("세종시청 세종시 청")));

    assertEquals(List.of("세종시", "청"), indexed("세종시청은"));
  }

  @Test
  void theDecomposedFormOfAWordIsTheWord() throws Exception {
    KoreanWords.choose(KoreanWords.of(
        List.of(Normalizer.normalize("누리별빛", Normalizer.Form.NFD))));

    assertEquals("누리별빛", indexed("누리별빛의").getFirst());
  }

  @Test
  void otherWordsHaveAnotherFingerprint() {
    assertEquals("", KoreanWords.chosenFingerprint());
    KoreanWords.choose(KoreanWords.of(List.of("누리별빛")));
    var one = KoreanWords.chosenFingerprint();
    KoreanWords.choose(KoreanWords.of(List.of("누리달빛")));

    assertNotEquals(one, KoreanWords.chosenFingerprint());
  }

  @Test
  void partsThatAreNotTheWordAreRefused() {
    var wrong = assertThrows(IllegalArgumentException.class,
        () -> KoreanWords.of(List.of("세종시청 세종 청")));

    assertTrue(String.valueOf(wrong.getMessage()).contains("'세종시청 세종 청'"),
        wrong.getMessage());
    assertThrows(IllegalArgumentException.class, () -> KoreanWords.of(List.of(" ")));
    assertThrows(IllegalArgumentException.class, () -> KoreanWords.of(List.of("#")));
  }

  /** On a thread of its own, since an analyzer keeps what a thread has begun with. */
  private static List<String> indexed(String text) throws Exception {
    try (var thread = Executors.newSingleThreadExecutor()) {
      return thread.submit(() -> tokens(text)).get();
    }
  }

  private static List<String> tokens(String text) throws IOException {
    var tokens = new ArrayList<String>();
    try (var stream = Analyzers.korean().tokenStream("text", text)) {
      var term = stream.addAttribute(CharTermAttribute.class);
      stream.reset();
      while (stream.incrementToken()) {
        tokens.add(term.toString());
      }
      stream.end();
    }
    return tokens;
  }
}
