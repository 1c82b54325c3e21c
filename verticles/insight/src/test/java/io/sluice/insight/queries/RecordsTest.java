package io.sluice.insight.queries;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.insight.Ends;
import io.sluice.insight.queries.QueriesConfig.Text;
import io.sluice.message.QueryRecord;
import io.sluice.message.QueryRecord.Stage;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordsTest {
  private static final String PHONE = "010-1234-5678";
  private static final String LONG = "a".repeat(60);
  private static final int TOLD = Stage.MOST_TEXT + Stage.MARGIN;

  private static QueryRecord record(Text text, String passage, String input) {
    var end = Ends.told(Ends.id(1), "q", "a", passage, input);
    return new Records(text).of("acme", end, Objects.requireNonNull(end.course()));
  }

  private static String passage(String passage) {
    return record(Text.MASKED, passage, "").passages().getLast().text();
  }

  private static String input(Text text, String input) {
    return Objects.requireNonNull(record(text, "p", input).stages().getFirst().input());
  }

  @Test
  void nothingIsSeenOfWhatLiesAcrossTheCutOfAPassage() {
    for (var secret : List.of(PHONE, "010 1234 5678", "01012345678@mail.example.com",
        "01012345678@" + String.join(".", LONG, LONG, LONG, "com"), "900101-1234568")) {
      nothingIsSeenOf(secret);
    }
  }

  private static void nothingIsSeenOf(String secret) {
    for (var before : List.of("가나다 ", "가", "kim@mail.example.com ", "kim.minsu@example.com, 가 ")) {
      for (var at = 150; at < 600; at++) {
        var written = passage(before.repeat(at).substring(0, at) + " " + secret + " 가".repeat(300));
        assertTrue(written.length() <= 200, written);
        assertFalse(written.contains("01"), written);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1985, 1990, 1995, 1999})
  void whatLiesAcrossTheCutOfAStageIsMasked(int before) {
    var written = input(Text.MASKED,
        ("가 ".repeat(before).substring(0, before) + " " + PHONE + " 가".repeat(300))
            .substring(0, TOLD));
    assertTrue(written.length() <= Stage.MOST_TEXT + 1, written);
    assertTrue(written.endsWith("…"), written);
    assertFalse(written.contains("010"), written);
  }

  @Test
  void whatWasCutBeforeItWasToldIsNotSeenWhereMaskingMakesItShort() {
    var cut = "kim.minsu.of.the.long.name@mail.example.com ".repeat(100).substring(0,
        TOLD - 7) + " 010-12";
    var written = input(Text.MASKED, cut);
    assertTrue(written.startsWith("[EMAIL] [EMAIL]"), written);
    assertFalse(written.contains("010"), written);
  }

  @Test
  void whatIsShortIsWrittenWhole() {
    assertEquals("전화 [PHONE]", passage("전화 " + PHONE));
    assertEquals("전화 [PHONE]", input(Text.MASKED, "전화 " + PHONE));
    assertEquals("가".repeat(2000), input(Text.PLAIN, "가".repeat(2000)));
  }

  @Test
  void theCutIsWhereItWas() {
    assertEquals("가".repeat(200), passage("가".repeat(900)));
    assertEquals("가".repeat(2000) + "…", input(Text.PLAIN, "가".repeat(TOLD)));
    assertEquals("가".repeat(2000) + "…", input(Text.PLAIN, "가".repeat(2001)));
    assertEquals("a".repeat(199), passage("a".repeat(199) + "🏝️".repeat(9)), "no half letters");
  }

  @Test
  void withoutTextNothingIsWritten() {
    var record = record(Text.NONE, "가".repeat(900), "가".repeat(TOLD));
    assertEquals("", record.passages().getLast().text());
    assertEquals("", record.stages().getFirst().input());
  }
}
