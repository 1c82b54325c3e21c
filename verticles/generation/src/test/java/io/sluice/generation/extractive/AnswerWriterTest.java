package io.sluice.generation.extractive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.generation.extractive.Answer.Part;
import io.sluice.message.AnswerEvent.Citation;
import io.sluice.message.AnswerEvent.Token;
import io.sluice.message.GenerationEvent;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnswerWriterTest {
  private final List<GenerationEvent> log = new ArrayList<>();

  @Test
  void tokensAreWordsWithTheSpaceBehindThem() {
    write(new Part("", "연차는 15일 입니다.", List.of(2)));

    assertEquals(List.of(new Token("연차는 "), new Token("15일 "), new Token("입니다."),
        new Citation(0, 12, List.of(2)), new Token(" [2]")), log);
  }

  @Test
  void citationsCoverTheQuotationInTheTextThatTheTokensAddUpTo() {
    var parts = List.of(new Part("", "🏝️ 휴가는 𠮷 15일.", List.of(1, 3)),
        new Part(" ", "It is 😀 fine.", List.of(2)), new Part("\n\n- ", "목록", List.of(12)));

    AnswerWriter.write(new Answer(true, parts), log::add);

    assertEquals("🏝️ 휴가는 𠮷 15일. [1][3] It is 😀 fine. [2]\n\n- 목록 [12]", text());
    assertEquals(parts.stream().map(Part::text).toList(), citations().stream()
        .map(citation -> text().substring(citation.start(), citation.end())).toList());
    assertEquals(parts.stream().map(Part::sources).toList(),
        citations().stream().map(Citation::sources).toList());
  }

  @Test
  void aTextWithoutSpacesComesInPiecesThatNeverSplitASurrogatePair() {
    write(new Part("", "a" + "😀".repeat(100), List.of()));

    assertTrue(log.size() > 1);
    for (var event : log) {
      var piece = ((Token) event).text();
      assertFalse(Character.isLowSurrogate(piece.charAt(0)), piece);
      assertFalse(Character.isHighSurrogate(piece.charAt(piece.length() - 1)), piece);
    }
    assertEquals("a" + "😀".repeat(100), text());
  }

  @Test
  void nothingMoreIsWrittenOnceTheLogTurnsAnEventDown() {
    var answer = new Answer(true, List.of(new Part("", "one two three", List.of(1))));

    var written = AnswerWriter.write(answer, event -> log.add(event) && log.size() < 2);

    assertFalse(written);
    assertEquals(2, log.size());
  }

  private void write(Part part) {
    assertTrue(AnswerWriter.write(new Answer(true, List.of(part)), log::add));
  }

  private String text() {
    var text = new StringBuilder();
    log.forEach(event -> text.append(event instanceof Token token ? token.text() : ""));
    return text.toString();
  }

  private List<Citation> citations() {
    return log.stream().filter(Citation.class::isInstance).map(Citation.class::cast).toList();
  }
}
