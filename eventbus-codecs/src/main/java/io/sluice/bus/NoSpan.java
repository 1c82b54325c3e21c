package io.sluice.bus;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A span that nobody notes. */
final class NoSpan implements Span {
  static final Span NONE = new NoSpan();

  private NoSpan() {}

  @Override
  public boolean isNoted() {
    return false;
  }

  @Override
  public @Nullable String traceparent() {
    return null;
  }

  @Override
  public Span named(String name) {
    return this;
  }

  @Override
  public Span with(String key, String value) {
    return this;
  }

  @Override
  public Span with(String key, long value) {
    return this;
  }

  @Override
  public Span with(String key, double value) {
    return this;
  }

  @Override
  public Span with(String key, boolean value) {
    return this;
  }

  @Override
  public Span with(String key, List<String> values) {
    return this;
  }

  @Override
  public Span withWords(String key, String words) {
    return this;
  }

  @Override
  public Span failed(String type, String message) {
    return this;
  }

  @Override
  public void end() {}
}
