package io.sluice.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.insight.files.JsonLines;
import io.sluice.message.QueryRecord;
import org.junit.jupiter.api.Test;

/** Lines of the query log as they are asked once more. */
class LoggedQuestionTest {
  private static final String LINE = """
      {"id": "n.1", "at": "2026-01-31T10:00:00Z", "requestId": "r", "tenant": "default",
       "collection": "hr", "question": "And then?", "standalone": "WORDS", "grounded": true,
       "passages": [], "degraded": [], "stages": [],
       "usage": {"promptTokens": 0, "completionTokens": 0, "costUsd": 0, "savedUsd": 0}MORE}""";
  private static final String TERMS = """
      , "route": {"variant": "short", "tier": "complex", "provider": "p", "model": "m"},
      "terms": {"k": 3, "filters": {"tags": ["a"], "from": "2026-01-01"}, "tier": "complex",
                "expand": "queries", "retrieval": true}""";

  @Test
  void itIsAskedOnTheTermsOfThen() throws Exception {
    var question = question("What then?", TERMS);

    assertEquals("short", question.variant());
    assertEquals(Gateway.JSON.readTree("""
        {"question": "What then?", "collection": "hr", "cache": "bypass", "variant": "short",
         "tier": "complex", "expand": "queries", "k": 3, "retrieval": true,
         "filters": {"tags": ["a"], "from": "2026-01-01"}}"""),
        Gateway.JSON.readTree(question.asked("short", null, null).toString()));
    var other = question.asked("control", "simple", 5);
    assertEquals("simple", other.path("tier").asText());
    assertEquals(5, other.path("k").asInt());
    assertEquals("of a conversation: asked in words that stand alone",
        String.join("", question.notes()));
  }

  @Test
  void aLineOfBeforeTermsWereWrittenIsAskedWithoutAndSaysSo() throws Exception {
    var question = question("What then?", "");

    assertEquals(Gateway.JSON.readTree("""
        {"question": "What then?", "collection": "hr", "cache": "bypass", "variant": "control"}"""),
        question.asked(question.variant(), null, null));
    assertTrue(question.notes().getLast().startsWith("the log did not yet say"),
        question.notes()::toString);
  }

  @Test
  void whatWasMaskedIsToldOfWordsAndOfFilters() {
    assertTrue(question("Who is [PHONE]?", TERMS).notes().toString().contains("asked masked"));
    assertTrue(question("Who?", ", \"terms\": {\"filters\": {\"author\": \"[EMAIL]\"}}").notes()
        .toString().contains("in its filters finds nothing"));
    assertFalse(question("Who is [1]?", TERMS).notes().toString().contains("masked"));
  }

  @Test
  void whatItWasAnsweredFromIsTold() {
    assertTrue(question("Who?", ", \"cache\": {\"layer\": \"exact\"}").notes().toString()
        .contains("from the cache (exact)"));
    assertTrue(question("Who?", ", \"refusal\": \"gateway.internal\"").notes().toString()
        .contains("not answered: gateway.internal"));
  }

  @Test
  void withoutWordsItCannotBeAsked() {
    var trouble = assertThrows(Trouble.class, () -> question("", TERMS));
    assertTrue(String.valueOf(trouble.getMessage()).contains("no text of answer n.1"),
        trouble::getMessage);
  }

  private static LoggedQuestion question(String words, String more) {
    var record = JsonLines.read(LINE.replace("WORDS", words).replace("MORE", more),
        QueryRecord.class);
    assertNotNull(record);
    return new LoggedQuestion(record);
  }
}
