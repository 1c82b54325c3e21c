package io.sluice.answer;

import io.sluice.answer.Talks.Said;
import io.sluice.message.Answering.AskQuestion;
import io.sluice.message.CallInfo;
import io.sluice.message.Generation.Turn;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What was said lately, by conversation. Safe for any thread.
 *
 * <p>The asker chooses a conversation's id, so two may choose the same. What was answered to one may
 * rest on documents the other must not see: a conversation belongs to whoever started it.
 */
final class Conversations {
  private static final int MAX_QUESTION = 4000;
  private static final int MAX_ANSWER = 4000;

  private final Talks talks;
  private final int maxTurns;

  Conversations(Talks talks, int maxTurns) {
    this.talks = talks;
    this.maxTurns = maxTurns;
  }

  /** The conversation a question belongs to, where it belongs to one. */
  static @Nullable Key key(AskQuestion question, CallInfo call) {
    return question.conversation() == null
        ? null
        : new Key(call.tenant(), Set.copyOf(call.principals()), question.user(),
            question.conversation());
  }

  /** What was said so far; nothing where there is no such conversation. May wait. */
  Talk of(@Nullable Key key) {
    var said = key == null ? List.<Said>of() : talks.of(key);
    return said.isEmpty()
        ? Talk.EMPTY
        : new Talk(said.stream().map(one -> new Turn(one.question(), one.answer())).toList(),
            said.getLast().standalone());
  }

  /** Whether nothing was said before a question, as far as that can be told without waiting. */
  boolean isFirst(AskQuestion question, @Nullable Key key) {
    return question.history() == null
        ? key == null || talks.isNew(key)
        : question.history().isEmpty();
  }

  /** What was said before a question: as the asker tells it, or else as it is remembered. May wait. */
  Talk before(AskQuestion question, @Nullable Key key) {
    return question.history() == null ? of(key) : told(question.history());
  }

  /** Remembers what was asked, in words that stand alone, and what was answered. */
  void add(@Nullable Key key, String question, String standalone, String answer) {
    if (key != null) {
      talks.add(key, new Said(question, Excerpt.of(answer, MAX_ANSWER), standalone));
    }
  }

  /** As much of it as would have been remembered. */
  private Talk told(List<Turn> history) {
    var turns = history.subList(Math.max(0, history.size() - maxTurns), history.size()).stream()
        .map(turn -> new Turn(Excerpt.of(turn.question(), MAX_QUESTION),
            Excerpt.of(turn.answer(), MAX_ANSWER)))
        .toList();
    String topic = null;
    for (var turn : turns) {
      topic = FollowUp.standalone(turn.question(), topic);
    }
    return new Talk(turns, topic);
  }

  /**
   * A conversation so far.
   *
   * @param topic the last question in words that stand alone
   */
  record Talk(List<Turn> turns, @Nullable String topic) {
    static final Talk EMPTY = new Talk(List.of(), null);

    boolean isEmpty() {
      return turns.isEmpty();
    }

    /** The same for the same turns, on any node. */
    String digest() {
      return Digest
          .of(turns.stream().flatMap(turn -> Stream.of(turn.question(), turn.answer())));
    }
  }

  record Key(String tenant, Set<String> principals, @Nullable String user, String id) {

    /** The same for the same conversation, on any node. */
    String digest() {
      var who = Stream.of(tenant, user == null ? "no user" : "user " + user, id);
      return Digest.of(Stream.concat(who, principals.stream().sorted()));
    }
  }
}
