package io.sluice.cache;

import static io.sluice.cache.Samples.came;
import static io.sluice.cache.Samples.news;
import static io.sluice.cache.Samples.passage;
import static io.sluice.cache.Samples.went;
import static io.sluice.cache.Samples.wholeOf;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.message.Caching.Basis;
import io.sluice.message.CorpusEvent.DocumentChange;
import java.util.List;
import org.junit.jupiter.api.Test;

class HistoryTest {
  private static final List<Basis> ONE = List.of(passage("a", "1"));

  private final History history = new History();

  @Test
  void beforeAnyNewsNothingIsInDoubt() {
    assertFalse(history.lost(ONE, 5));
    assertFalse(history.grew(5));
    assertFalse(history.gained(ONE, 5));
    assertTrue(history.isNow(5));
  }

  @Test
  void aPassageThatWentIsLostToWhatWasMadeBeforeAndNotToWhatIsMadeThen() {
    history.hear(news(6, went("a", "1")));

    assertTrue(history.lost(ONE, 5));
    assertFalse(history.lost(ONE, 6));
    assertFalse(history.lost(List.of(passage("a", "2")), 5));
    assertFalse(history.lost(List.of(passage("b", "1")), 5));
  }

  @Test
  void oneOfManyIsEnoughToLose() {
    history.hear(news(6, went("휴가", "1")));

    assertTrue(history.lost(List.of(passage("b", "2"), passage("휴가", "1")), 5));
  }

  @Test
  void whatRestsOnAWholeDocumentIsLostWhateverChangesInIt() {
    history.hear(news(6, came("a", "9")));
    history.hear(news(7, went("b", "9")));

    assertTrue(history.lost(List.of(wholeOf("a")), 5));
    assertTrue(history.lost(List.of(wholeOf("b")), 6));
    assertFalse(history.lost(List.of(wholeOf("c")), 5));
    assertFalse(history.lost(ONE, 5));
  }

  @Test
  void aDocumentInWhichNothingChangedIsNotLost() {
    history.hear(news(6, new DocumentChange("a", List.of(), List.of())));

    assertFalse(history.lost(List.of(wholeOf("a")), 5));
    assertFalse(history.grew(5));
    assertFalse(history.isNow(5));
  }

  @Test
  void itGrowsByWhatComesAndNotByWhatGoes() {
    history.hear(news(6, came("a", "1")));
    history.hear(news(7, went("b", "1")));

    assertTrue(history.grew(5));
    assertFalse(history.grew(6));
    assertTrue(history.gained(ONE, 5));
    assertFalse(history.gained(ONE, 6));
    assertFalse(history.gained(List.of(passage("b", "1")), 5));
  }

  @Test
  void aPassageThatCameBackIsLostAndGained() {
    history.hear(news(6, went("a", "1")));
    history.hear(news(7, came("a", "1")));

    assertTrue(history.lost(ONE, 5));
    assertTrue(history.gained(ONE, 6));
    assertFalse(history.lost(ONE, 6));
  }

  @Test
  void itIsNowUntilAnythingChanges() {
    history.hear(news(6, came("a", "1")));

    assertFalse(history.isNow(5));
    assertTrue(history.isNow(6));
    assertTrue(history.isNow(7));
  }

  @Test
  void newsThatWereMissedPutAllFromBeforeInDoubt() {
    history.hear(news(6, came("a", "1")));
    history.hear(news(7, 8, came("b", "1")));

    var other = List.of(passage("z", "1"));
    assertTrue(history.lost(other, 6));
    assertTrue(history.gained(other, 6));
    assertFalse(history.lost(other, 8));
    assertFalse(history.gained(other, 8));
  }

  @Test
  void newsThatWereMissedBeforeTheFirstOnesPutAllFromBeforeInDoubt() {
    history.hear(news(7, 8, came("b", "1")));

    assertTrue(history.lost(ONE, 6));
    assertFalse(history.lost(ONE, 7));
  }

  @Test
  void afterAGapNewsAreNewsAgain() {
    history.hear(news(6, came("a", "1")));
    history.hear(news(8, 9, came("b", "1")));
    history.hear(news(10, went("b", "1")));

    assertTrue(history.lost(List.of(passage("b", "1")), 9));
    assertFalse(history.lost(List.of(passage("z", "1")), 9));
  }

  @Test
  void oldNewsAreNoNews() {
    history.hear(news(8, came("b", "1")));
    history.hear(news(7, went("a", "1")));
    history.hear(news(8, went("a", "1")));

    assertFalse(history.lost(ONE, 7));
    assertTrue(history.isNow(8));
  }

  @Test
  void whatIsBeyondTheBoundIsInDoubtAndWhatIsWithinIsKnown() {
    var small = new History(4); // each of these is noted twice, once for its document
    small.hear(news(1, went("a", "1")));
    small.hear(news(2, went("b", "1")));
    small.hear(news(3, went("c", "1")));

    assertTrue(small.lost(List.of(passage("z", "1")), 0));
    assertFalse(small.lost(List.of(passage("z", "1")), 1));
    assertTrue(small.lost(List.of(passage("b", "1")), 1));
    assertTrue(small.lost(List.of(passage("c", "1")), 2));
  }

  @Test
  void whatGoesAgainIsNotForgottenFirst() {
    var small = new History(4);
    small.hear(news(1, went("a", "1")));
    small.hear(news(2, went("b", "1")));
    small.hear(news(3, went("a", "1")));
    small.hear(news(4, went("c", "1")));

    assertTrue(small.lost(ONE, 2));
    assertTrue(small.lost(List.of(passage("z", "1")), 1));
    assertFalse(small.lost(List.of(passage("z", "1")), 2));
  }

  @Test
  void whatComesHasABoundOfItsOwn() {
    var small = new History(2);
    small.hear(news(1, came("a", "1")));
    small.hear(news(2, came("b", "1")));
    small.hear(news(3, came("c", "1")));

    assertTrue(small.gained(List.of(passage("z", "1")), 0));
    assertTrue(small.gained(List.of(passage("c", "1")), 2));
    assertFalse(small.gained(List.of(passage("z", "1")), 2));
  }

  @Test
  void oneChangeThatIsLargerThanTheBoundPutsAllFromBeforeInDoubt() {
    var small = new History(2);
    small.hear(news(1, came("a", "1", "2", "3")));

    assertTrue(small.gained(List.of(passage("z", "1")), 0));
    assertFalse(small.gained(List.of(passage("z", "1")), 1));
  }
}
