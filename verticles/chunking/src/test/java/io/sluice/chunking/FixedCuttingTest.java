package io.sluice.chunking;

import static io.sluice.chunking.Structure.MARKDOWN;
import static io.sluice.chunking.Structure.PLAIN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class FixedCuttingTest {

  @Test
  void aWindowEndsBetweenParagraphsRatherThanLines() {
    var text = "one two three four five six seven eight nine\n\nten eleven\ntwelve thirteen fourteen fifteen";

    assertEquals("one two three four five six seven eight nine",
        Cuts.cut(Strategy.FIXED, 16, text, PLAIN).getFirst().text());
  }

  @Test
  void aWindowEndsBetweenLinesRatherThanSentences() {
    var text = "one two three four five six seven eight nine\nten. Eleven twelve thirteen fourteen fifteen";

    assertEquals("one two three four five six seven eight nine",
        Cuts.cut(Strategy.FIXED, 16, text, PLAIN).getFirst().text());
  }

  @Test
  void aWindowEndsBetweenSentencesRatherThanWords() {
    var text = "One two three four five six seven eight nine. Ten eleven twelve thirteen fourteen fifteen.";

    assertEquals(List.of("One two three four five six seven eight nine.",
        "Ten eleven twelve thirteen fourteen fifteen."),
        Cuts.texts(Cuts.cut(Strategy.FIXED, 16, text, PLAIN)));
  }

  @Test
  void aWindowEndsBetweenWordsRatherThanLetters() {
    for (var chunk : Cuts.cut(Strategy.FIXED, 16, "이어지는 낱말들 사이에서 ".repeat(20), PLAIN)) {
      assertTrue(chunk.text().matches("(이어지는|낱말들|사이에서).*(이어지는|낱말들|사이에서)"), chunk.text());
    }
  }

  @Test
  void anEmojiOfSeveralIsNotDivided() {
    for (var chunk : Cuts.cut(Strategy.FIXED, 32, "👩‍👩‍👧".repeat(50), PLAIN)) {
      assertEquals(0, chunk.text().length() % "👩‍👩‍👧".length());
    }
  }

  @Test
  void theNextWindowRepeatsTheEndOfTheLast() {
    var text = "Alpha is one. Beta is two. Gamma is three. Delta is four. Epsilon is five.";

    assertEquals(
        List.of("Alpha is one. Beta is two. Gamma is three.",
            "Gamma is three. Delta is four. Epsilon is five."),
        Cuts.texts(Cuts.cut(Strategy.FIXED, 16, 5, text, PLAIN)));
  }

  @Test
  void aWindowStandsUnderTheHeadingsAboveItsStart() {
    var text = "# T\n## A\none two three four five six seven\n\n## B\neight nine ten eleven\n### C\nx";

    assertEquals(
        List.of("# T/## A/one two three four five six seven []",
            "## B/eight nine ten eleven/### C/x []"),
        Cuts.lines(Cuts.cut(Strategy.FIXED, 18, text, MARKDOWN)));
    assertEquals(List.of("A"), Cuts
        .cut(Strategy.FIXED, 16, "# T\n## A\n" + "word ".repeat(30), MARKDOWN).get(1).heading());
  }
}
