package io.sluice.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ChatTextTest {

  @Test
  void withoutLimitsEverythingIsSaidAsItComes() {
    var text = new ChatText(List.of(), null);

    assertEquals("연차는 ", text.add("연차는 "));
    assertEquals("15일.", text.add("15일."));
    assertEquals("", text.rest());
    assertEquals(8, text.length());
    assertEquals("stop", text.finishReason(null));
  }

  @Test
  void theTextEndsBeforeTheFirstStopSequence() {
    assertEquals("one ", whole(List.of("three", "two"), null, "one two three"));
    assertEquals("", whole(List.of("one"), null, "one two"));
    assertEquals("첫 줄", whole(List.of("\n"), null, "첫 줄\n둘째 줄"));
    assertEquals("aa", whole(List.of("aab"), null, "aaaab"));
  }

  @Test
  void ofTwoThatEndTogetherTheLongerCounts() {
    assertEquals("x", whole(List.of("END", "<END"), null, "x<END"));
  }

  @Test
  void whatMayBecomeAStopSequenceIsHeldBack() {
    var text = new ChatText(List.of("STOP"), null);

    assertEquals("go ", text.add("go ST"));
    assertEquals("STA", text.add("A"));
    assertEquals("R", text.add("RS"));
    assertEquals("", text.add("TO"));
    assertEquals("", text.add("P and more"));
    assertEquals("", text.add("and more"));
    assertEquals("", text.rest());
    assertEquals(7, text.length());
  }

  @Test
  void whatWasHeldBackForNothingIsSaidInTheEnd() {
    var text = new ChatText(List.of("STOP"), null);

    assertEquals("go ", text.add("go STO"));
    assertEquals("STO", text.rest());
    assertEquals(6, text.length());
  }

  @Test
  void halfACharacterIsHeldBackUntilItIsWhole() {
    var text = new ChatText(List.of(), null);

    assertEquals("a", text.add("a\ud83d"));
    assertEquals("😀b", text.add("\ude00b"));
  }

  @Test
  void theTextIsCutAfterSoManyTokens() {
    var text = new ChatText(List.of(), 5);
    var said = text.add("one two three ") + text.add("four five six seven") + text.add("eight");

    assertTrue("one two three four five six".startsWith(said) && said.startsWith("one two three"),
        said);
    assertEquals("length", text.finishReason(null));
    assertEquals(said.length(), text.length());
    assertEquals("", text.rest());
  }

  @Test
  void aTextThatFitsIsNotTooLong() {
    var text = new ChatText(List.of(), 100);

    assertEquals("연차는 15일입니다.", text.add("연차는 15일입니다."));
    assertEquals("stop", text.finishReason(null));
  }

  @Test
  void itEndsAtTheSamePlaceHoweverItComes() {
    var random = new Random(7);
    for (var round = 0; round < 2_000; round++) {
      var text = letters(random, random.nextInt(60));
      var stops = IntStream.range(0, 1 + random.nextInt(4))
          .mapToObj(i -> letters(random, 1 + random.nextInt(4))).toList();
      var pieces = new ChatText(stops, null);
      var said = new StringBuilder();
      for (var at = 0; at < text.length();) {
        var to = Math.min(text.length(), at + 1 + random.nextInt(5));
        said.append(pieces.add(text.substring(at, to)));
        at = to;
      }
      said.append(pieces.rest());

      assertEquals(naive(stops, text), said.toString(), text + " " + stops);
      assertFalse(stops.stream().anyMatch(stop -> said.indexOf(stop) >= 0));
    }
  }

  /** Where the first one ends to end is cut, the longest of those that end there. */
  private static String naive(List<String> stops, String text) {
    for (var end = 1; end <= text.length(); end++) {
      var head = text.substring(0, end);
      var longest = stops.stream().filter(head::endsWith).mapToInt(String::length).max().orElse(0);
      if (longest > 0) {
        return head.substring(0, end - longest);
      }
    }
    return text;
  }

  private static String letters(Random random, int length) {
    return random.ints(length, 'a', 'd').collect(StringBuilder::new,
        StringBuilder::appendCodePoint, StringBuilder::append).toString();
  }

  private static String whole(List<String> stops, @Nullable Integer maxTokens, String answer) {
    var text = new ChatText(stops, maxTokens);
    return text.add(answer) + text.rest();
  }
}
