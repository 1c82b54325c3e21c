package io.sluice.answer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.sluice.answer.Conversations.Talk;
import io.sluice.message.Answering.AskQuestion;
import io.sluice.message.Answering.CacheUse;
import io.sluice.message.CallInfo;
import io.sluice.message.Filters;
import io.sluice.message.Generation.Turn;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ConversationsTest {
  private final Conversations conversations = new Conversations(
      new TalksInMemory(2, 3, Duration.ofHours(1)), 3);

  @Test
  void theLastTurnsAreRemembered() {
    var key = key("t", List.of(), null, "c");
    IntStream.range(0, 10).forEach(i -> conversations.add(key, "q" + i, "s" + i, "a" + i));

    assertEquals(new Talk(List.of(new Turn("q7", "a7"), new Turn("q8", "a8"),
        new Turn("q9", "a9")), "s9"), conversations.of(key));
  }

  @Test
  void aQuestionOfNoConversationIsNotRemembered() {
    assertNull(key("t", List.of(), null, null));
    conversations.add(null, "q", "s", "a");

    assertEquals(Talk.EMPTY, conversations.of(null));
  }

  @Test
  void aLongAnswerIsCutBetweenLetters() {
    var key = key("t", List.of(), null, "c");
    conversations.add(key, "q", "s", "a" + "😀".repeat(5000));

    assertEquals("a" + "😀".repeat(1999), conversations.of(key).turns().getFirst().answer());
  }

  @Test
  void whatTheAskerTellsGoesBeforeWhatIsRemembered() {
    var key = key("t", List.of(), null, "c");
    conversations.add(key, "q", "s", "a");

    assertEquals(List.of(new Turn("휴가는?", "15일.")),
        conversations.before(told(new Turn("휴가는?", "15일.")), key).turns());
    assertEquals(Talk.EMPTY, conversations.before(told(), key));
    assertEquals(new Talk(List.of(new Turn("q", "a")), "s"),
        conversations.before(question(null), key));
  }

  @Test
  void ofWhatIsToldAsMuchCountsAsWouldBeRemembered() {
    var talk = conversations.before(told(new Turn("a", "A"), new Turn("b", "B"),
        new Turn("c", "C"), new Turn("d".repeat(9000), "😀".repeat(9000))), null);

    assertEquals(List.of("b", "c", "d".repeat(4000)),
        talk.turns().stream().map(Turn::question).toList());
    assertEquals("😀".repeat(2000), talk.turns().getLast().answer());
  }

  @Test
  void theTopicOfWhatIsToldStandsAlone() {
    assertEquals("연차는 며칠인가요? 그럼 신청은 언제?", conversations.before(
        told(new Turn("연차는 며칠인가요?", "15일."), new Turn("그럼 신청은 언제?", "")), null).topic());
  }

  private static AskQuestion told(Turn... history) {
    return question(List.of(history));
  }

  private static AskQuestion question(@Nullable List<Turn> history) {
    return new AskQuestion("q", "default", "c", null, null, Filters.NONE, null, null,
        CacheUse.USE, history, null, null, null);
  }

  private static Conversations.@Nullable Key key(String tenant, List<String> principals,
      @Nullable String user, @Nullable String id) {
    return Conversations.key(
        new AskQuestion("q", "default", id, user, null, Filters.NONE, null, null, CacheUse.USE),
        new CallInfo("r", tenant, principals, null, 0, null));
  }
}
