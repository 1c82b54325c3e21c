package io.sluice.message;

import io.sluice.message.AnswerEvent.CacheState;
import io.sluice.message.AnswerEvent.Degraded;
import io.sluice.message.AnswerEvent.Route;
import io.sluice.message.AnswerEvent.Timings;
import io.sluice.message.AnswerEvent.Usage;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How one question went: a line of the query log. Personal data is masked in what was asked and said.
 *
 * @param id of the answer; null where the question was refused before there was one
 * @param at when it ended
 * @param account of who asked; null where nobody counts
 * @param standalone the question in words that stand alone
 * @param answer its words; null where it was refused
 * @param support how much of what was checked its sources bear out; null where nothing was checked
 * @param refusal the code of what it was refused for; null where it was answered
 * @param route who answered; null where it was refused
 * @param experiment that the answer counts for; null where it counts for none
 * @param asker stands for who asked in the experiment; null where the answer counts for none
 * @param passages what the answer was made from, the best first
 * @param stages what was done for it, in this order
 * @param terms what the asker wanted beside an answer; null in lines of before that was written
 */
public record QueryRecord(@Nullable String id, Instant at, String requestId, String tenant,
    @Nullable String account, String collection, String question, String standalone,
    @Nullable String answer, boolean grounded, @Nullable Double support, @Nullable String refusal,
    @Nullable Route route, @Nullable String experiment, @Nullable String asker,
    @Nullable CacheState cache,
    List<Quote> passages, List<Degraded> degraded, Usage usage, @Nullable Timings timings,
    List<Stage> stages, @Nullable Terms terms) {

  public QueryRecord {
    passages = List.copyOf(passages);
    degraded = List.copyOf(degraded);
    stages = List.copyOf(stages);
  }

  /** A line that does not say on what terms it was asked. */
  public QueryRecord(@Nullable String id, Instant at, String requestId, String tenant,
      @Nullable String account, String collection, String question, String standalone,
      @Nullable String answer, boolean grounded, @Nullable Double support,
      @Nullable String refusal, @Nullable Route route, @Nullable String experiment,
      @Nullable String asker, @Nullable CacheState cache, List<Quote> passages,
      List<Degraded> degraded, Usage usage, @Nullable Timings timings, List<Stage> stages) {
    this(id, at, requestId, tenant, account, collection, question, standalone, answer, grounded,
        support, refusal, route, experiment, asker, cache, passages, degraded, usage, timings,
        stages, null);
  }

  /**
   * What the asker wanted beside an answer; null for what was left to the gateway.
   *
   * @param k how many passages
   * @param filters also null where none of their text may be written
   * @param variant that was to answer
   * @param tier that was to answer
   * @param expand what a model was to add to the question, as requests say it
   * @param retrieval false for an answer without passages
   */
  public record Terms(@Nullable Integer k, @Nullable Filters filters, @Nullable String variant,
      @Nullable String tier, @Nullable String expand, @Nullable Boolean retrieval) {

    /** The same with these filters. */
    public Terms with(@Nullable Filters others) {
      return new Terms(k, others, variant, tier, expand, retrieval);
    }
  }

  /** The beginning of a passage. */
  public record Quote(int n, String document, int version, String passage, String title,
      double score, String text) {}

  /**
   * One thing that was done.
   *
   * @param startMs since the question came
   * @param input what it was done with, to be read by people; null where that is plain
   * @param output what came of it
   */
  public record Stage(String name, double startMs, double ms, @Nullable String input,
      @Nullable String output) {
    /** So much of what went in and came out is written; nobody reads more of it. */
    public static final int MOST_TEXT = 2_000;
    /**
     * So much more is told, for it is masked before it is cut: what lies across the cut would not be known
     * by its half. No piece of personal data is longer.
     */
    public static final int MARGIN = 500;
  }
}
