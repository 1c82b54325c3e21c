package io.sluice.tracing;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.StatusCode;
import io.sluice.bus.Span;
import io.sluice.message.QueryRecord.Stage;
import io.sluice.privacy.Masker;
import io.sluice.tracing.TracingConfig.Content;
import java.util.List;

/** A span of OpenTelemetry's, which may be one that is not sent. */
final class NotedSpan implements Span {
  /** Nobody reads more of it there. */
  private static final int MOST_WORDS = 4_000;

  private final io.opentelemetry.api.trace.Span span;
  private final Content content;

  NotedSpan(io.opentelemetry.api.trace.Span span, Content content) {
    this.span = span;
    this.content = content;
  }

  @Override
  public boolean isNoted() {
    return span.isRecording();
  }

  @Override
  public String traceparent() {
    var place = span.getSpanContext();
    return "00-" + place.getTraceId() + "-" + place.getSpanId() + "-"
        + place.getTraceFlags().asHex();
  }

  @Override
  public Span named(String name) {
    span.updateName(name);
    return this;
  }

  @Override
  public Span with(String key, String value) {
    span.setAttribute(key, value);
    return this;
  }

  @Override
  public Span with(String key, long value) {
    span.setAttribute(key, value);
    return this;
  }

  @Override
  public Span with(String key, double value) {
    span.setAttribute(key, value);
    return this;
  }

  @Override
  public Span with(String key, boolean value) {
    span.setAttribute(key, value);
    return this;
  }

  @Override
  public Span with(String key, List<String> values) {
    span.setAttribute(AttributeKey.stringArrayKey(key), values);
    return this;
  }

  @Override
  public Span withWords(String key, String words) {
    return content == Content.NONE || !isNoted() || words.isEmpty()
        ? this
        : with(key, masked(words));
  }

  /** What is said of a failure may quote what was asked. */
  @Override
  public Span failed(String type, String message) {
    if (isNoted()) {
      span.setAttribute("error.type", type);
      span.setStatus(StatusCode.ERROR, content == Content.NONE ? "" : masked(message));
    }
    return this;
  }

  @Override
  public void end() {
    span.end();
  }

  /** What was cut in two at the first end is not known for what it is, and so goes, however short the rest. */
  private static String masked(String words) {
    var masked = Masker.byKind(cut(words, 2 * MOST_WORDS)).text();
    var sure = words.length() <= 2 * MOST_WORDS
        ? masked.length()
        : Math.max(0, masked.length() - Stage.MARGIN);
    var most = Math.min(MOST_WORDS, sure);
    return masked.length() <= most ? masked : cut(masked, most) + "…";
  }

  private static String cut(String words, int length) {
    return words.length() <= length ? words : words.substring(0, length);
  }
}
