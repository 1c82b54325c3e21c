package io.sluice.retrieval;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How rare words are, by a sample of each collection's passages: Weaviate does not tell it. Of one
 * that is smaller than the sample it is exact. Thread-safe.
 */
final class WeaviateSamples {

  private static final int PASSAGES = 500;
  /** More collections than so many are sampled for each question anew. */
  private static final int MOST_KEPT = 200;
  private static final Duration LONG_AGO = Duration.ofMinutes(10);

  private final Map<String, Sample> samples = new ConcurrentHashMap<>();

  /**
   * What a sample tells.
   *
   * @param epoch at which it was taken
   * @param nanos when
   * @param counts in how many of its passages a word is
   */
  record Sample(long epoch, long nanos, int passages, Map<String, Integer> counts) {

    /** 0 where half of all passages have it, or more. */
    double rarity(String word) {
      var with = counts.getOrDefault(word, 0);
      return Math.max(0, Math.log((passages - with + 0.5) / (with + 0.5)));
    }

    /** A large collection may change a little. */
    private boolean isStill(long now) {
      return epoch == now
          || (passages == PASSAGES && System.nanoTime() - nanos < LONG_AGO.toNanos());
    }
  }

  Sample of(WeaviateContents contents) throws IOException {
    var known = samples.get(contents.key());
    if (known != null && known.isStill(contents.epoch())) {
      return known;
    }
    var sample = take(contents);
    if (samples.size() < MOST_KEPT || known != null) {
      samples.put(contents.key(), sample);
    }
    return sample;
  }

  private static Sample take(WeaviateContents contents) throws IOException {
    var counts = new HashMap<String, Integer>();
    var rows = contents.passages().some(PASSAGES, WeaviateSchema.WORDS);
    for (var row : rows) {
      row.words().forEach(word -> counts.merge(word, 1, Integer::sum));
    }
    return new Sample(contents.epoch(), System.nanoTime(), rows.size(), counts);
  }
}
