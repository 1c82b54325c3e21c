package io.sluice.bus;

import io.sluice.message.CallInfo;
import org.jspecify.annotations.Nullable;

/**
 * Where it is noted what is done for a request: as spans, each below the one it is done for, which
 * together are the request's trace. What a call belongs to travels with it (see {@link CallInfo}), over
 * the bus and to servers elsewhere. Safe for any thread.
 */
public interface Tracing {

  /** Notes nothing. Calls keep the trace they came with. */
  Tracing OFF = new Tracing() {

    @Override
    public Span first(String name, Kind kind, @Nullable String traceparent,
        @Nullable String tracestate) {
      return Span.none();
    }

    @Override
    public boolean isOff() {
      return true;
    }
  };

  /** On which side of a call it is. */
  enum Kind {
    SERVER,
    CLIENT,
    INTERNAL
  }

  /**
   * Begins the first span of this process for a request: below the place where it came from, or a trace
   * of its own.
   *
   * @param traceparent where it came from; null where nobody says
   */
  Span first(String name, Kind kind, @Nullable String traceparent, @Nullable String tracestate);

  /** Begins a span of a request; none where the call belongs to no trace. */
  default Span begin(String name, Kind kind, CallInfo call) {
    return call.traceparent() == null
        ? Span.none()
        : first(name, kind, call.traceparent(), call.tracestate());
  }

  default boolean isOff() {
    return false;
  }
}
