package io.sluice.cache;

import static io.sluice.cache.Samples.answer;
import static io.sluice.cache.Samples.answerIn;
import static io.sluice.cache.Samples.call;
import static io.sluice.cache.Samples.passage;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.sluice.message.Caching.AnswersEvicted;
import io.sluice.message.Caching.EvictAnswers;
import io.sluice.message.CallInfo;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an operator makes the answers forget. */
class EvictionTest {
  private static final CallInfo ANN = call("ann");
  private static final CallInfo THEM = Samples.callOf("other", "ann");

  private final Memory memory = new Memory();

  @BeforeEach
  void answerSome() {
    memory.store(answer("휴가는 며칠인가요?", 1, passage("휴가", "1")), ANN);
    memory.store(answer("Is lunch free?", 1, passage("canteen", "1"), passage("휴가", "2")), ANN);
    memory.store(answerIn("faq", "Is lunch free?", 1, passage("canteen", "1")), ANN);
    memory.store(answer("휴가는 며칠인가요?", 1, passage("휴가", "1")), THEM);
  }

  private AnswersEvicted evict(@Nullable String collection, @Nullable String document,
      @Nullable String question) {
    return memory.answers.evict(new EvictAnswers(collection, document, question, false), ANN)
        .result();
  }

  private static AnswersEvicted these(String... questions) {
    return new AnswersEvicted(questions.length, List.of(questions));
  }

  @Test
  void allIsAllOfTheTenant() {
    assertEquals(new AnswersEvicted(3, List.of("Is lunch free?", "휴가는 며칠인가요?")),
        evict(null, null, null));
    assertEquals(these(), evict(null, null, null));
    assertNull(memory.find("휴가는 며칠인가요?", ANN));
    assertNotNull(memory.find("휴가는 며칠인가요?", THEM));
  }

  @Test
  void aDryRunOnlyTells() {
    var request = new EvictAnswers(null, null, null, true);

    assertEquals(3, memory.answers.evict(request, ANN).result().count());
    assertEquals(3, memory.answers.evict(request, ANN).result().count());
    assertNotNull(memory.find("휴가는 며칠인가요?", ANN));
  }

  @Test
  void ofADocumentGoesWhatRestsOnAnyOfIt() {
    assertEquals(these("Is lunch free?", "휴가는 며칠인가요?"), evict(null, "휴가", null));
    assertNotNull(memory.find(Samples.lookUpIn("faq", "Is lunch free?"), ANN));
    assertNotNull(memory.find("휴가는 며칠인가요?", THEM));
  }

  @Test
  void ofAQuestionGoesWhatIsAskedInOtherLettersToo() {
    assertEquals(these("휴가는 며칠인가요?"), evict(null, null, "  휴가는  며칠인가요"));
    assertNull(memory.find("휴가는 며칠인가요?", ANN));
    assertNotNull(memory.find("Is lunch free?", ANN));
  }

  @Test
  void ofACollectionGoesNothingOfAnother() {
    assertEquals(these("Is lunch free?"), evict("faq", null, null));
    assertNotNull(memory.find("Is lunch free?", ANN));
  }

  @Test
  void allThatIsSaidMustBeTrueOfWhatGoes() {
    assertEquals(these(), evict("faq", "휴가", null));
    assertEquals(these(), evict("faq", null, "휴가는 며칠인가요?"));
    assertEquals(these("Is lunch free?"), evict(Samples.HANDBOOK, "canteen", "IS LUNCH FREE"));
  }

  @Test
  void ofManyOnlySomeAreShown() {
    IntStream.range(0, 50)
        .forEach(i -> memory.store(answer("q" + i, 1, passage("many", "1")), ANN));

    var evicted = evict(null, "many", null);
    assertEquals(50, evicted.count());
    assertEquals(20, evicted.questions().size());
  }
}
