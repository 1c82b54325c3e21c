package io.sluice.ingestion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.sluice.language.Span;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SectionsTest {

  @Test
  void aSectionKnowsTheHeadingsAboveIt() {
    assertEquals(
        List.of("a: []", "b: [규정]", "c: [규정, 휴가]", "d: [규정, 휴가, 연차]", "e: [규정, 병가]", "f: [끝]"),
        bodies("""
            a
            # 규정
            b
            ## 휴가
            c
            ### 연차 ###
            d
            ## 병가
            e
            # 끝
            f
            """));
  }

  @Test
  void aSkippedLevelIsLeftAgain() {
    assertEquals(List.of("x: [A, C]", "y: [A, B]"), bodies("# A\n### C\nx\n## B\ny\n"));
  }

  @Test
  void windowsLinesAreLines() {
    assertEquals(List.of("x: [A]", "y: [A, B]"), bodies("# A\r\nx\r\n## B ##\r\ny\r\n"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"```\n# no\n```", "~~~\n# no\n~~~", "````\n```\n# no\n````",
      "```\n~~~\n# no\n```", "```bash\n# no\n``` bash\n# no\n```", "  ```\n# no\n  ```",
      "```\n# no\n````"})
  void aHeadingInAFenceIsCode(String code) {
    assertEquals(List.of("[A]", "[B]"),
        Sections.of("# A\n" + code + "\n# B\nx", MediaTypes.MARKDOWN).stream()
            .map(section -> section.heading().toString()).toList());
  }

  @Test
  void codeWithinALineOpensNoFence() {
    assertEquals(List.of("```code```: [A]", "x: [B]"), bodies("# A\n```code```\n# B\nx"));
  }

  @Test
  void aFenceThatIsNotClosedRunsToTheEnd() {
    assertEquals(List.of("```\n# no\nx: [A]"), bodies("# A\n```\n# no\nx"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"#no", "####### no", "    # no", "\\# no", "#휴가", "a # no"})
  void whatOnlyLooksLikeAHeadingIsText(String line) {
    assertEquals(List.of(line.strip() + ": []"), bodies(line));
  }

  @Test
  void theSharpOfANameIsPartOfIt() {
    assertEquals(List.of("x: [C#]", "y: [F #]"), bodies("# C#\nx\n# F # #\ny"));
  }

  @Test
  void plainTextHasNoHeadings() {
    assertEquals(List.of(new Sections.Section(List.of(), new Span(0, 5))),
        Sections.of("# A\nx", MediaTypes.TEXT));
  }

  @Test
  void theTitleIsTheFirstHeadingOfTheFirstLevel() {
    assertEquals("T", Sections.title("## S\nx\n# T\n# U\ny", MediaTypes.MARKDOWN));
    assertEquals("T", Sections.title("# T", MediaTypes.MARKDOWN));
    assertNull(Sections.title("## S\nx", MediaTypes.MARKDOWN));
    assertNull(Sections.title("# T\nx", MediaTypes.TEXT));
  }

  @ParameterizedTest
  @ValueSource(strings = {" ", "# ", "#", "`", "` ", "\t#"})
  void aLineAsLongAsADocumentIsReadOnce(String part) {
    var line = "# x" + part.repeat(200_000) + "y";

    assertTimeoutPreemptively(Duration.ofSeconds(20),
        () -> Sections.of(line + "\nbody", MediaTypes.MARKDOWN));
  }

  private static List<String> bodies(String text) {
    return Sections.of(text, MediaTypes.MARKDOWN).stream()
        .map(section -> section.body().of(text).strip() + ": " + section.heading()).toList();
  }
}
