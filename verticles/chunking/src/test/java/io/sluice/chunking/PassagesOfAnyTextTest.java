package io.sluice.chunking;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;
import io.sluice.chunking.code.CodeLanguage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What holds for the passages of every text by every strategy, tried on random mixtures. */
class PassagesOfAnyTextTest {
  private static final Encoding TOKENS = Encodings.newLazyEncodingRegistry()
      .getEncoding(EncodingType.CL100K_BASE);

  private static final List<String> PROSE = List.of("휴가는 며칠인가요? ", "연차는 15일이다. ",
      "The quick brown fox. ", "word ", "가", "한글만이어진다", "𠀀", "👩‍👩‍👧", "😀", "🇰🇷",
      "🇰🇷🇺🇸🇯🇵",
      "👍🏽", "e\u0301", "n\u0303\u0301", "\u1112\u1161\u11ab", "\u1100\u1161", "\n", "\r\n",
      "\n\n",
      "\r\n\r\n", "\r", "\u2028", "\n# 제목\n", "\r\n## Sub ##\r\n", "\n### 셋\n", "\n#\n", "\n# T\n",
      "\n```\n# code\n\nmore();\n```\n", "\n~~~\n", "\n| a | b |\n|---|---|\n| 1 | 둘 |\n",
      "| 이름 | 일수 |\n", "|---|:-:|\n", "| x | y |\n", "- item\n", "   ", "\t", "\u00a0", "\u3000",
      "https://example.com/a/b?c=d ", "supercalifragilistic".repeat(20), "=====\n", "> quote\n",
      ".",
      " ".repeat(300), "\n".repeat(50), "ㅋㅋㅋㅋ", "0123456789".repeat(30), "\u0000", "\ufeff",
      "가나다라마바사".repeat(30), "-".repeat(200), "\u0301".repeat(3));

  private static final List<String> CODE = List.of("class A {\n", "fun f() {\n", "def g(x):\n",
      "  def h\n", "end\n", "}\n", "{", "}", "(", ")", "[", "]", ";\n", ";", "\n", "\n\n", "  ",
      "\"", "'", "`", "\"\"\"", "'''", "/*", "*/", "//", "#", "--", "\\", "${", "#{", "\\(",
      "R\"x(",
      ")x\"", "r#\"", "\"#", "@\"", "$$", "$a$", "<<EOF\n", "EOF\n", "<<<X\n", "X;\n", "<?php ",
      "?>",
      "=begin\n", "=end\n", "#define X \\\n", "@Test\n", "#[a]\n", "[A]\n", "// 한국어 주석 '\"{\n",
      "return /a[/]{2}/;\n", "x = 1\n", "CREATE TABLE t (a int);\n", "BEGIN\n", "END;\n", "GO\n",
      "if (a) {\n", "} else {\n", "구현", "void m(int a, String b) throws E {\n", "<T, U>", "::",
      "impl X for Y {\n", "namespace a::b {\n", "struct s *f(void)\n", "=", ": ", "😀", "e\u0301");

  private static final Pattern CHARACTER = Pattern.compile("\\X");

  @ParameterizedTest
  @EnumSource
  void proseIsCutIntoWhatItConsistsOf(Strategy strategy) {
    for (var seed = 0; seed < 500; seed++) {
      var random = new Random(seed);
      var text = mixture(random, PROSE, 60);
      var structure = random.nextBoolean() ? Structure.MARKDOWN : Structure.PLAIN;
      check(strategy, text, structure, random, "seed " + seed);
    }
  }

  @ParameterizedTest
  @EnumSource(CodeLanguage.class)
  void codeIsCutIntoWhatItConsistsOf(CodeLanguage language) {
    for (var seed = 0; seed < 150; seed++) {
      var random = new Random(seed);
      var text = mixture(random, CODE, 120);
      check(Strategy.CODE, text, Structure.code(language), random, language + " seed " + seed);
      check(Strategy.FIXED, text, Structure.code(language), random, language + " seed " + seed);
    }
  }

