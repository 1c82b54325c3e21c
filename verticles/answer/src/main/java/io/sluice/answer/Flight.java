package io.sluice.answer;

import io.sluice.bus.EventLog;
import io.sluice.message.AnswerEvent;
import io.sluice.message.CallInfo;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * An answer that is being made, for one asker or for many of the same question. It ends early when the
 * last of them has left.
 */
final class Flight {
  private static final int CLOSED = -1;

  private final EventLog<AnswerEvent> log;
  private final CallInfo call;
  private final @Nullable String key;
  private final AtomicInteger aboard = new AtomicInteger(1);
  private final AtomicBoolean paid = new AtomicBoolean();
  private volatile String text = "";

  /**
   * With one asker aboard: whose time and money it has.
   *
   * @param key what it is called by those who may join it; null where nobody may
   */
  Flight(EventLog<AnswerEvent> log, CallInfo call, @Nullable String key) {
    this.log = log;
    this.call = call;
    this.key = key;
  }

  @Nullable
  String key() {
    return key;
  }

  EventLog<AnswerEvent> log() {
    return log;
  }

  CallInfo call() {
    return call;
  }

  /** Whether what it says may be told to this asker. */
  boolean isFor(CallInfo asker) {
    return call.tenant().equals(asker.tenant())
        && Set.copyOf(call.principals()).equals(Set.copyOf(asker.principals()));
  }

  /** One more; false where it is over, or has less time left than this asker, by more than a tenth. */
  boolean board(CallInfo asker) {
    return call.remaining().multipliedBy(11).compareTo(asker.remaining().multipliedBy(10)) >= 0
        && aboard.updateAndGet(number -> number == CLOSED ? CLOSED : number + 1) != CLOSED;
  }

  /** One less; true where that was the last. */
  boolean leave() {
    return aboard.updateAndGet(number -> number <= 1 ? CLOSED : number - 1) == CLOSED;
  }

  /** True once: for the one who pays. */
  boolean pay() {
    return paid.compareAndSet(false, true);
  }

  /** All its words; to be said before its end. */
  void said(String words) {
    text = words;
  }

  String text() {
    return text;
  }
}
