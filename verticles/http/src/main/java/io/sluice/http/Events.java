package io.sluice.http;

import io.sluice.message.AnswerEvent;
import io.sluice.message.AnswerEvent.Failed;

/** What an event of an answer's log looks like to users. */
final class Events {

  private Events() {}

  /** The event's JSON: its own components, or for a failure the error shape. */
  static Object view(AnswerEvent event, String requestId) {
    return event instanceof Failed failed ? Errors.envelope(failed, requestId) : event;
  }
}