  private static void check(Strategy strategy, String text, Structure structure, Random random,
      String which) {
    var maxTokens = 16 + random.nextInt(100);
    var overlap = random.nextBoolean() ? 0 : random.nextInt(maxTokens / 2 + 1);
    var chunker = new Chunker(Cuts.config(strategy, maxTokens, overlap));
    var cut = chunker.cut(text, "T", structure, PassagesOfAnyTextTest::byLetters);

    assertEquals(cut, chunker.cut(text, "T", structure, PassagesOfAnyTextTest::byLetters), which);
    var overlaps = overlap > 0 && cut.by() != Strategy.CODE && cut.by() != Strategy.SEMANTIC;
    checkOrder(cut.chunks(), overlaps, which);
    for (var chunk : cut.chunks()) {
      checkOne(text, chunk, maxTokens, which);
    }
    checkCovered(text, cut, structure, which);
  }

  private static void checkOrder(List<Chunk> chunks, boolean overlaps, String which) {
    for (var i = 1; i < chunks.size(); i++) {
      var before = chunks.get(i - 1);
      var chunk = chunks.get(i);
      assertTrue(chunk.start() > before.start() && chunk.end() > before.end(), which);
      assertTrue(overlaps || chunk.start() >= before.end(), which);
    }
  }

  private static void checkOne(String text, Chunk chunk, int maxTokens, String which) {
    assertEquals(text.substring(chunk.start(), chunk.end()), chunk.text(), which);
    assertFalse(chunk.text().isBlank(), which);
    assertFalse(splitsPair(text, chunk.start()) || splitsPair(text, chunk.end()), which);
    var tokens = TOKENS.countTokensOrdinary(chunk.text());
    assertTrue(tokens <= maxTokens, which + ": " + tokens + " of " + maxTokens);
    for (var place : List.of(chunk.start(), chunk.end())) {
      var cluster = cluster(text, place);
      assertTrue(cluster.isEmpty() || TOKENS.countTokensOrdinary(cluster) > maxTokens / 2,
          () -> which + ": cut within " + cluster);
    }
  }

  /** Headings above a text may stand in paths only; all else is in a passage. */
  private static void checkCovered(String text, Cut cut, Structure structure, String which) {
    var covered = new boolean[text.length()];
    var byHeadings = cut.by() == Strategy.HEADING || cut.by() == Strategy.SEMANTIC;
    if (structure instanceof Structure.Markdown && byHeadings) {
      for (var sections = new Sections(text); sections.hasNext();) {
        var section = sections.next();
        Arrays.fill(covered, section.line().start(), section.line().end(), true);
      }
    }
    cut.chunks().forEach(chunk -> Arrays.fill(covered, chunk.start(), chunk.end(), true));
    for (var at = 0; at < covered.length; at++) {
      assertTrue(covered[at] || isBlank(text.charAt(at)), which + ": left out at " + at);
    }
  }

  /** What a reader takes for one character and a cut there divides; empty where it divides none. */
  private static String cluster(String text, int place) {
    if (place == 0 || place == text.length() || isBlank(text.charAt(place - 1))
        || isBlank(text.charAt(place))) {
      return "";
    }
    var matcher = CHARACTER.matcher(text);
    for (var at = 0; matcher.find(at); at = matcher.end()) {
      if (matcher.end() > place) {
        return matcher.start() < place ? matcher.group() : "";
      }
      if (matcher.end() == place) {
        return "";
      }
    }
    return "";
  }

  private static List<float[]> byLetters(List<String> sentences) {
    var vectors = new ArrayList<float[]>();
    for (var sentence : sentences) {
      var vector = new float[8];
      sentence.chars().forEach(c -> vector[c % 8]++);
      vectors.add(vector);
    }
    return vectors;
  }

  private static boolean splitsPair(String text, int at) {
    return at > 0 && at < text.length()
        && Character.isSurrogatePair(text.charAt(at - 1), text.charAt(at));
  }

  private static boolean isBlank(char c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c);
  }

  private static String mixture(Random random, List<String> of, int most) {
    var text = new StringBuilder();
    for (var parts = random.nextInt(most); parts > 0; parts--) {
      text.append(of.get(random.nextInt(of.size())));
    }
    return text.toString();
  }
}
