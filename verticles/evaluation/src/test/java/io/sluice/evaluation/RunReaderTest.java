package io.sluice.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.sluice.message.Answering.Search;
import io.sluice.message.Expand;
import io.sluice.message.Filters;
import io.sluice.message.SearchMode;
import io.sluice.message.Tuning;
import io.sluice.message.Tuning.Blend;
import io.sluice.message.Tuning.Feedback;
import org.junit.jupiter.api.Test;

class RunReaderTest {

  @Test
  void theDefaultIsAsItIsConfigured() {
    var search = RunReader.read("default").search("휴가?", "c", 100);
    assertEquals(new Search("휴가?", "c", 100, Filters.NONE, SearchMode.HYBRID, null, true), search);
  }

  @Test
  void aLegAloneIsLeftAsBareAsItCanBe() {
    var run = RunReader.read("keyword");
    assertEquals(new Search("q", "c", 10, Filters.NONE, SearchMode.KEYWORD, null, false, null,
        new Tuning(null, Feedback.OFF), Expand.OFF), run.search("q", "c", 10));
    assertEquals("mode=keyword,rerank=false,feedback=off,expand=off", run.settings());
  }

  @Test
  void everyKeyCanBeSet() {
    var run = RunReader
        .read(
            "mine:mode=HYBRID, alpha=0.25,blend=convex,feedback=words,expand=queries,rerank=false");
    assertEquals("mine", run.name());
    assertEquals(new Search("q", "c", 10, Filters.NONE, SearchMode.HYBRID, 0.25, false, null,
        new Tuning(Blend.CONVEX, Feedback.WORDS), Expand.QUERIES), run.search("q", "c", 10));
  }

  @Test
  void whatIsNotNamedIsLeftAsItIsConfigured() {
    var run = RunReader.read("half:alpha=0.5");
    assertNull(run.search("q", "c", 10).tuning());
    assertEquals(new Tuning(Blend.RRF, null), RunReader.read("x:blend=rrf").tuning());
  }

  @Test
  void whatIsWrongIsTold() {
    assertEquals("'typo' is none of keyword, vector, default; others are NAME:key=value,…",
        wrong("typo"));
    assertEquals("x: unknown key in 'k=3'; known are mode, alpha, blend, feedback, expand, rerank",
        wrong("x:k=3"));
    assertEquals("x: mode must be one of hybrid, keyword, vector", wrong("x:mode=words"));
    assertEquals("x: alpha must be a number from 0 to 1", wrong("x:alpha=1.5"));
    assertEquals("x: alpha must be a number from 0 to 1", wrong("x:alpha=NaN"));
    assertEquals("x: feedback must be one of off, meaning, words", wrong("x:feedback=yes"));
    assertEquals("x: expand must be one of off, queries, hypothetical", wrong("x:expand=all"));
    assertEquals("x: 'rerank' is not key=value", wrong("x:rerank"));
    assertEquals("':alpha=1' has no name before the colon", wrong(":alpha=1"));
  }

  private static String wrong(String text) {
    return String.valueOf(
        assertThrows(IllegalArgumentException.class, () -> RunReader.read(text)).getMessage());
  }
}
