package io.sluice.generation.citation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.message.AnswerEvent.Citation;
import io.sluice.message.AnswerEvent.Token;
import io.sluice.message.GenerationEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CitationScannerTest {
  private final List<GenerationEvent> events = new ArrayList<>();
  private final CitationScanner scanner = new CitationScanner(Set.of(1, 2, 3), events::add);

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "연차는 15일입니다 [1]. 신청은 인사팀에 합니다 [2]. | 연차는 15일입니다 [1]. 신청은 인사팀에 합니다 [2]. | 연차는 15일입니다:1;신청은 인사팀에 합니다:2",
      "It is open. [1] It closes late. [3] | It is open. [1] It closes late. [3] | It is open.:1;It closes late.:3",
      "Open at 9 [1] and closed at 18 [2]. | Open at 9 [1] and closed at 18 [2]. | Open at 9:1;and closed at 18:2",
      "Both say so [1, 2]. | Both say so [1][2]. | Both say so:1,2",
      "All say so [1-3]. | All say so [1][2][3]. | All say so:1,2,3",
      "They say so [1][3]. | They say so [1][3]. | They say so:1;They say so:3",
      "둘 다 그렇습니다【2】. | 둘 다 그렇습니다[2]. | 둘 다 그렇습니다:2",
      "First. Second [2]. | First. Second [2]. | Second:2",
      "- 하나 [1] | - 하나 [1] | 하나:1",
      "Nobody knows [9]. | Nobody knows . | ''",
      "Then b[0] too, f(x)[99] and m[7][8]. | Then b[0] too, f(x)[99] and m[7][8]. | ''",
      "배열[0]은 비어 있고 값은 [9] 없습니다 [1]. | 배열[0]은 비어 있고 값은  없습니다 [1]. | 배열[0]은 비어 있고 값은  없습니다:1",
      "They say so.[9] It is so [8][9]. | They say so. It is so . | ''",
      "It is so [1][9], 그렇습니다【9】. | It is so [1], 그렇습니다. | It is so:1",
      "See [the page] and [x](y), in [2024] [] [ | See [the page] and [x](y), in [2024] [] [ | ''",
      "Use `a[1]` and b [2]. | Use `a[1]` and b [2]. | Use `a[1]` and b:2",
      "  Begins late [1] | Begins late [1] | Begins late:1"})
  void citationsAreFoundWithWhatTheyCover(String said, String text, String cited) {
    scanner.add(said.replace("\\n", "\n"));
    scanner.finish();

    assertEquals(text, text());
    assertEquals(cited, cited());
  }

  @Test
  void codeHasNoCitations() {
    scanner.add("```\nx[1] = y[2]\n```\nDone [3].");
    scanner.finish();

    assertEquals("```\nx[1] = y[2]\n```\nDone [3].", text());
    assertEquals("Done:3", cited());
  }

  @Test
  void howeverTheWordsAreCutTheCitationsAreTheSame() {
    var said = "연차는 15일 🏝️ [1, 2]. `a[1]` *Open* at 9 [1-3] and【2】closed [4][5] [ok] b[0] [2";
    scanner.add(said);
    scanner.finish();
    var whole = text() + cited();
    var random = new Random(1);
    for (var i = 0; i < 2000; i++) {
      events.clear();
      var parts = new CitationScanner(Set.of(1, 2, 3), events::add);
      var at = 0;
      while (at < said.length()) {
        var to = Math.min(said.length(), at + 1 + random.nextInt(6));
        parts.add(said.substring(at, to));
        at = to;
      }
      parts.finish();

      assertEquals(whole, text() + cited());
    }
  }

  @Test
  void onlyWhatMayBeACitationIsHeldBack() {
    scanner.add("It is so [1");
    assertEquals("It is so ", text());

    scanner.add("a]");
    assertEquals("It is so [1a]", text());
  }

  @Test
  void aBracketThatNeverClosesIsPassedOnSoon() {
    scanner.add("[" + "1".repeat(100));

    assertTrue(text().startsWith("[111"), text());
  }

  private String text() {
    var text = new StringBuilder();
    events.forEach(event -> text.append(event instanceof Token(String words) ? words : ""));
    return text.toString();
  }

  private String cited() {
    return String.join(";", events.stream().filter(Citation.class::isInstance)
        .map(Citation.class::cast).map(one -> text().substring(one.start(), one.end()) + ":"
            + String.join(",", one.sources().stream().map(String::valueOf).toList()))
        .toList());
  }
}
