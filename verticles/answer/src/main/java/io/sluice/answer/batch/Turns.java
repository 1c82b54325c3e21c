package io.sluice.answer.batch;

import io.sluice.message.Batches.BatchLine;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * The questions of a batch that have not been asked yet, the first one first. One of a conversation is
 * not asked before the one before it there has its result, since it may rest on what was said.
 */
final class Turns {
  private final Queue<Integer> ready = new PriorityQueue<>();
  private final Map<Integer, Talk> talks = new HashMap<>();
  private final Map<Talk, Queue<Integer>> behind = new HashMap<>();

  /** A batch has one tenant and one asker, so that these tell its conversations apart. */
  private record Talk(@Nullable String user, String conversation) {}

  Turns(List<BatchLine> questions, IntPredicate isDone) {
    for (var line = 1; line <= questions.size(); line++) {
      if (!isDone.test(line)) {
        add(line, questions.get(line - 1));
      }
    }
  }

  /** From 1; null where none may be asked now. */
  @Nullable
  Integer next() {
    return ready.poll();
  }

  boolean hasNext() {
    return !ready.isEmpty();
  }

  /** It has its result. */
  void done(int line) {
    var talk = talks.remove(line);
    var after = talk == null ? null : behind.get(talk);
    var next = after == null ? null : after.poll();
    if (next != null) {
      ready.add(next);
    }
  }

  private void add(int line, BatchLine asked) {
    var conversation = asked.question().conversation();
    if (conversation == null) {
      ready.add(line);
      return;
    }
    var talk = new Talk(asked.question().user(), conversation);
    talks.put(line, talk);
    var before = behind.get(talk);
    if (before == null) {
      behind.put(talk, new ArrayDeque<>());
      ready.add(line);
    } else {
      before.add(line);
    }
  }
}
