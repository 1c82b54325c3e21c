package io.sluice.chunking;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TokensTest {
  private static final Encoding ENCODING = Encodings.newLazyEncodingRegistry()
      .getEncoding(EncodingType.CL100K_BASE);
  private static final List<String> WORDS = List.of("휴가는 ", "며칠인가요?", " the", " quick", "ish", "'s",
      "'S", ".", ", ", "...\n", "\n", "\n\n", "\r\n", "  ", "\t", "\u00a0", "2026", "12.5", "③",
      "Ⅳ", "😀",
      "𠀀", "e\u0301", "漢字", "_", "://", "\u1112\u1161\u11ab", "١٢", "ſ", " 'll", "\u200d",
      "\u3000");

  @Test
  void theSumOfItsCellsIsTheCountOfAText() {
    for (var seed = 0; seed < 2000; seed++) {
      var text = text(new Random(seed));

      assertEquals(ENCODING.countTokensOrdinary(text),
          new Tokens(text).count(0, text.length(), Integer.MAX_VALUE), "seed " + seed);
    }
  }

  @Test
  void whatHasNoWordsIsCountedOnTheSafeSide() {
    for (var part : List.of("가", "x", "=", "휴가", "𠀀", "e\u0301", " ", "-=", "\u0301",
        "ab\u200d")) {
      var text = part.repeat(1000);

      assertTrue(new Tokens(text).count(0, text.length(), Integer.MAX_VALUE) >= ENCODING
          .countTokensOrdinary(text), part);
    }
  }

  @Test
  void theFurthestOneCanGoIsWithinTheLimitAndOneFurtherIsNot() {
    for (var seed = 0; seed < 500; seed++) {
      var random = new Random(seed);
      var text = text(random);
      var limit = 8 + random.nextInt(60);
      var tokens = new Tokens(text);
      var end = tokens.furthest(0, text.length(), limit);

      assertTrue(tokens.count(0, end, limit) <= limit, "seed " + seed);
      if (end < text.length()) {
        var next = text.offsetByCodePoints(end,
            Math.min(8, text.codePointCount(end, text.length())));
        assertTrue(tokens.count(0, next, limit) >= limit, "seed " + seed);
      }
      var start = tokens.furthestBack(0, text.length(), limit);
      assertTrue(tokens.count(start, text.length(), limit + 4) <= limit + 4, "seed " + seed);
    }
  }

  private static String text(Random random) {
    var text = new StringBuilder();
    for (var words = random.nextInt(300); words > 0; words--) {
      text.append(WORDS.get(random.nextInt(WORDS.size())));
    }
    return text.toString();
  }
}
