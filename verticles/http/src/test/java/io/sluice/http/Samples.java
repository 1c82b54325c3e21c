package io.sluice.http;

import io.sluice.bus.EventLog;
import io.sluice.message.AnswerEvent;
import io.sluice.message.AnswerEvent.Accepted;
import io.sluice.message.AnswerEvent.CacheState;
import io.sluice.message.AnswerEvent.Citation;
import io.sluice.message.AnswerEvent.Degraded;
import io.sluice.message.AnswerEvent.Done;
import io.sluice.message.AnswerEvent.Route;
import io.sluice.message.AnswerEvent.Routed;
import io.sluice.message.AnswerEvent.Source;
import io.sluice.message.AnswerEvent.Sources;
import io.sluice.message.AnswerEvent.Timings;
import io.sluice.message.AnswerEvent.Token;
import io.sluice.message.AnswerEvent.Usage;
import io.sluice.message.Answering.SearchResult;
import io.sluice.message.Bytes;
import io.sluice.message.Hit;
import io.sluice.message.Passage;
import io.sluice.message.Retrieval.DocumentVersion;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** What the actors of tests answer with. */
final class Samples {
  static final String TEXT = "휴가는 15일입니다. 😀";
  static final Bytes SOURCE = Bytes.of("# Raw".getBytes(StandardCharsets.UTF_8));
  private static final Hit HIT = new Hit(new Passage("handbook", 1, "p1", "Handbook",
      List.of("Leave"), "en", "15 days.", 0, 8, "h1", null), 0.8, new Hit.Legs(0.8, null, null));
  static final SearchResult SEARCH_RESULT = new SearchResult(List.of(HIT),
      List.of(new Degraded("vector", "no model")));
  private static final List<Source> SOURCES = List.of(Source.of(1, HIT));
  private static final Route ROUTE = new Route("control", "simple", "extractive", "extractive");

  private Samples() {}

  /** Events 1 to 8: one of each kind but the error, and a token more. */
  static void writeWhole(EventLog<AnswerEvent> log) {
    log.append(new Accepted(log.id()));
    log.append(new Routed("control", "simple", "extractive", "extractive", CacheState.NONE));
    log.append(new Sources(SOURCES));
    log.append(new Degraded("rerank", "is not there"));
    log.append(new Token(TEXT.substring(0, 5)));
    log.append(new Token(TEXT.substring(5)));
    log.append(new Citation(0, 5, List.of(1)));
    log.append(new Usage(3, 2, 0.25));
    log.end(done(log.id()));
  }

  static Done done(String id) {
    return new Done(id, true, SOURCES, List.of(new Citation(0, 5, List.of(1))), ROUTE,
        CacheState.NONE, List.of(new Degraded("rerank", "is not there")), new Usage(3, 2, 0.25),
        new Timings(12.5, 1.0, null, null, 3.0));
  }

  static DocumentVersion document(String collection, String mediaType) {
    return new DocumentVersion(collection, "handbook", 1, "Handbook", mediaType, "en",
        LocalDate.of(2026, 1, 31), List.of("hr"), List.of(), "https://example.org", "abc", "minilm",
        Instant.parse("2026-01-31T10:00:00Z"), null, null);
  }
}
