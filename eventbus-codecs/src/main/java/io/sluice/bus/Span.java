package io.sluice.bus;

import io.sluice.message.CallInfo;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that is done for a request, from its begin to its end, and what came of it. What is said of
 * it after its end is lost. Safe for any thread.
 */
public interface Span {

  /** One of which nothing is noted. */
  static Span none() {
    return NoSpan.NONE;
  }

  /** Whether it is worth finding out what to say of it. */
  boolean isNoted();

  /** Its place, as W3C writes it; null where the call's own counts on. */
  @Nullable
  String traceparent();

  /** Calls it otherwise than it began. */
  Span named(String name);

  Span with(String key, String value);

  Span with(String key, long value);

  Span with(String key, double value);

  Span with(String key, boolean value);

  Span with(String key, List<String> values);

  /** What people or models have said, which is noted only where that is allowed, and masked. */
  Span withWords(String key, String words);

  /** It has failed, with one of a few kinds of errors. */
  Span failed(String type, String message);

  void end();

  /** The call as a part of this. */
  default CallInfo of(CallInfo call) {
    var place = traceparent();
    return place == null ? call : call.traced(place);
  }
}
