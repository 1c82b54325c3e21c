package io.sluice.message;

import io.sluice.message.Caching.Candidate;
import io.sluice.message.Generation.Turn;
import io.sluice.message.Streaming.StreamOpened;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What can be asked of {@code answer}: the flow of a question from end to end. */
public sealed interface Answering extends Message {

  Ask<AskQuestion, StreamOpened> ASK_QUESTION = new Ask<>("sluice.ask", AskQuestion.class,
      StreamOpened.class, Duration.ofSeconds(10));
  Ask<AskOnce, StreamOpened> ASK_ONCE = new Ask<>("sluice.ask-once", AskOnce.class,
      StreamOpened.class, Duration.ofSeconds(10));
  Ask<Search, SearchResult> SEARCH = new Ask<>("sluice.search", Search.class, SearchResult.class,
      Duration.ofSeconds(10));

  Ask<FindLoad, LoadFound> FIND_LOAD = new Ask<>("sluice.find-load", FindLoad.class,
      LoadFound.class, Duration.ofSeconds(2));
  /** Of one node; the stream that opens is the answer's. */
  Ask<JoinFlight, StreamOpened> JOIN_FLIGHT = new Ask<>("sluice.join-flight", JoinFlight.class,
      StreamOpened.class, Duration.ofSeconds(2));
  Ask<ExplainCaching, CachingExplained> EXPLAIN_CACHING = new Ask<>("sluice.explain-caching",
      ExplainCaching.class, CachingExplained.class, Duration.ofSeconds(10));

  /**
   * A question; its answer is the stream that opens, of {@link AnswerEvent}s.
   *
   * @param history what the asker says was said before, oldest first; null to go by what is remembered
   *        of the conversation
   * @param expand null for what is configured
   * @param maxAgeMs no older answer from the cache; null for any that counts
   * @param retrieval false for a model's answer without passages; null for one from them
   */
  record AskQuestion(String question, String collection, @Nullable String conversation,
      @Nullable String user, @Nullable Integer k, Filters filters, @Nullable String variant,
      @Nullable String tier, CacheUse cache, @Nullable List<Turn> history,
      @Nullable Expand expand, @Nullable Boolean retrieval,
      @Nullable Long maxAgeMs) implements Answering {
    public AskQuestion {
      history = history == null ? null : List.copyOf(history);
    }

    /** A question that goes by what is remembered and configured. */
    public AskQuestion(String question, String collection, @Nullable String conversation,
        @Nullable String user, @Nullable Integer k, Filters filters, @Nullable String variant,
        @Nullable String tier, CacheUse cache) {
      this(question, collection, conversation, user, k, filters, variant, tier, cache, null, null,
          null, null);
    }

    /** The same, answered by this variant. */
    public AskQuestion by(String other) {
      return other.equals(variant)
          ? this
          : new AskQuestion(question, collection, conversation, user, k, filters, other, tier,
              cache, history, expand, retrieval, maxAgeMs);
    }

    /** Whether passages are looked for. */
    public boolean retrieves() {
      return !Boolean.FALSE.equals(retrieval);
    }
  }

  /**
   * A question that may be sent again, and is answered once: with the same key the same answer's stream
   * opens, which goes on also while nobody reads it.
   *
   * @param key the asker's own
   */
  record AskOnce(AskQuestion question, String key) implements Answering {}

  /**
   * Reads along an answer that the node asked is making for somebody who may see the same.
   *
   * @param flight what nodes call it among themselves
   */
  record JoinFlight(String flight) implements Answering {}

  /** Would this question be answered from the cache? Nothing is answered. */
  record ExplainCaching(AskQuestion question) implements Answering {}

  /**
   * It would, or not.
   *
   * @param layer that would answer: {@code none}, {@code exact} or {@code semantic}
   * @param question as it is looked up: in words that stand alone
   * @param matched the question that was answered; null where none was that counts
   * @param why for people to read
   * @param candidates questions that were looked at for the same meaning, the nearest first
   */
  record CachingExplained(String layer, String question, @Nullable String matched,
      @Nullable Double similarity, @Nullable Long ageMs, String why,
      List<Candidate> candidates) implements Answering {
    public CachingExplained {
      candidates = List.copyOf(candidates);
    }
  }

  /** How a question wants the answer caches used. */
  enum CacheUse {
    USE,
    BYPASS,
    REFRESH
  }

  /**
   * Retrieval alone, the way an answer would do it.
   *
   * @param rerank false to leave the order to the legs, whatever is configured
   * @param shape null for the configured one
   * @param tuning null for all as it is configured
   * @param expand null for what is configured
   */
  record Search(String query, String collection, @Nullable Integer k, Filters filters,
      SearchMode mode, @Nullable Double alpha, boolean rerank, @Nullable Shape shape,
      @Nullable Tuning tuning, @Nullable Expand expand) implements Answering {

    /** A search as it is configured. */
    public Search(String query, String collection, @Nullable Integer k, Filters filters,
        SearchMode mode, @Nullable Double alpha, boolean rerank) {
      this(query, collection, k, filters, mode, alpha, rerank, null, null, null);
    }
  }

  /**
   * What a list of hits is to look like; null for what is to be as configured.
   *
   * @param perDocument the most passages of one document
   * @param window how many neighbours each passage brings along on either side
   * @param candidates how many are looked at to choose from, and how many are reranked
   * @param alike the share of their words from which on two passages say the same
   */
  record Shape(@Nullable Integer perDocument, @Nullable Integer window,
      @Nullable Integer candidates, @Nullable Double alike) {

    /** They are chosen as it is configured. */
    public Shape(@Nullable Integer perDocument, @Nullable Integer window) {
      this(perDocument, window, null, null);
    }
  }

  /**
   * What was found.
   *
   * @param expansions what else was searched for; null where nothing was
   */
  record SearchResult(List<Hit> hits, List<AnswerEvent.Degraded> degraded,
      @Nullable List<Expansion> expansions) implements Answering {
    public SearchResult {
      hits = List.copyOf(hits);
      degraded = List.copyOf(degraded);
      expansions = expansions == null ? null : List.copyOf(expansions);
    }

    /** What was found without anything else being searched for. */
    public SearchResult(List<Hit> hits, List<AnswerEvent.Degraded> degraded) {
      this(hits, degraded, null);
    }
  }

  /** How many questions are in work? */
  record FindLoad() implements Answering {}

  /**
   * So many.
   *
   * @param most that may be
   */
  record LoadFound(int running, int most) implements Answering {}
}
