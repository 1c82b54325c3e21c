package io.sluice.answer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.sluice.answer.Conversations.Talk;
import io.sluice.message.Answering.AskQuestion;
import io.sluice.message.Answering.CacheUse;
import io.sluice.message.CallInfo;
import io.sluice.message.Filters;
import io.sluice.message.Generation.Turn;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ConversationsTest {
  private final Conversations conversations = new Conversations(2, 3);

  @Test
  void theLastTurnsAreRemembered() {
    var key = key("t", List.of(), null, "c");
    IntStream.range(0, 10).forEach(i -> conversations.add(key, "q" + i, "s" + i, "a" + i));

    assertEquals(new Talk(List.of(new Turn("q7", "a7"), new Turn("q8", "a8"),
        new Turn("q9", "a9")), "s9"), conversations.of(key));
  }

  @Test
  void theConversationThatWasUnusedLongestIsForgotten() {
    add("one");
    add("two");
    conversations.of(key("t", List.of(), null, "one"));
    add("three");

    assertEquals(1, turns("one"));
    assertEquals(0, turns("two"));
    assertEquals(1, turns("three"));
  }

  @Test
  void askersWhoChooseTheSameIdStayApart() {
    conversations.add(key("t", List.of("hr"), "kim", "c"), "q", "s", "a");

    assertEquals(Talk.EMPTY, conversations.of(key("other", List.of("hr"), "kim", "c")));
    assertEquals(Talk.EMPTY, conversations.of(key("t", List.of("sales"), "kim", "c")));
    assertEquals(Talk.EMPTY, conversations.of(key("t", List.of("hr"), "lee", "c")));
    assertEquals(1, conversations.of(key("t", List.of("hr"), "kim", "c")).turns().size());
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

  private void add(String id) {
    conversations.add(key("t", List.of(), null, id), "q", "s", "a");
  }

  private int turns(String id) {
    return conversations.of(key("t", List.of(), null, id)).turns().size();
  }

  private static Conversations.@Nullable Key key(String tenant, List<String> principals,
      @Nullable String user, @Nullable String id) {
    return Conversations.key(
        new AskQuestion("q", "default", id, user, null, Filters.NONE, null, null, CacheUse.USE),
        new CallInfo("r", tenant, principals, null, 0, null));
  }
}
