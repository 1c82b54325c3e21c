package io.sluice.cache;

import io.sluice.strictjson.Check;
import java.time.Duration;

/**
 * What is remembered, how long, and how much of it.
 *
 * @param embeddings vectors of questions
 * @param passages what was found for them
 * @param answers what was answered
 * @param alike answers to questions that mean the same
 * @param redisMaxMb how much is kept in Redis of a collection's passages and answers, where there is Redis
 */
public record CacheConfig(Embeddings embeddings, Kept passages, Kept answers, Alike alike,
    int redisMaxMb) {

  public CacheConfig {
    Check.required("embeddings", embeddings);
    Check.required("passages", passages);
    Check.required("answers", answers);
    Check.required("alike", alike);
    Check.range("redis-max-mb", redisMaxMb, 1, MOST_MB);
  }

  /**
   * A layer of what is always true.
   *
   * @param maxMb how much is kept; 0 for nothing
   */
  public record Embeddings(Duration ttl, int maxMb) {
    public Embeddings {
      Check.positive("ttl", ttl);
      Check.range("max-mb", maxMb, 0, MOST_MB);
    }
  }

  /**
   * A layer of what rests on documents.
   *
   * @param ttl how long it is taken for true
   * @param staleFor how long after that it may still stand in where nothing else can answer
   * @param maxMb how much is kept; 0 for nothing
   */
  public record Kept(Duration ttl, Duration staleFor, int maxMb) {
    public Kept {
      Check.positive("ttl", ttl);
      Check.positive("stale-for", staleFor);
      Check.range("max-mb", maxMb, 0, MOST_MB);
    }

    Duration keepFor() {
      return ttl.plus(staleFor);
    }
  }

  /**
   * When an answer is taken for another question.
   *
   * @param mode whether it is at all
   * @param ttl how old it may be
   * @param threshold how alike the questions must be at least, from 0 to 1
   * @param falseHits how many of a hundred such answers may differ from the question's own; where more
   *        do, questions must be more alike, and where that does not help no such answers are given
   * @param compared the share of such answers that are compared with the question's own, which is made
   *        behind the scenes
   */
  public record Alike(Mode mode, Duration ttl, double threshold, double falseHits,
      double compared) {
    public Alike {
      Check.required("mode", mode);
      Check.positive("ttl", ttl);
      Check.range("threshold", threshold, 0, 1);
      Check.range("false-hits", falseHits, 0.001, 0.5);
      Check.range("compared", compared, 0, 1);
    }
  }

  /** Whether answers are given to other questions. */
  public enum Mode {
    ON,
    OFF
  }

  private static final int MOST_MB = 1 << 20;
}
