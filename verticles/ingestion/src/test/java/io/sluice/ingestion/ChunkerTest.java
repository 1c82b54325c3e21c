package io.sluice.ingestion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChunkerTest {
  private static final Encoding TOKENS = Encodings.newLazyEncodingRegistry()
      .getEncoding(EncodingType.CL100K_BASE);
  private static final List<String> PARTS = List.of("휴가는 며칠인가요? ", "연차는 15일이다. ",
      "The quick brown fox. ",
      "word ", "가", "𠀀", "👩‍👩‍👧", "😀", "\n", "\r\n", "\n\n", "\r\n\r\n", "\n# 제목\n",
      "\r\n## Sub ##\r\n",
      "\n```\n# code\n```\n", "\n~~~\n", "| a | b |\n", "- item\n", "   ", "\t", "\u00a0", "\u3000",
      "https://example.com/a/b?c=d ", "supercalifragilistic".repeat(20), "=====\n", "> quote\n",
      ".",
      " ".repeat(300), "\n".repeat(50), "ㅋㅋㅋㅋ", "e\u0301", "0123456789".repeat(30));

  @Test
  void anyTextIsCutIntoWhatItConsistsOf() {
    for (var seed = 0; seed < 1000; seed++) {
      var random = new Random(seed);
      var text = text(random);
      var maxTokens = 16 + random.nextInt(100);
      var type = random.nextBoolean() ? MediaTypes.MARKDOWN : MediaTypes.TEXT;

      check(text, type, maxTokens, "seed " + seed);
    }
  }

  @ParameterizedTest
  @CsvSource({"가, 1000000", "x, 1000000", "😀, 100000", "=, 100000", "한글ABC, 100000", "𠀀1, 100000",
      "a\u00a0, 100000", "'ab \n', 100000"})
  void aMegabyteWithoutAnEndIsCutInTime(String part, int length) {
    var text = part.repeat(length / part.length());

    assertTimeoutPreemptively(Duration.ofSeconds(60),
        () -> check(text, MediaTypes.MARKDOWN, 256, part));
  }

  @Test
  void spacesAloneAreNoPassage() {
    for (var chunk : new Chunker(16).cut("a" + " ".repeat(10_000) + "b", "t", MediaTypes.TEXT)) {
      assertFalse(chunk.text().isBlank());
    }
  }

  @Test
  void whatFitsTogetherStaysTogether() {
    var chunks = new Chunker(64).cut("One.\n\nTwo.\n\nThree.", "t", MediaTypes.TEXT);

    assertEquals(List.of("One.\n\nTwo.\n\nThree."), chunks.stream().map(Chunk::text).toList());
  }

  @Test
  void longCodeIsCutBetweenLines() {
    var code = "```\n" + "var x = compute(1, 2);\n".repeat(40) + "```";

    for (var chunk : new Chunker(64).cut(code, "t", MediaTypes.MARKDOWN)) {
      assertTrue(chunk.text().endsWith(";") || chunk.text().endsWith("```"), chunk.text());
    }
  }

  @Test
  void aPassageStaysWithinItsSection() {
    var chunks = new Chunker(64).cut("# T\na\n## B\nb\n## C\nc", "T", MediaTypes.MARKDOWN);

    assertEquals(List.of("a []", "b [B]", "c [C]"),
        chunks.stream().map(chunk -> chunk.text() + " " + chunk.heading()).toList());
  }

  @Test
  void theHashIsOfTheWordsAndTheirHeadings() {
    var chunks = new Chunker(64).cut("## A\nx\n## B\nx\n## A\nx\n", "t", MediaTypes.MARKDOWN);

    assertEquals(chunks.get(0).hash(), chunks.get(2).hash());
    assertNotEquals(chunks.get(0).hash(), chunks.get(1).hash());
  }

  @Test
  void aHashTellsHeadingsAndWordsApart() {
    assertNotEquals(new Chunk(List.of("a", "b"), "c", 0, 1).hash(),
        new Chunk(List.of("a"), "bc", 0, 2).hash());
  }

  @Test
  void whatIsEmbeddedSaysWhatItIsAbout() {
    assertEquals("규정 > 휴가\n15일", new Chunk(List.of("휴가"), "15일", 0, 3).inContext("규정"));
  }

  private static void check(String text, String type, int maxTokens, String which) {
    var covered = new boolean[text.length()];
    for (var section : Sections.of(text, type)) {
      for (var at = section.body().start(); at < section.body().end(); at++) {
        covered[at] = isBlank(text.charAt(at));
      }
    }
    var inBody = new boolean[text.length()];
    for (var section : Sections.of(text, type)) {
      Arrays.fill(inBody, section.body().start(), section.body().end(), true);
    }
    var last = 0;
    for (var chunk : new Chunker(maxTokens).cut(text, "t", type)) {
      assertEquals(text.substring(chunk.start(), chunk.end()), chunk.text(), which);
      assertTrue(chunk.start() >= last && chunk.end() > chunk.start(), which);
      assertFalse(chunk.text().isBlank(), which);
      assertFalse(Character.isLowSurrogate(chunk.text().charAt(0)), which);
      assertFalse(Character.isHighSurrogate(chunk.text().charAt(chunk.text().length() - 1)), which);
      var tokens = TOKENS.countTokensOrdinary(chunk.text());
      assertTrue(tokens <= maxTokens, which + ": " + tokens + " of " + maxTokens);
      Arrays.fill(covered, chunk.start(), chunk.end(), true);
      last = chunk.end();
    }
    for (var at = 0; at < covered.length; at++) {
      assertTrue(covered[at] || !inBody[at], which + ": left out " + (int) text.charAt(at));
    }
  }

  private static boolean isBlank(char c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c);
  }

  private static String text(Random random) {
    var text = new StringBuilder();
    for (var parts = random.nextInt(60); parts > 0; parts--) {
      text.append(PARTS.get(random.nextInt(PARTS.size())));
    }
    return text.toString();
  }
}
