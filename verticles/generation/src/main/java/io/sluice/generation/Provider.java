package io.sluice.generation;

import io.sluice.bus.EventLog;
import io.sluice.message.CallInfo;
import io.sluice.message.Generation.Generate;
import io.sluice.message.GenerationEvent;
import io.vertx.core.Future;

/**
 * Who puts an answer into words: a language model behind an API, or the passages themselves.
 *
 * <p>A provider appends {@code Started} together with its first word, not before, and then tokens and
 * citations, as they come; it never ends the log. It tells how it ended by its future. One that gave up
 * has appended nothing, so another may be asked instead.
 *
 * <p>An append that is turned down, or {@link EventLog#whenEnded}, means that the asker has left: the
 * provider then stops its work, an upstream call included. It is called on an event loop and must not
 * block it.
 */
public interface Provider {

  /** As users see it in the answer's route. */
  String name();

  /** Writes the answer to {@code request} into {@code log}, within the call's time and budget. */
  Future<Outcome> generate(Generate request, CallInfo call, EventLog<GenerationEvent> log);
}
