package io.sluice.chunking;

import static io.sluice.chunking.Structure.MARKDOWN;
import static io.sluice.chunking.Structure.PLAIN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeadingCuttingTest {

  @Test
  void whatFitsTogetherStaysTogether() {
    assertEquals(List.of("One.\n\nTwo.\n\nThree."),
        Cuts.texts(Cuts.cut(Strategy.HEADING, 64, "One.\n\nTwo.\n\nThree.", PLAIN)));
  }

  @Test
  void aPassageStaysWithinItsSection() {
    assertEquals(List.of("a []", "b [B]", "c [C]"),
        lines("# T\na\n## B\nb\n## C\nc"));
  }

  @Test
  void spacesAloneAreNoPassage() {
    var text = "a" + " ".repeat(10_000) + "b\u00a0\n\n\u00a0";

    assertEquals(List.of("a", "b"), Cuts.texts(Cuts.cut(Strategy.HEADING, 16, text, PLAIN)));
  }

  @Test
  void aParagraphOverTheLimitIsCutBetweenSentences() {
    var text = "하나는 여기서 끝난다. 둘은 여기서 끝난다. 셋은 여기서 끝난다. 넷은 여기서 끝난다.";

    assertEquals(List.of("하나는 여기서 끝난다. 둘은 여기서 끝난다.", "셋은 여기서 끝난다. 넷은 여기서 끝난다."),
        Cuts.texts(Cuts.cut(Strategy.HEADING, 30, text, PLAIN)));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '>', value = {
      "# T                      > # T []",
      "# T/## A                 > # T/## A []",
      "# T/## A/## B/x          > # T/## A [] | x [B]",
      "# T/## A/a/## B/## C/c   > a [A] | ## B [] | c [C]",
      "# T/## A/### A1/### A2/a > # T/## A/### A1 [] | a [A, A2]",
      "# T/t/## A/### A1/## B/b > t [] | ## A/### A1 [] | b [B]",
      "# T/t/## A/### X/## B    > t [] | ## A/### X/## B []",
      "# T/t/### X/## B         > t [] | ### X [] | ## B []",
      "# T/t/#/##/## B          > t [] | ## B []",
      "#/##                     > ''",
      "## A//a/## B/## C/## D   > a [A] | ## B/## C/## D []"})
  void aHeadingWithNothingUnderItIsAPassage(String text, String passages) {
    assertEquals(passages.equals("") ? List.of() : List.of(passages.split(" \\| ", -1)),
        lines(text.replace('/', '\n')));
  }

  @Test
  void codeInAFenceIsNotCutApartWhereItFits() {
    var code = "```\nint a = compute(1);\n\nint b = compute(2);\n```";

    assertEquals(List.of("Some words before the code, so that not all of it fits.", code),
        Cuts.texts(Cuts.cut(Strategy.HEADING, 24,
            "Some words before the code, so that not all of it fits.\n\n" + code, MARKDOWN)));
  }

  @Test
  void codeOverTheLimitIsCutBetweenLines() {
    var code = "```\n" + "var x = compute(1, 2);\n".repeat(40) + "```";

    for (var chunk : Cuts.cut(Strategy.HEADING, 64, code, MARKDOWN)) {
      assertTrue(chunk.text().endsWith(";") || chunk.text().endsWith("```"), chunk.text());
    }
  }

  @Test
  void aTableIsNotCutApartWhereItFits() {
    var table = "| 이름 | 일수 |\n|---|---|\n| 연차 | 15 |\n| 병가 | 10 |";
    var text = "표 앞에 긴 설명이 있어서 모두 한 조각에 들어가지는 않는다. 그래도 표는 그대로이다.\n" + table;

    assertEquals(table, Cuts.cut(Strategy.HEADING, 48, text, MARKDOWN).getLast().text());
  }

  @Test
  void aLongTableIsCutBetweenItsRowsWhichKnowItsTitles() {
    var table = "| Name | Days |\n|---|---|\n" + "| Annual leave | 15 |\n".repeat(20) + "\nAfter.";

    var chunks = Cuts.cut(Strategy.HEADING, 40, "# T\n## Leave\n" + table, MARKDOWN);

    assertTrue(chunks.size() > 3);
    assertEquals(List.of("Leave"), chunks.getFirst().heading());
    for (var chunk : chunks.subList(1, chunks.size())) {
      assertEquals(List.of("Leave", "| Name | Days |"), chunk.heading());
      assertTrue(chunk.text().startsWith("| Annual"), chunk.text());
    }
    assertTrue(chunks.getLast().text().endsWith("|\n\nAfter."));
  }

  @Test
  void whatIsRepeatedStartsWithASentenceAndStaysWithinItsSection() {
    var text = "# T\n## A\n첫째 문장이다. 둘째 문장이다. 셋째 문장이다. 넷째 문장이다. 다섯째 문장이다.\n## B\n끝이다.";

    assertEquals(
        List.of("첫째 문장이다. 둘째 문장이다. [A]", "둘째 문장이다. 셋째 문장이다. [A]", "셋째 문장이다. 넷째 문장이다. [A]",
            "넷째 문장이다. 다섯째 문장이다. [A]", "끝이다. [B]"),
        Cuts.lines(Cuts.cut(Strategy.HEADING, 26, 10, text, MARKDOWN)));
  }

  private static List<String> lines(String text) {
    return Cuts.lines(Cuts.cut(Strategy.HEADING, 64, text, MARKDOWN));
  }
}
