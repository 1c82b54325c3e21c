package io.sluice.insight.quality;

import io.sluice.message.QueryRecord;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;

/**
 * The precision of the first three passages, by what people do: of an answer of which a source was opened,
 * how many of them were; of one that was rated badly without any being opened, none. Of others nobody knows.
 */
final class Opened implements Window {
  static final int FIRST = 3;
  static final int BAD_RATING = 2;
  private static final int MOST = 10_000;

  private final long windowMs;
  /** By answer, the oldest first. */
  private final SequencedMap<List<String>, Looked> looked = new LinkedHashMap<>();

  private record Looked(long atMs, int shown, Set<Integer> opened) {

    double precision() {
      return (double) opened.size() / shown;
    }
  }

  Opened(Duration window) {
    this.windowMs = window.toMillis();
  }

  void clicked(long nowMs, QueryRecord answer, int position) {
    var one = of(nowMs, answer);
    if (position <= FIRST) {
      one.opened().add(position);
    }
  }

  void rated(long nowMs, QueryRecord answer, int rating) {
    if (rating <= BAD_RATING && !answer.passages().isEmpty()) {
      of(nowMs, answer);
    }
  }

  private Looked of(long nowMs, QueryRecord answer) {
    var key = List.of(answer.tenant(), String.valueOf(answer.id()));
    if (looked.size() == MOST && !looked.containsKey(key)) {
      looked.pollFirstEntry();
    }
    return looked.computeIfAbsent(key,
        first -> new Looked(nowMs, Math.clamp(answer.passages().size(), 1, FIRST),
            new HashSet<>()));
  }

  @Override
  public Seen seen(long nowMs) {
    while (!looked.isEmpty() && looked.firstEntry().getValue().atMs() <= nowMs - windowMs) {
      looked.pollFirstEntry();
    }
    return looked.isEmpty()
        ? Seen.NOTHING
        : new Seen(looked.size(),
            looked.values().stream().mapToDouble(Looked::precision).average().orElse(0));
  }
}
