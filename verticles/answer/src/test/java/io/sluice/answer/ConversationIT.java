package io.sluice.answer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sluice.message.Answering.AskQuestion;
import io.sluice.message.Answering.CacheUse;
import io.sluice.message.Filters;
import io.sluice.message.Generation.Turn;
import io.sluice.message.GenerationEvent.NotGenerated;
import io.sluice.message.Refusal.Internal;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What was said before counts for a question, where it is of the same asker. */
class ConversationIT extends AnswerCase {
  @Test
  void aFollowUpIsUnderstoodWithinItsConversation() {
    serveGeneration();
    events(ask("연차 휴가는 며칠인가요?", "c"));
    events(ask("그럼 병가는?", "c"));
    events(ask("What about it?", "c"));

    assertEquals(List.of("연차 휴가는 며칠인가요?", "연차 휴가는 며칠인가요? 그럼 병가는?",
        "연차 휴가는 며칠인가요? 그럼 병가는? What about it?"),
        others.generated.stream().map(g -> g.standalone()).toList());
    assertEquals(List.of(new Turn("연차 휴가는 며칠인가요?", "연차는 15일"), new Turn("그럼 병가는?", "연차는 15일")),
        others.generated.getLast().history());
    assertEquals("What about it?", others.generated.getLast().question());
    assertEquals(others.generated.getLast().standalone(), others.searches.getLast().query());
  }

  @Test
  void aFollowUpIsUnderstoodByTheHistoryThatComesWithIt() {
    serveGeneration();
    var history = List.of(new Turn("연차 휴가는 며칠인가요?", "15일"));
    events(answer(asking(new AskQuestion("그럼 병가는?", "default", null, null, null, Filters.NONE,
        null, null, CacheUse.USE, history, null, null, null), call("t", AMPLE))));

    assertEquals("연차 휴가는 며칠인가요? 그럼 병가는?", others.generated.getLast().standalone());
    assertEquals(history, others.generated.getLast().history());
  }

  @Test
  void aConversationOfAnotherTenantIsAnother() {
    serveGeneration();
    events(ask("연차 휴가는 며칠인가요?", "c"));
    var other = call("other", AMPLE);
    events(answer(asking(question("그럼 병가는?", "default", "c"), other)), other);

    assertEquals(List.of(), others.generated.getLast().history());
    assertEquals("그럼 병가는?", others.generated.getLast().standalone());
  }

  @Test
  void anAnswerThatFailedIsNotRemembered() {
    speak(log -> log.end(new NotGenerated(new Internal("no"))));
    events(ask("연차 휴가는 며칠인가요?", "c"));
    others.speak = (request, log) -> Neighbours.wholeAnswer(log);
    events(ask("그럼 병가는?", "c"));

    assertEquals(List.of(), others.generated.getLast().history());
  }
}
