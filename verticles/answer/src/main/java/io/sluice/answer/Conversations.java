package io.sluice.answer;

import io.sluice.message.Answering.AskQuestion;
import io.sluice.message.CallInfo;
import io.sluice.message.Generation.Turn;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What was said lately, by conversation, in memory: the last turns of each, and of the conversations
 * those used last. Safe for any thread.
 *
 * <p>The asker chooses a conversation's id, so two may choose the same. What was answered to one may
 * rest on documents the other must not see: a conversation belongs to whoever started it.
 */
final class Conversations {
  private static final int MAX_QUESTION = 4000;
  private static final int MAX_ANSWER = 4000;

  private final int maxTurns;
  private final Map<Key, Talk> talks;

  Conversations(int maxConversations, int maxTurns) {
    this.maxTurns = maxTurns;
    this.talks = new LinkedHashMap<>(16, 0.75f, true) {
      private static final long serialVersionUID = 1;

      @Override
      protected boolean removeEldestEntry(Map.Entry<Key, Talk> eldest) {
        return size() > maxConversations;
      }
    };
  }

  /** The conversation a question belongs to, where it belongs to one. */
  static @Nullable Key key(AskQuestion question, CallInfo call) {
    return question.conversation() == null
        ? null
        : new Key(call.tenant(), Set.copyOf(call.principals()), question.user(),
            question.conversation());
  }

  /** What was said so far; nothing where there is no such conversation. */
  synchronized Talk of(@Nullable Key key) {
    var talk = key == null ? null : talks.get(key);
    return talk == null ? Talk.EMPTY : talk;
  }

  /** Whether nothing was said before a question. */
  boolean isFirst(AskQuestion question, @Nullable Key key) {
    return question.history() == null ? of(key).isEmpty() : question.history().isEmpty();
  }

  /** What was said before a question: as the asker tells it, or else as it is remembered. */
  Talk before(AskQuestion question, @Nullable Key key) {
    return question.history() == null ? of(key) : told(question.history());
  }

  /** Remembers what was asked, in words that stand alone, and what was answered. */
  synchronized void add(@Nullable Key key, String question, String standalone, String answer) {
    if (key == null) {
      return;
    }
    var turns = new ArrayList<>(of(key).turns());
    turns.add(new Turn(question, Excerpt.of(answer, MAX_ANSWER)));
    var kept = turns.subList(Math.max(0, turns.size() - maxTurns), turns.size());
    talks.put(key, new Talk(List.copyOf(kept), standalone));
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
      try {
        var digest = MessageDigest.getInstance("SHA-256");
        for (var turn : turns) {
          for (var words : List.of(turn.question(), turn.answer())) {
            digest.update((words.length() + ":" + words).getBytes(StandardCharsets.UTF_8));
          }
        }
        return HexFormat.of().formatHex(digest.digest());
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  record Key(String tenant, Set<String> principals, @Nullable String user, String id) {}
}
