package io.sluice.http;

import io.sluice.http.ChatBody.Message;
import io.sluice.http.ChatBody.Role;
import io.sluice.message.Generation.Turn;
import io.sluice.strictjson.Check;
import io.sluice.strictjson.Check.Violation;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A client's messages as a question and what was said before it. The last user message is the
 * question. Instructions are not followed: the gateway's own keep the answer to its sources.
 *
 * @param warnings what of the messages was left out
 */
record Dialogue(String question, List<Turn> history, List<String> warnings) {
  /** No more are ever looked at, however much the gateway is told to remember. */
  private static final int MAX_TURNS = 100;
  private static final String UNFOLLOWED = "messages: those of system and developer are not followed;"
      + " the gateway's own instructions keep the answer to its sources";
  private static final String UNCALLED = "messages: those of tools are left out; no tools are called"
      + " here";
  private static final String UNCONTINUED = "messages: what comes after the last one of the user is"
      + " left out";

  static Dialogue of(List<Message> messages) {
    var last = lastOfUser(messages);
    var warnings = new LinkedHashSet<String>();
    var history = history(messages.subList(0, last), warnings);
    messages.subList(last + 1, messages.size())
        .forEach(message -> warnings.add(isOfTool(message.role()) ? UNCALLED : UNCONTINUED));
    var question = Check.text("messages[" + last + "].content", messages.get(last).text(),
        Bodies.MAX_QUESTION);
    return new Dialogue(question, history, List.copyOf(warnings));
  }

  private static boolean isOfTool(@Nullable Role role) {
    return role == Role.TOOL || role == Role.FUNCTION;
  }

  private static int lastOfUser(List<Message> messages) {
    var last = -1;
    for (var i = 0; i < messages.size(); i++) {
      last = messages.get(i).role() == Role.USER ? i : last;
    }
    if (last < 0) {
      throw new Violation("messages", "must have one of the user, which is the question");
    }
    return last;
  }

  /**
   * The latest turns. What nobody answered stays as a question with an empty answer: the next may refer
   * to it. Of several answers the last one that says something counts, the others having led to tools.
   */
  private static List<Turn> history(List<Message> messages, Set<String> warnings) {
    var turns = new ArrayList<Turn>();
    for (var message : messages) {
      var text = message.text();
      switch (Check.required("role", message.role())) {
        case USER -> turns.add(new Turn(text, ""));
        case ASSISTANT -> {
          if (!turns.isEmpty() && !text.isBlank()) { // a greeting answers nothing
            turns.add(new Turn(turns.removeLast().question(), text));
          }
        }
        case SYSTEM, DEVELOPER -> warnings.add(UNFOLLOWED);
        case TOOL, FUNCTION -> warnings.add(UNCALLED);
      }
    }
    return turns.subList(Math.max(0, turns.size() - MAX_TURNS), turns.size());
  }
}
