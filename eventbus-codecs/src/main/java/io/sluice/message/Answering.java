package io.sluice.message;

import io.sluice.message.Streaming.StreamOpened;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What can be asked of {@code answer}: the flow of a question from end to end. */
public sealed interface Answering extends Message {

  Ask<AskQuestion, StreamOpened> ASK_QUESTION = new Ask<>("sluice.ask", AskQuestion.class,
      StreamOpened.class, Duration.ofSeconds(10));
  Ask<Search, SearchResult> SEARCH = new Ask<>("sluice.search", Search.class, SearchResult.class,
      Duration.ofSeconds(10));

  /** A question; its answer is the stream that opens, of {@link AnswerEvent}s. */
  record AskQuestion(String question, String collection, @Nullable String conversation,
      @Nullable String user, @Nullable Integer k, Filters filters, @Nullable String variant,
      @Nullable String tier, CacheUse cache) implements Answering {}

  /** How a question wants the answer caches used. */
  enum CacheUse {
    USE,
    BYPASS,
    REFRESH
  }

  /** Retrieval alone, the way an answer would do it. */
  record Search(String query, String collection, @Nullable Integer k, Filters filters,
      SearchMode mode, @Nullable Double alpha, boolean rerank) implements Answering {}

  record SearchResult(List<Hit> hits, List<AnswerEvent.Degraded> degraded) implements Answering {
    public SearchResult {
      hits = List.copyOf(hits);
      degraded = List.copyOf(degraded);
    }
  }
}
