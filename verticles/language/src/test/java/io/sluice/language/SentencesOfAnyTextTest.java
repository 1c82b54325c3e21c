package io.sluice.language;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for the sentences of every text, tried on random mixtures and on very long ones. */
class SentencesOfAnyTextTest {

  private static final String[] PIECES = {"휴가는", "했다.", "요", "죠!", "ㅋㅋ", "\u1112\u1161\u11AB",
      "Mr.", "U.S.", "the",
      "End", "3.14", "2026.", "3.", ".", "...", "…", "?", "!", "。", "“", "”", "\"", "'", "(", ")",
      "**", "_", "😀",
      "👩‍👩‍👧", "\uFE0F", "\uD83D", "\uDE00", " ", "  ", "\t", "\u00A0", "\u3000", "\n", "\r\n",
      "\r", "\u2028", "\n\n",
      "# ", "- ", "1. ", "가. ", "| ", "|", "> ", "```", "~~~", "---", "===", "https://a.b/c?d",
      "a@b.c", "日本", "e\u0301",
      "\u0000", ":", ","};

  @ParameterizedTest
  @ValueSource(ints = {3, 12, 60, 400})
  void theyAreInOrderAndLeaveNothingOutButBlanks(int pieces) {
    var random = new Random(pieces);
    for (int round = 0; round < 4_000; round++) {
      assertCovered(mixture(random, pieces));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"가", "a", " ", "\n", ".", "1", "1.", ".1", "-", "- ", "=", "*", "|", ">",
      "`", "```\n", "#", "\"",
      ".\"", ". ", "가.", "다.가", "😀", "\uD83D", "\r", "a.b", "U.S.", "…", "1. ", "!\uFE0F",
      "\u00A0", "1.1", "(1)"})
  void aMegabyteOfAnythingIsRead(String piece) {
    assertCovered(piece.repeat(1_000_000 / piece.length()));
  }

  @Test
  void aMegabyteOfProseKeepsItsSentences() {
    assertEquals(50_000, Sentences.of("휴가는 열다섯 일입니다. 정말 그래요? ".repeat(25_000)).size());
  }

  private static String mixture(Random random, int pieces) {
    var text = new StringBuilder();
    for (int i = random.nextInt(pieces) + 1; i > 0; i--) {
      text.append(PIECES[random.nextInt(PIECES.length)]);
    }
    return text.toString();
  }

  private static void assertCovered(String text) {
    int at = 0;
    for (var span : Sentences.of(text)) {
      assertTrue(span.start() >= at && span.length() > 0, () -> "overlaps or is empty: " + span);
      assertBlank(text, at, span.start());
      assertFalse(isBlank(text.charAt(span.start())) || isBlank(text.charAt(span.end() - 1)),
          () -> "not trimmed: " + span);
      assertFalse(splitsSurrogatePair(text, span.start()) || splitsSurrogatePair(text, span.end()),
          () -> "splits a pair: " + span);
      at = span.end();
    }
    assertBlank(text, at, text.length());
  }

  private static void assertBlank(String text, int start, int end) {
    for (int i = start; i < end; i++) {
      int left = i;
      assertTrue(isBlank(text.charAt(i)), () -> "left out at " + left);
    }
  }

  private static boolean isBlank(char c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c);
  }

  private static boolean splitsSurrogatePair(String text, int at) {
    return at > 0 && at < text.length()
        && Character.isSurrogatePair(text.charAt(at - 1), text.charAt(at));
  }
}
