package io.sluice.chunking;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GraphemesTest {

  @ParameterizedTest
  @ValueSource(strings = {"👩‍👩‍👧", "🇰🇷", "👍🏽", "e\u0301\u0302", "\u1112\u1161\u11ab", "\r\n",
      "𠀀", "1️⃣"})
  void aCutWithinACharacterMovesBeforeIt(String character) {
    var text = "가" + character + character + "나";
    for (var at = 1; at < text.length(); at++) {
      var inside = (at - 1) % character.length();
      assertEquals(at - inside, Graphemes.nearest(text, 0, at, text.length()), "at " + at);
    }
  }

  @Test
  void withNothingBeforeItTheCutIsBehindTheCharacter() {
    assertEquals(8, Graphemes.nearest("👩‍👩‍👧가", 0, 4, 9));
  }

  @Test
  void aCharacterWithoutAnEndIsCutBetweenCodePoints() {
    var text = "𠀀" + "\u0301".repeat(1000);

    assertEquals(500, Graphemes.nearest(text, 0, 500, text.length()));
    assertEquals(2, Graphemes.nearest(text, 0, 1, 2));
  }

  @Test
  void aRowOfFlagsIsCutBetweenFlags() {
    var text = "가" + "🇰🇷".repeat(100);

    assertEquals(201, Graphemes.nearest(text, 0, 203, text.length()));
    assertEquals(201, Graphemes.nearest(text, 0, 201, text.length()));
  }
}
