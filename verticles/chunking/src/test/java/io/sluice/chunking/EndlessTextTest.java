package io.sluice.chunking;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts without words, sentences or lines, which take no longer than others. */
class EndlessTextTest {

  @ParameterizedTest
  @ValueSource(strings = {"가", "x", "=", "😀", "𠀀1", "a\u00a0", "e\u0301", "\u0301", "🇰🇷",
      "👩‍👩‍👧", " ", "\n",
      "#\n", "# a\n", "|a\n", "|a|b|\n|-|-|\n", "```\n", "a. ", "a\n\n", "\uD83D", "(", "> ",
      "- a\n"})
  void everyStrategyCutsIt(String part) {
    var text = part.repeat(30_000 / part.length());
    for (var strategy : Strategy.values()) {
      assertTimeoutPreemptively(Duration.ofMinutes(1),
          () -> Cuts.cut(strategy, 256, 32, text, Structure.MARKDOWN), strategy.name());
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"HEADING", "FIXED"})
  void aLongDocumentWithoutASpaceIsCut(Strategy strategy) {
    var text = "쉬지않고이어지는글자들".repeat(50_000);

    var chunks = assertTimeoutPreemptively(Duration.ofMinutes(2),
        () -> Cuts.cut(strategy, 256, text, Structure.MARKDOWN));

    assertTrue(chunks.size() > 1000);
    assertEquals(text, String.join("", Cuts.texts(chunks)));
  }

  @Test
  void aTokenizerThatIsFastOnWordsIsNotGivenAWordWithoutEnd() {
    var text = "가".repeat(1_000_000);

    assertEquals(257, assertTimeoutPreemptively(Duration.ofSeconds(20),
        () -> Math.min(257, new Tokens(text).count(0, text.length(), 256))));
  }
}
