package io.sluice.bus;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Keeps spans, also those of several nodes. */
final class NotedSpans implements Tracing {
  private final List<Noted> begun = new CopyOnWriteArrayList<>();
  private final AtomicInteger number = new AtomicInteger();

  @Override
  public Span first(String name, Kind kind, @Nullable String traceparent,
      @Nullable String tracestate) {
    var span = new Noted(name, kind, traceparent, number.incrementAndGet());
    begun.add(span);
    return span;
  }

  /** Those that are over, in the order of their beginning. */
  List<Noted> of(String name) {
    return begun.stream().filter(span -> span.name.equals(name) && span.over).toList();
  }

  List<Noted> all() {
    return List.copyOf(begun);
  }

  static final class Noted implements Span {
    final String name;
    final Kind kind;
    final @Nullable String parent;
    final String place;
    final Map<String, Object> attributes = new ConcurrentHashMap<>();
    volatile boolean over;

    private Noted(String name, Kind kind, @Nullable String parent, int number) {
      this.name = name;
      this.kind = kind;
      this.parent = parent;
      this.place = "place-" + number;
    }

    @Override
    public boolean isNoted() {
      return !over;
    }

    @Override
    public String traceparent() {
      return place;
    }

    @Override
    public Span named(String other) {
      return this;
    }

    @Override
    public Span with(String key, String value) {
      return put(key, value);
    }

    @Override
    public Span with(String key, long value) {
      return put(key, value);
    }

    @Override
    public Span with(String key, double value) {
      return put(key, value);
    }

    @Override
    public Span with(String key, boolean value) {
      return put(key, value);
    }

    @Override
    public Span with(String key, List<String> values) {
      return put(key, values);
    }

    @Override
    public Span withWords(String key, String words) {
      return put(key, words);
    }

    @Override
    public Span failed(String type, String message) {
      return put("error", type);
    }

    @Override
    public void end() {
      over = true;
    }

    private Span put(String key, Object value) {
      attributes.put(key, value);
      return this;
    }
  }
}
