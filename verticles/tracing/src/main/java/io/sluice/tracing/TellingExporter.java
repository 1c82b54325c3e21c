package io.sluice.tracing;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collection;
import java.util.logging.Level;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells once that spans cannot be sent, and once that they can be again and how many are lost; the
 * exporter behind it would say so of each batch. Safe for any thread.
 */
final class TellingExporter implements SpanExporter {
  private static final Logger LOG = LoggerFactory.getLogger(TellingExporter.class);
  /** Held, or its level would be forgotten with it. */
  private static final java.util.logging.Logger THEIRS = java.util.logging.Logger
      .getLogger("io.opentelemetry.exporter");

  private final SpanExporter exporter;
  private final SpanCount count;
  private boolean fails;
  /** Since it fails. */
  private long lost;

  TellingExporter(SpanExporter exporter, SpanCount count) {
    this.exporter = exporter;
    this.count = count;
    THEIRS.setLevel(Level.OFF);
  }

  @Override
  public CompletableResultCode export(Collection<SpanData> spans) {
    var sent = exporter.export(spans);
    return sent.whenComplete(() -> {
      if (sent.isSuccess()) {
        count.sent(spans.size());
        isSent();
      } else {
        count.lost(spans.size());
        isLost(spans.size(), sent.getFailureThrowable());
      }
    });
  }

  private synchronized void isSent() {
    if (fails) {
      LOG.info("traces are sent again lost={}", lost);
      fails = false;
      lost = 0;
    }
  }

  private synchronized void isLost(int spans, @Nullable Throwable why) {
    lost += spans;
    if (!fails) {
      fails = true;
      LOG.warn("traces cannot be sent, and are lost until this is over: {}", reason(why));
    }
  }

  /** An answer of the collector has no cause. */
  private static String reason(@Nullable Throwable why) {
    if (why == null || why.getCause() == null) {
      return "the collector does not take them (is tracing.endpoint OTLP by HTTP, and are the"
          + " headers right?)";
    }
    var cause = why.getCause();
    for (var next = cause; next != null; next = next.getCause()) {
      cause = next;
    }
    return "the collector cannot be reached (" + cause.getClass().getSimpleName() + ")";
  }

  @Override
  public CompletableResultCode flush() {
    return exporter.flush();
  }

  @Override
  public CompletableResultCode shutdown() {
    return exporter.shutdown();
  }
}
