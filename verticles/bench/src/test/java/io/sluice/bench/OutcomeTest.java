package io.sluice.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OutcomeTest {
  private static final String BY_THE_MODEL = "{\"answer\":\"w0\",\"route\":{\"provider\":\"paced\"},"
      + "\"cache\":{\"layer\":\"none\"},\"degraded\":[]}";

  @Test
  void aStreamIsAnAnswerWhereItEndsInOne() {
    assertTrue(came(200, null, "event: token\ndata: {}\n\nevent: done\ndata: {}\n\n").isAnswer());
    assertFalse(came(200, null, "event: token\ndata: {}\n\nevent: error\ndata: {}\n\n").isAnswer());
  }

  @Test
  void itIsTheModelsWhereItsEndSaysSo() {
    assertTrue(came(200, null, BY_THE_MODEL).isByTheModel());
    assertTrue(came(200, null, "event: done\ndata: " + BY_THE_MODEL).isByTheModel());
    assertFalse(came(200, null, """
        event: routed
        data: {"provider":"paced"}

        event: done
        data: {"provider":"extractive"}

        """).isByTheModel());
  }

  @Test
  void itIsInFullWhereNothingWasGivenUpAndNothingWasRemembered() {
    assertTrue(came(200, null, BY_THE_MODEL).isInFull());
    assertFalse(came(200, null, BY_THE_MODEL.replace("none", "exact")).isInFull());
    assertFalse(came(200, null, BY_THE_MODEL.replace("[]", "[{}]")).isInFull());
  }

  @Test
  void aRefusalIsClearWhereItSaysWhatIsTheMatterAndWhenToComeAgain() {
    assertTrue(came(503, "1", "{\"error\":{}}").isClearRefusal());
    assertFalse(came(503, null, "{\"error\":{}}").isClearRefusal());
    assertFalse(came(503, "1", "").isClearRefusal());
    assertFalse(came(500, "1", "{\"error\":{}}").isClearRefusal());
  }

  @Test
  void onlyAllAreAHundredPercent() {
    assertEquals("| what | 99,999 | 100,000 | 99.99 % | 100 % |",
        new Row.Share("what", 99_999, 100_000, "100 %").line());
    assertEquals("| what | 3 | 3 | 100.00 % | 100 % |",
        new Row.Share("what", 3, 3, "100 %").line());
  }

  private static Outcome came(int status, @Nullable String retryAfter, String body) {
    return new Outcome(status, 1, retryAfter, body);
  }
}
