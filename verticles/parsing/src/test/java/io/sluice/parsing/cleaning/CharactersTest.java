package io.sluice.parsing.cleaning;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sluice.parsing.Dropped;
import java.util.List;
import org.junit.jupiter.api.Test;

class CharactersTest {
  private final Tally tally = new Tally();

  @Test
  void leavesOutWhatNoReaderSees() {
    assertEquals("연차information\tleave\n", Characters.clean(
        "\uFEFF연\u200B차infor\u00ADmation\u0000\u0007\t\u202Eleave\n", tally));
    assertEquals(List.of(new Dropped("soft-hyphen", 1, "U+00AD"),
        new Dropped("zero-width", 3, "U+FEFF"), new Dropped("control-character", 2, "U+0000")),
        tally.dropped());
  }

  @Test
  void composesHangulThatIsInPieces() {
    assertEquals("한글", Characters.clean("한글", tally));
    assertEquals(List.of(), tally.dropped());
  }

  @Test
  void keepsTheJoinersThatShapeWhatIsWritten() {
    var family = "👨\u200D👩\u200D👧";
    var persian = "می\u200Cخواهم";
    assertEquals(family + persian, Characters.clean(family + persian, tally));
    assertEquals("leave", Characters.clean("lea\u200Dve", tally));
  }

  @Test
  void replacesHalfACharacter() {
    assertEquals("a\uFFFDb👍", Characters.clean("a\uD83Db👍", tally));
  }

  @Test
  void breaksALineWhereAPageOrParagraphEnds() {
    assertEquals("a\nb\nc", Characters.clean("a\fb\u2029c", tally));
  }

  @Test
  void leavesARunOfMarksAloneThatNoScriptWrites() {
    var marks = "\u0301\u0323".repeat(100_000);
    assertEquals("é" + "x" + marks + "é", Composition.composed("e\u0301" + "x" + marks + "é"));
  }
}
