package io.sluice.chunking;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.fail;

import io.sluice.chunking.SentenceVectors.Unavailable;
import java.util.List;
import org.junit.jupiter.api.Test;

class SemanticCuttingTest {
  private static final String TEXT = "휴가는 열다섯 일이다. 휴가는 미리 신청한다. 휴가는 이월된다. "
      + "서버는 매일 백업한다. 서버는 두 대이다. 서버는 서울에 있다.";

  @Test
  void passagesEndWhereTheTopicDoes() {
    var cut = cut(TEXT, 128, 8, SemanticCuttingTest::byTopic);

    assertEquals(Strategy.SEMANTIC, cut.by());
    assertNull(cut.givenUp());
    assertEquals(List.of("휴가는 열다섯 일이다. 휴가는 미리 신청한다. 휴가는 이월된다.",
        "서버는 매일 백업한다. 서버는 두 대이다. 서버는 서울에 있다."), Cuts.texts(cut.chunks()));
  }

  @Test
  void aPassageIsNotCutOffBelowTheLeast() {
    assertEquals(List.of(TEXT),
        Cuts.texts(cut(TEXT, 128, 100, SemanticCuttingTest::byTopic).chunks()));
  }

  @Test
  void aTopicOverTheLimitIsCutBetweenSentences() {
    var cut = cut("휴가는 열다섯 일이다. ".repeat(12), 40, 8, SemanticCuttingTest::byTopic);

    assertEquals(Strategy.SEMANTIC, cut.by());
    cut.chunks()
        .forEach(chunk -> assertEquals('.', chunk.text().charAt(chunk.text().length() - 1)));
  }

  @Test
  void beforeTheLimitItIsCutAtTheWidestGap() {
    var text = "가는 말이다. 나는 말이다. 다는 말이다. 라는 말이다. 마는 말이다. 바는 말이다. 사는 말이다. 아는 말이다.";
    var turn = text.indexOf("라");

    var cut = cut(text, 45, 40, sentences -> sentences.stream()
        .map(sentence -> new float[]{1, text.indexOf(sentence) < turn ? 0 : 0.5f}).toList());

    assertEquals("가는 말이다. 나는 말이다. 다는 말이다.", cut.chunks().getFirst().text());
  }

  @Test
  void sectionsAreNotJoined() {
    var cut = new Chunker(config(128, 8)).cut("# T\n## A\n휴가는 길다.\n## B\n휴가는 짧다.", "T",
        Structure.MARKDOWN, SemanticCuttingTest::byTopic);

    assertEquals(List.of("휴가는 길다. [A]", "휴가는 짧다. [B]"), Cuts.lines(cut.chunks()));
  }

  @Test
  void whereThereAreNoVectorsItCutsByParagraphsAndSaysSo() {
    var cut = cut(TEXT, 128, 8, _ -> {
      throw new Unavailable("embedding is down");
    });

    assertEquals(Strategy.PARAGRAPH, cut.by());
    assertEquals("embedding is down", cut.givenUp());
    assertEquals(List.of(TEXT), Cuts.texts(cut.chunks()));
  }

  @Test
  void aVectorTooFewIsNone() {
    var cut = cut(TEXT, 128, 8, sentences -> byTopic(sentences).subList(1, sentences.size()));

    assertEquals("there is not one vector of the same length for each sentence", cut.givenUp());
  }

  @Test
  void vectorsThatPointNowherePartNothing() {
    assertEquals(List.of(TEXT), Cuts.texts(cut(TEXT, 128, 8,
        sentences -> sentences.stream().map(_ -> new float[]{0, Float.NaN}).toList()).chunks()));
  }

  @Test
  void oneSentenceAsksForNothing() {
    assertEquals(1, cut("휴가는 길다.", 128, 8, _ -> fail("asked")).chunks().size());
  }

  private static Cut cut(String text, int max, int min, SentenceVectors vectors) {
    return new Chunker(config(max, min)).cut(text, "T", Structure.PLAIN, vectors);
  }

  private static ChunkingConfig config(int max, int min) {
    return new ChunkingConfig(Strategy.SEMANTIC, max, 0, min, 90);
  }

  private static List<float[]> byTopic(List<String> sentences) {
    return sentences.stream()
        .map(sentence -> sentence.startsWith("휴가") ? new float[]{1, 0.1f} : new float[]{0.1f, 1})
        .toList();
  }
}
