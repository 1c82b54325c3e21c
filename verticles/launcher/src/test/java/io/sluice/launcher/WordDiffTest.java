package io.sluice.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sluice.launcher.WordDiff.Change;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What words went, and what words came. */
class WordDiffTest {

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
      "the same | the same | the same",
      "휴가는 15일입니다. | 휴가는 20일입니다. | 휴가는 [-15-]{+20+}일입니다.",
      "비밀번호는 84172입니다 | 비밀번호는 90210입니다 | 비밀번호는 [-84172-]{+90210+}입니다",
      "문은 6시에 열립니다 | 문은 매일 6시에 열립니다 | 문은 {+매일 +}6시에 열립니다",
      "It closes at 22:45 today. | It closes at 23:15 today. | It closes at [-22:45-]{+23:15+} today.",
      "a b c d | a x y d | a [-b c-]{+x y+} d",
      "all of it | nothing | [-all of it-]{+nothing+}",
      "one 🏠 | one 🏡 | one [-🏠-]{+🏡+}",
      "\"\" | it came | {+it came+}",
      "it went | \"\" | [-it went-]"})
  void wordsThatDifferAreMarked(String before, String after, String marked) {
    assertEquals(marked, marked(before, after));
  }

  @Test
  void bothTextsCanBeReadFromIt() {
    var random = new Random(7);
    for (var i = 0; i < 2_000; i++) {
      var before = text(random);
      var after = text(random);
      assertEquals(before, without(Change.NEW, before, after));
      assertEquals(after, without(Change.GONE, before, after));
    }
  }

  @Test
  void textsThatAreTooLongToCompareDifferAsAWhole() {
    var before = "same " + "a b ".repeat(3_000) + "end";
    var after = "same " + "c d ".repeat(3_000) + "end";

    assertEquals(before, without(Change.NEW, before, after));
    assertEquals(after, without(Change.GONE, before, after));
  }

  private static String text(Random random) {
    return IntStream.range(0, random.nextInt(12)).mapToObj(
        i -> new String[]{"휴가", "15", "a", " ", "  ", "\n", ".", "🏠"}[random.nextInt(8)])
        .collect(Collectors.joining());
  }

  private static String without(Change change, String before, String after) {
    return WordDiff.between(before, after).stream().filter(piece -> piece.change() != change)
        .map(WordDiff.Piece::text).collect(Collectors.joining());
  }

  private static String marked(String before, String after) {
    return WordDiff.between(before, after).stream().map(piece -> switch (piece.change()) {
      case KEPT -> piece.text();
      case GONE -> "[-" + piece.text() + "-]";
      case NEW -> "{+" + piece.text() + "+}";
    }).collect(Collectors.joining());
  }
}
