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
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Which answer belongs to which key of its asker, so that a question that is sent again is not answered
 * twice. A key is forgotten with its answer; of very many the oldest are. Safe for any thread.
 */
final class Repeats {
  private static final int MOST = 100_000;

  private final Predicate<String> isKept;
  private final Map<Key, Asked> asked = new LinkedHashMap<>() {
    private static final long serialVersionUID = 1;

    @Override
    protected boolean removeEldestEntry(Map.Entry<Key, Asked> eldest) {
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
   * The answer that the key has already, or a new one; refused where the key is another question's. One
   * that failed, and might not if it were tried again, is begun anew.
   *
   * @param open begins an answer; is called at most once
   */
  synchronized Reply<StreamOpened> once(AskQuestion question, String key, CallInfo call,
      Supplier<EventLog<AnswerEvent>> open) {
    var whose = new Key(call.tenant(), Set.copyOf(call.principals()), key);
    var before = asked.get(whose);
    if (before == null || !isKept.test(before.answer())) {
      var log = open.get();
      log.stay();
      asked.put(whose, new Asked(question, log.id()));
      log.whenEnded().onSuccess(end -> {
        if (log.latest() instanceof Failed(Refusal why) && why.retryable()) {
          forget(whose, log.id());
        }
      });
      return Reply.of(new StreamOpened(log.id()));
    }
    return before.question().equals(question)
        ? Reply.of(new StreamOpened(before.answer(), true))
        : Reply.refused(new BadRequest(
            "Idempotency-Key: was sent with another question before", "Idempotency-Key"));
  }

  private synchronized void forget(Key whose, String answer) {
    var known = asked.get(whose);
    if (known != null && known.answer().equals(answer)) {
      asked.remove(whose);
    }
  }

  private record Key(String tenant, Set<String> principals, String key) {}

  private record Asked(AskQuestion question, String answer) {}
}
