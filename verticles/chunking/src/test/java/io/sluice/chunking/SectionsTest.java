package io.sluice.chunking;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.ArrayList;
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
        sections("# A\n" + code + "\n# B\nx").stream().filter(section -> section.heading() != null)
            .map(section -> section.path().toString()).toList());
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
  void aTextWithAMarkBeforeItIsNoHeading() {
    var line = "# " + "말".repeat(501);

    assertEquals(List.of(line + ": []"), bodies(line));
    assertEquals(List.of("x: [" + "말".repeat(500) + "]"), bodies("# " + "말".repeat(500) + "\nx"));
  }

  @Test
  void theSharpOfANameIsPartOfIt() {
    assertEquals(List.of("x: [C#]", "y: [F #]"), bodies("# C#\nx\n# F # #\ny"));
  }

  @Test
  void togetherTheyAreTheWholeText() {
    var text = "a\n# A\n\n## B ##\nb\n```\n# c\n";
    var whole = new StringBuilder();
    sections(text).forEach(section -> whole.append(section.line().of(text))
        .append(section.body().of(text)));

    assertEquals(text, whole.toString());
  }

  @Test
  void theTitleIsTheFirstHeadingOfTheFirstLevel() {
    assertEquals("T", Chunker.title("## S\nx\n# T\n# U\ny", Structure.MARKDOWN));
    assertEquals("T", Chunker.title("# T", Structure.MARKDOWN));
    assertNull(Chunker.title("## S\nx", Structure.MARKDOWN));
    assertNull(Chunker.title("# T\nx", Structure.PLAIN));
  }

  @ParameterizedTest
  @ValueSource(strings = {" ", "# ", "#", "`", "` ", "\t#"})
  void aLineAsLongAsADocumentIsReadOnce(String part) {
    var line = "# x" + part.repeat(200_000) + "y";

    assertTimeoutPreemptively(Duration.ofSeconds(20), () -> sections(line + "\nbody"));
  }

  private static List<Section> sections(String text) {
    var sections = new ArrayList<Section>();
    new Sections(text).forEachRemaining(sections::add);
    return sections;
  }

  private static List<String> bodies(String text) {
    return sections(text).stream().filter(section -> section.hasBody(text))
        .map(section -> section.body().of(text).strip() + ": " + section.path()).toList();
  }
}
