package io.sluice.answer;

import io.sluice.bus.EventLog;
import io.sluice.message.AnswerEvent;
import io.sluice.message.AnswerEvent.Failed;
import io.sluice.message.Answering.AskQuestion;
import io.sluice.message.CallInfo;
import io.sluice.message.Refusal;
import io.sluice.message.Refusal.BadRequest;
import io.sluice.message.Reply;
import io.sluice.message.Streaming.StreamOpened;
import java.lang.ref.WeakReference;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Which answer of this node belongs to which key of its asker, so that a question that is sent again is not
 * answered twice. A key is forgotten with its answer; of very many the oldest are. Safe for any thread.
 */
final class Repeats {
  private static final int MOST = 100_000;

  private final Predicate<String> isKept;
  private final Map<Key, Given> given = new LinkedHashMap<>() {
    private static final long serialVersionUID = 1;

    @Override
    protected boolean removeEldestEntry(Map.Entry<Key, Given> eldest) {
      return size() > MOST;
    }
  };

  /**
   * No keys yet.
   *
   * @param isKept whether an answer can still be read
   */
  Repeats(Predicate<String> isKept) {
    this.isKept = isKept;
  }

  /**
   * The answer that the key has already, or a refusal where the key is another question's; null where it
   * has none.
   */
  synchronized @Nullable Reply<StreamOpened> before(AskQuestion question, String key,
      CallInfo call) {
    return before(question, Key.of(key, call));
  }

  /**
   * As {@link #before}, or a new answer where there is none. One that failed, and might not if it were
   * tried again, is begun anew.
   *
   * @param open begins an answer; is called at most once
   */
  synchronized Reply<StreamOpened> once(AskQuestion question, String key, CallInfo call,
      Supplier<EventLog<AnswerEvent>> open) {
    var whose = Key.of(key, call);
    var before = before(question, whose);
    if (before != null) {
      return before;
    }
    var log = open.get();
    log.stay();
    given.put(whose, new Given(question, log.id(), given.containsKey(whose),
        new WeakReference<>(log)));
    forgetTheOldest();
    return Reply.of(log.opened());
  }

  private void forgetTheOldest() {
    var oldest = given.values().iterator();
    while (oldest.hasNext() && !isKept.test(oldest.next().answer())) {
      oldest.remove();
    }
  }

  private @Nullable Reply<StreamOpened> before(AskQuestion question, Key whose) {
    var before = given.get(whose);
    if (before == null || before.isToBeTriedAgain() || !isKept.test(before.answer())) {
      return null;
    }
    return before.question().equals(question)
        ? Reply.of(new StreamOpened(before.answer(), !before.anew(), null))
        : another();
  }

  /** The key is another question's. */
  static Reply<StreamOpened> another() {
    return Reply.refused(new BadRequest("Idempotency-Key: was sent with another question before",
        "Idempotency-Key"));
  }

  private record Key(String tenant, Set<String> principals, String key) {

    static Key of(String key, CallInfo call) {
      return new Key(call.tenant(), Set.copyOf(call.principals()), key);
    }
  }

  /**
   * An answer. Its log is held by those who keep it for readers.
   *
   * @param anew in place of another: what its asker has read before may be of that one
   */
  private record Given(AskQuestion question, String answer, boolean anew,
      WeakReference<EventLog<AnswerEvent>> log) {

    boolean isToBeTriedAgain() {
      var kept = log.get();
      return kept != null && kept.latest() instanceof Failed(Refusal why, _) && why.retryable();
    }
  }
}
