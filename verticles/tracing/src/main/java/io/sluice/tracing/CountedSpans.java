package io.sluice.tracing;

import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;

/**
 * Lets no more spans wait than may: the queue behind it would lose them without saying how many. Safe for any
 * thread.
 */
final class CountedSpans implements SpanProcessor {
  private final SpanProcessor queue;
  private final SpanCount count;

  CountedSpans(SpanProcessor queue, SpanCount count) {
    this.queue = queue;
    this.count = count;
  }

  @Override
  public void onStart(Context parent, ReadWriteSpan span) {
    // they are counted where they end
  }

  @Override
  public boolean isStartRequired() {
    return false;
  }

  @Override
  public void onEnd(ReadableSpan span) {
    if (span.getSpanContext().isSampled() && count.takes()) {
      queue.onEnd(span);
    }
  }

  @Override
  public boolean isEndRequired() {
    return true;
  }

  @Override
  public CompletableResultCode forceFlush() {
    return queue.forceFlush();
  }

  @Override
  public CompletableResultCode shutdown() {
    return queue.shutdown();
  }
}
