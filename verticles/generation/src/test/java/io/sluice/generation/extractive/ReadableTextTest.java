package io.sluice.generation.extractive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReadableTextTest {

  @ParameterizedTest
  @CsvSource(delimiter = '⇒', value = {
      "- 회의실은 2시간까지 ⇒ 회의실은 2시간까지",
      "12) Close the window. ⇒ Close the window.",
      "나. 신청서를 낸다. ⇒ 신청서를 낸다.",
      "> - Quoted item ⇒ Quoted item",
      "2026 was dry. ⇒ 2026 was dry.",
      "**Never** share it. ⇒ **Never** share it.",
      "See [the guide](https://a.example/x) first. ⇒ See the guide first.",
      "![a chart](https://a.example/spy.png) It grew. ⇒ a chart It grew.",
      "It grew.[3] ⇒ It grew.(3)",
      "It grew [[1]2]. ⇒ It grew [(1)2].",
  })
  void aSentenceLosesTheMarksThatMeanNothingInAQuotation(String raw, String readable) {
    assertEquals(readable, ReadableText.sentence(raw));
  }

  @Test
  void softWrappedLinesBecomeOne() {
    assertEquals("one two three", ReadableText.sentence("> one\n> two\r\n\u00a0three"));
  }

  @Test
  void halvesOfSurrogatePairsAreReplaced() {
    assertEquals("a\uFFFDb😀\uFFFD", ReadableText.sentence("a\uD83Db😀\uDE00"));
  }

  @Test
  void anEndlessSentenceIsCutAtAWordAndSaysSo() {
    var text = ReadableText.sentence("word ".repeat(100_000));

    assertTrue(text.length() <= ReadableText.LONGEST + 2, () -> "length " + text.length());
    assertTrue(text.endsWith("word …"), text);
  }

  @Test
  void aCutNeverSplitsASurrogatePair() {
    var text = ReadableText.sentence("a" + "😀".repeat(1000));

    assertTrue(text.endsWith("😀 …"), text);
  }

  @Test
  void aTitleLosesItsHeadingMarks() {
    assertEquals("Fees", ReadableText.label("## Fees ##", 80));
  }
}
