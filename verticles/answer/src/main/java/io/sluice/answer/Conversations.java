package io.sluice.answer;

import io.sluice.message.Generation.Turn;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was said lately, by conversation, in memory: the last turns of each, and of the conversations
 * those used last. Safe for any thread.
 */
final class Conversations {
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

  /** What was said so far; nothing where there is no such conversation. */
  synchronized Talk of(String tenant, @Nullable String id) {
    var talk = id == null ? null : talks.get(new Key(tenant, id));
    return talk == null ? Talk.EMPTY : talk;
  }

  /** Remembers what was asked, in words that stand alone, and what was answered. */
  synchronized void add(String tenant, @Nullable String id, String question, String standalone,
      String answer) {
    if (id == null) {
      return;
    }
    var turns = new ArrayList<>(of(tenant, id).turns());
    turns.add(new Turn(question, answer.substring(0, Math.min(answer.length(), MAX_ANSWER))));
    var kept = turns.subList(Math.max(0, turns.size() - maxTurns), turns.size());
    talks.put(new Key(tenant, id), new Talk(List.copyOf(kept), standalone));
  }

  /**
   * A conversation so far.
   *
   * @param topic the last question in words that stand alone
   */
  record Talk(List<Turn> turns, @Nullable String topic) {
    static final Talk EMPTY = new Talk(List.of(), null);
  }

  private record Key(String tenant, String id) {}
}
