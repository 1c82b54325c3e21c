package io.sluice.answer.journal;

import io.sluice.bus.EventLog;
import io.sluice.message.AnswerEvent;
import io.sluice.message.CallInfo;

/** Where answers are written down. Safe for any thread. */
@FunctionalInterface
public interface Journal {
  /** Writes nothing. */
  Journal NONE = (log, call) -> {};

  /** Writes down what is in this log and what comes, for askers like this call's. Nobody waits. */
  void keep(EventLog<AnswerEvent> log, CallInfo call);
}
