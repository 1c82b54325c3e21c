package io.sluice.retrieval;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Collections whose documents have vectors in one space or in none, as they were at an epoch: nobody has to
 * count, for each search anew, what another model has embedded. Thread-safe.
 */
final class WeaviateUniform {

  /** Of more collections it is counted each time. */
  private static final int MOST_KEPT = 10_000;

  private final Map<String, Uniform> known = new ConcurrentHashMap<>();

  private record Uniform(long epoch, Space space) {}

  boolean is(WeaviateContents contents, Space space) {
    return new Uniform(contents.epoch(), space).equals(known.get(contents.key()));
  }

  /** None of its documents, whoever may see them, has vectors in another space. */
  void note(WeaviateContents contents, Space space) {
    if (known.size() < MOST_KEPT || known.containsKey(contents.key())) {
      known.put(contents.key(), new Uniform(contents.epoch(), space));
    }
  }
}
