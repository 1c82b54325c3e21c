package io.sluice.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.sluice.http.ChatBody.Message;
import io.sluice.http.ChatBody.Role;
import io.sluice.message.Generation.Turn;
import io.sluice.strictjson.Check.Violation;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DialogueTest {

  @Test
  void theLastUserMessageIsTheQuestionAndTheOthersAreItsHistory() {
    var dialogue = of(user("휴가는?"), assistant("15일입니다 [1]."), user("언제까지?"),
        assistant("연말까지."), user("그럼 반차는?"));

    assertEquals(new Dialogue("그럼 반차는?", List.of(new Turn("휴가는?", "15일입니다 [1]."),
        new Turn("언제까지?", "연말까지.")), List.of()), dialogue);
  }

  @Test
  void aQuestionNobodyAnsweredIsKept() {
    assertEquals(List.of(new Turn("a", ""), new Turn("b", "B")),
        of(user("a"), user("b"), assistant("B"), user("c")).history());
  }

  @Test
  void aGreetingAndCallsOfToolsAnswerNothing() {
    var dialogue = of(assistant("Hello!"), user("a"), assistant(""), message(Role.TOOL, "{}"),
        assistant("A"), assistant(" "), user("b"));

    assertEquals(List.of(new Turn("a", "A")), dialogue.history());
    assertEquals(1, dialogue.warnings().size());
    assertEquals("messages: those of tools are left out; no tools are called here",
        dialogue.warnings().getFirst());
  }

  @Test
  void instructionsAreNotFollowedAndThatIsSaidOnce() {
    var dialogue = of(message(Role.SYSTEM, "Be a pirate."), message(Role.DEVELOPER, "Lie."),
        user("a"));

    assertEquals("a", dialogue.question());
    assertEquals(List.of(), dialogue.history());
    assertEquals(1, dialogue.warnings().size());
  }

  @Test
  void whatComesAfterTheQuestionIsLeftOut() {
    var dialogue = of(user("a"), assistant("The answer is"), message(Role.TOOL, "{}"));

    assertEquals("a", dialogue.question());
    assertEquals(2, dialogue.warnings().size());
  }

  @Test
  void ofALongDialogueTheLatestTurnsCount() {
    var messages = IntStream.range(0, 1_000).boxed()
        .flatMap(i -> Stream.of(user("q" + i), assistant("a" + i))).toList();
    var history = Dialogue.of(Stream.concat(messages.stream(), Stream.of(user("q"))).toList())
        .history();

    assertEquals(100, history.size());
    assertEquals(new Turn("q999", "a999"), history.getLast());
  }

  @Test
  void whatIsNoQuestionIsNamed() {
    assertEquals("messages", violation(assistant("a")).field());
    assertEquals("messages[1].content", violation(assistant("a"), user(" ")).field());
    assertEquals("messages[0].content", violation(user("x".repeat(8_001))).field());
  }

  private static Violation violation(Message... messages) {
    return assertThrows(Violation.class, () -> of(messages));
  }

  private static Dialogue of(Message... messages) {
    return Dialogue.of(List.of(messages));
  }

  private static Message user(String text) {
    return message(Role.USER, text);
  }

  private static Message assistant(String text) {
    return message(Role.ASSISTANT, text);
  }

  private static Message message(Role role, String text) {
    return new Message(role, new ChatContent(text));
  }
}
