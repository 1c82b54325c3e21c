package io.sluice.cache;

import static io.sluice.cache.Samples.answer;
import static io.sluice.cache.Samples.call;
import static io.sluice.cache.Samples.came;
import static io.sluice.cache.Samples.evenStale;
import static io.sluice.cache.Samples.news;
import static io.sluice.cache.Samples.noOlderThan;
import static io.sluice.cache.Samples.passage;
import static io.sluice.cache.Samples.went;
import static io.sluice.cache.Samples.wholeOf;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.message.Caching.Basis;
import io.sluice.message.Caching.KeptAnswer;
import io.sluice.message.Caching.StoreAnswer;
import io.sluice.message.Caching.Unsure;
import io.sluice.message.CallInfo;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class AnswersTest {
  private static final String QUESTION = "휴가는 며칠인가요?";
  private static final CallInfo ANN = call("ann");
  private static final CallInfo BOB = call("bob");
  private static final Basis ONE = passage("휴가", "1");
  private static final Basis TWO = passage("휴가", "2");
  private static final Duration TTL = Samples.KEPT.ttl();

  private final Memory memory = new Memory();

  private KeptAnswer found(CallInfo call) {
    var kept = memory.find(QUESTION, call);
    assertNotNull(kept);
    return kept;
  }

  @Test
  void theAskerGetsTheAnswerThatWasGiven() {
    assertNull(memory.store(answer(QUESTION, 1, ONE), ANN));
    memory.pass(Duration.ofSeconds(7));

    var kept = memory.find(" 휴가는 며칠인가요", ANN);
    assertNotNull(kept);
    assertEquals(QUESTION, kept.question());
    assertEquals("answer to " + QUESTION, kept.text());
    assertEquals(7000, kept.ageMs());
    assertNull(kept.unsure());
    assertNull(kept.similarity());
  }

  @Test
  void whatWasNotAskedIsNotAnswered() {
    memory.store(answer(QUESTION, 1, ONE), ANN);

    assertNull(memory.find("병가는 며칠인가요?", ANN));
    assertNull(memory.find(QUESTION, Samples.callOf("other", "ann")));
    assertNull(memory.find(Samples.lookUpIn("other", QUESTION), ANN));
  }

  @Test
  void whatIsAskedInAConversationMayHaveBeenAnsweredByItself() {
    memory.store(answer(QUESTION, 1, ONE), ANN);

    var kept = memory.find(Samples.inConversation("they said", QUESTION), ANN);
    assertNotNull(kept);
    assertTrue(memory.holds(kept, 1, ANN, ONE));
  }

  @Test
  void whatWasAnsweredInAConversationIsItsOwn() {
    memory.store(Samples.answerInConversation("they said", QUESTION, ONE), ANN);

    assertNotNull(memory.find(Samples.inConversation("they said", QUESTION), ANN));
    assertNull(memory.find(Samples.inConversation("something else", QUESTION), ANN));
    assertNull(memory.find(QUESTION, ANN));
  }

  @Test
  void theAskersOwnAnswerComesFirst() {
    memory.store(answer(QUESTION, 1, ONE), ANN);
    memory.store(answer(" " + QUESTION, 1, TWO), BOB);

    assertEquals(QUESTION, found(ANN).question());
    assertNull(found(ANN).unsure());
  }

  @Test
  void ofOthersTheLatestAnswerHasToBeConfirmed() {
    memory.store(answer(QUESTION, 1, ONE), ANN);
    memory.store(answer(" " + QUESTION, 1, TWO), BOB);

    var kept = found(call("eve"));
    assertEquals(" " + QUESTION, kept.question());
    assertEquals(Unsure.OTHER_ASKER, kept.unsure());
  }

  @Test
  void anothersAnswerHoldsWhereTheSamePassagesAreFound() {
    memory.store(answer(QUESTION, 1, ONE, TWO), ANN);
    var kept = found(BOB);

    assertTrue(memory.holds(kept, 1, BOB, TWO, ONE));
    assertFalse(memory.holds(kept, 1, BOB, ONE));
    assertFalse(memory.holds(kept, 1, BOB, ONE, TWO, passage("휴가", "3")));
    assertFalse(memory.holds(kept, 1, BOB));
    assertEquals(Unsure.OTHER_ASKER, found(BOB).unsure());
    assertNull(found(ANN).unsure());
  }

  @Test
  void anotherTenantsAnswerNeverHolds() {
    memory.store(answer(QUESTION, 1, ONE), ANN);

    assertFalse(memory.holds(found(ANN), 1, Samples.callOf("other", "ann"), ONE));
    assertNull(found(ANN).unsure());
  }

  @Test
  void whereMorePassagesCameItCountsOnceNoneOfThemIsFound() {
    memory.store(answer(QUESTION, 1, ONE), ANN);
    memory.hear(news(2, came("병가", "9")));
    assertEquals(Unsure.NEW_PASSAGES, found(ANN).unsure());

    assertTrue(memory.holds(found(ANN), 2, ANN, ONE, TWO));
    assertNull(found(ANN).unsure());
    memory.hear(news(3, came("병가", "10")));
    assertEquals(Unsure.NEW_PASSAGES, found(ANN).unsure());
  }

  @Test
  void whereOneOfThemIsFoundItIsForgotten() {
    memory.store(answer(QUESTION, 1, ONE), ANN);
    memory.hear(news(2, came("병가", "9")));

    assertFalse(memory.holds(found(ANN), 2, ANN, ONE, passage("병가", "9")));
    assertNull(memory.find(QUESTION, ANN));
    assertNull(memory.find(evenStale(QUESTION), ANN));
  }

  @Test
  void whatIsFoundBeforeNewsAreHeardDoesNotOutliveThem() {
    memory.store(answer(QUESTION, 1, ONE), ANN);
    memory.hear(news(2, came("병가", "9")));
    assertTrue(memory.holds(found(ANN), 3, ANN, TWO)); // of 3 nothing was heard yet
    memory.hear(news(3, went("휴가", "1")));

    assertNull(memory.find(QUESTION, ANN));
    assertNull(memory.find(evenStale(QUESTION), ANN));
  }

  @Test
  void whatRestsOnWhatIsGoneIsGoneForAll() {
    memory.store(answer(QUESTION, 1, ONE), ANN);
    memory.store(answer(QUESTION, 1, TWO), BOB);
    memory.hear(news(2, went("휴가", "2")));

    assertNull(memory.find(evenStale(QUESTION), BOB));
    assertNotNull(memory.find(QUESTION, ANN));
    assertEquals(Unsure.OTHER_ASKER, found(call("eve")).unsure());
    assertTrue(memory.holds(found(call("eve")), 2, call("eve"), ONE));
  }

  @Test
  void whatRestsOnAWholeDocumentGoesWithAnyOfIt() {
    memory.store(answer(QUESTION, 1, wholeOf("휴가")), ANN);
    memory.hear(news(2, came("휴가", "5")));

    assertNull(memory.find(QUESTION, ANN));
  }

  @Test
  void whereNewsWereMissedNothingFromBeforeIsGiven() {
    memory.hear(news(1, came("휴가", "1")));
    memory.store(answer(QUESTION, 1, ONE), ANN);
    var kept = found(ANN);
    memory.hear(news(5, 6, came("병가", "9")));

    assertNull(memory.find(evenStale(QUESTION), ANN));
    assertFalse(memory.holds(kept, 6, ANN, ONE));
  }

  @Test
  void anAnswerThatComesAfterItsPassagesWentIsNotKept() {
    memory.hear(news(2, went("휴가", "1")));

    assertEquals("what it rests on has changed meanwhile",
        memory.store(answer(QUESTION, 1, ONE), ANN));
    assertNull(memory.find(QUESTION, ANN));
    assertNull(memory.find(QUESTION, BOB));
  }

  @Test
  void anAnswerThatIsTooOldStandsInForItsAskerOnly() {
    memory.store(answer(QUESTION, 1, ONE), ANN);
    memory.pass(TTL.minusMillis(1));
    assertNotNull(memory.find(QUESTION, ANN));
    memory.pass(Duration.ofMillis(1));

    assertNull(memory.find(QUESTION, ANN));
    assertNotNull(memory.find(evenStale(QUESTION), ANN));
    assertNull(memory.find(evenStale(QUESTION), BOB));
    memory.pass(Samples.KEPT.staleFor());
    assertNull(memory.find(evenStale(QUESTION), ANN));
  }

  @Test
  void whatStandsInMayLackWhatCame() {
    memory.store(answer(QUESTION, 1, ONE), ANN);
    memory.hear(news(2, came("병가", "9")));

    var kept = memory.find(evenStale(QUESTION), ANN);
    assertNotNull(kept);
    assertNull(kept.unsure());
  }

  @Test
  void theAskerMayWantNoOlderAnswer() {
    memory.store(answer(QUESTION, 1, ONE), ANN);
    memory.pass(Duration.ofSeconds(5));

    assertNotNull(memory.find(noOlderThan(5001, QUESTION), ANN));
    assertNull(memory.find(noOlderThan(5000, QUESTION), ANN));
    memory.pass(TTL);
    assertNull(memory.find(noOlderThan(Long.MAX_VALUE, QUESTION), ANN));
  }

  @Test
  void confirmingMakesNothingYounger() {
    memory.store(answer(QUESTION, 1, ONE), ANN);
    memory.pass(TTL.minusMillis(1));
    assertTrue(memory.holds(found(ANN), 1, ANN, ONE));
    memory.pass(Duration.ofMillis(1));

    assertNull(memory.find(QUESTION, ANN));
  }

  @Test
  void whereThereIsNoRoomItIsTold() {
    var small = new Memory(new CacheConfig.Kept(TTL, TTL, 0));

    assertEquals("there is no room for it", small.store(answer(QUESTION, 1, ONE), ANN));
    assertNull(small.find(QUESTION, ANN));
    var large = answer(QUESTION, 1, ONE);
    large = new StoreAnswer(large.scope(), QUESTION, null, "긴".repeat(1 << 20), large.done(),
        large.basis(), large.seen(), 1);
    assertEquals("there is no room for it", memory.store(large, ANN));
    assertNull(memory.find(QUESTION, BOB));
  }
}
