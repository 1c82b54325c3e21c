package io.sluice.answer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sluice.message.QueryRecord.Stage;
import org.junit.jupiter.api.Test;

class NotesTest {

  @Test
  void moreIsToldThanIsWrittenSoThatItCanBeMaskedBeforeItIsCut() {
    var notes = new Notes("q", Stopwatch.start());
    notes.did("search", 1, "가".repeat(3_000), "가".repeat(2_100));
    var stage = notes.stages().getFirst();
    assertEquals("가".repeat(Stage.MOST_TEXT + Stage.MARGIN), stage.input());
    assertEquals("가".repeat(2_100), stage.output());
  }
}
