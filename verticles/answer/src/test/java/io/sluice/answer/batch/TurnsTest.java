package io.sluice.answer.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.sluice.message.Batches.BatchLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TurnsTest {
  private static final List<BatchLine> QUESTIONS = List.of(said("휴가", "kim"), said("휴가", "kim"),
      said(null, "kim"), said("휴가", "lee"), said("leave", "kim"), said("휴가", "kim"));

  @Test
  void whatContinuesAConversationWaitsForWhatWasSaidBefore() {
    var turns = new Turns(QUESTIONS, _ -> false);
    assertEquals(List.of(1, 3, 4, 5), all(turns));
    turns.done(4);
    turns.done(3);
    assertFalse(turns.hasNext());
    turns.done(1);
    assertEquals(List.of(2), all(turns));
    turns.done(2);
    assertEquals(List.of(6), all(turns));
    turns.done(6);
    assertNull(turns.next());
  }

  @Test
  void whatHasAResultIsNotWaitedFor() {
    var turns = new Turns(QUESTIONS, Set.of(1, 3, 5)::contains);
    assertEquals(List.of(2, 4), all(turns));
    turns.done(2);
    assertEquals(List.of(6), all(turns));
  }

  @Test
  void whoseTurnComesLaterMayBeBeforeTheOthers() {
    var turns = new Turns(QUESTIONS, _ -> false);
    assertEquals(1, turns.next());
    turns.done(1);
    assertEquals(List.of(2, 3, 4, 5), all(turns));
  }

  private static List<Integer> all(Turns turns) {
    var all = new ArrayList<Integer>();
    for (var line = turns.next(); line != null; line = turns.next()) {
      all.add(line);
    }
    return all;
  }

  private static BatchLine said(@Nullable String conversation, String user) {
    return new BatchLine(null, Results.question("q", conversation, user), null, null);
  }
}
