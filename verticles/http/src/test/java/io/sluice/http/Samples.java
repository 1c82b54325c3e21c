package io.sluice.http;

import io.sluice.bus.EventLog;
import io.sluice.message.AbRouting.Difference;
import io.sluice.message.AbRouting.ExperimentReport;
import io.sluice.message.AbRouting.Finding;
import io.sluice.message.AbRouting.Metric;
import io.sluice.message.AbRouting.MetricReport;
import io.sluice.message.AbRouting.SplitReport;
import io.sluice.message.AbRouting.VariantReport;
import io.sluice.message.AbRouting.Verdict;
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
import io.sluice.message.Filters;
import io.sluice.message.Hit;
import io.sluice.message.Insight.AccountUse;
import io.sluice.message.Insight.AnswerSummary;
import io.sluice.message.Insight.AnswersFound;
import io.sluice.message.Insight.Day;
import io.sluice.message.Insight.Figures;
import io.sluice.message.Insight.Forecast;
import io.sluice.message.Insight.Line;
import io.sluice.message.Insight.Moment;
import io.sluice.message.Insight.OverviewFound;
import io.sluice.message.Insight.UsageFound;
import io.sluice.message.Insight.VariantUse;
import io.sluice.message.Passage;
import io.sluice.message.QueryRecord;
import io.sluice.message.QueryRecord.Quote;
import io.sluice.message.QueryRecord.Stage;
import io.sluice.message.QueryRecord.Terms;
import io.sluice.message.Retrieval.DocumentVersion;
import io.sluice.message.Versions.State;
import io.sluice.message.Versions.VersionOpened;
import io.sluice.message.Versions.VersionPassage;
import io.sluice.message.Versions.VersionSummary;
import io.sluice.message.Versions.VersionsListed;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** What the actors of tests answer with. */
final class Samples {
  static final UsageFound USED = new UsageFound(List.of(
      new Day(LocalDate.of(2026, 1, 30),
          List.of(new Line("complex", "openai", "large", 1, 0, 1000, 100, 0.5, 0, null),
              new Line("simple", "openai", "small", 2, 2, 2000, 200, 0.25, 0.75, null)),
          Map.of("gateway.overloaded", 3L), null, null),
      new Day(LocalDate.of(2026, 1, 31),
          List.of(new Line("simple", "openai", "small", 1, 1, 10, 20, 0.25, 0.5, 0.25)), Map.of(),
          List.of(new VariantUse("control", 1, 1, 0.25, 0.5)), null)),
      List.of(new AccountUse("key:a", 3, 0.75), new AccountUse("others", 1, 0.25)),
      new Forecast(YearMonth.of(2026, 1), 1, 1.5, 1.25, 1.75, 28));
  private static final Instant AT = Instant.parse("2026-01-31T10:00:00Z");
  static final OverviewFound OVERVIEW = new OverviewFound(AT, AT.plusSeconds(90), 60_000, AT,
      new Figures(3, 1, 1, 1, 2, 12.5, 250.25, 0.5, 0.25, 0.75),
      List.of(
          new Moment(AT, new Figures(3, 1, 1, 1, 2, 12.5, 250.25, 0.5, 0.25, 0.75)),
          new Moment(AT.plusSeconds(60), new Figures(0, 0, 0, 0, 0, null, null, 0, 0, null))));
  static final AnswersFound ANSWERS = new AnswersFound(List.of(
      new AnswerSummary("n.1", AT, "r-1", "default", "휴가는 며칠인가요?", "grounded", null, "simple",
          "openai", "small", "control", "exact", List.of("rerank"), 12.5, 0.25),
      new AnswerSummary(null, AT, "r-0", "default", "q", "refused", "gateway.overloaded", null,
          null, null, null, "none", List.of(), null, 0)),
      "bmV4dA");
  static final ExperimentReport EXPERIMENT = new ExperimentReport("length", true, false,
      Instant.parse("2026-01-31T10:00:00Z"), 0.5, Metric.RATING, 0.1, 100,
      List.of(
          new VariantReport("control", 0.5, 2,
              List.of(new MetricReport(Metric.RATING, 2, 3.5, null, null, null)), null, null),
          new VariantReport("short", 0.5, 3,
              List.of(new MetricReport(Metric.RATING, 3, 4, 3.5, 4.5,
                  new Difference(0.5, 0.25, 0.75, false, true))),
              400L, 397L)),
      new SplitReport(1, false),
      new Verdict(Finding.TOO_EARLY, null, "Too early.", "아직 이릅니다."));
  static final String TEXT = "휴가는 15일입니다. 😀";
  static final Bytes SOURCE = Bytes.of("# Raw".getBytes(StandardCharsets.UTF_8));
  private static final Hit HIT = new Hit(new Passage("handbook", 1, "p1", "Handbook",
      List.of("Leave"), "en", "15 days.", 0, 8, "h1", 3), 0.8, new Hit.Legs(0.8, null, null));
  static final SearchResult SEARCH_RESULT = new SearchResult(List.of(HIT),
      List.of(new Degraded("vector", "no model")));
  private static final List<Source> SOURCES = List.of(Source.of(1, HIT));
  private static final Route ROUTE = new Route("control", "simple", "extractive", "extractive");

  private Samples() {}

  /** Events 1 to 8: one of each kind but the error, and a token more. */
  static void writeWhole(EventLog<AnswerEvent> log) {
    log.append(new Accepted(log.id()));
    log.append(new Routed("control", "simple", "extractive", "extractive", CacheState.NONE, null));
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
        new Timings(12.5, 1.0, null, null, 3.0), List.of(), 0.9, AnswerEvent.STOP, List.of());
  }

  static QueryRecord query(String id) {
    return new QueryRecord(id, Instant.parse("2026-01-31T10:00:00Z"), "r-1", "default", null,
        "default", "휴가는 며칠인가요?", "휴가는 며칠인가요?", TEXT, true, 0.9, null, ROUTE, null, null,
        CacheState.NONE, List.of(new Quote(1, "handbook", 1, "p1", "Handbook", 0.8, "15 days.")),
        List.of(new Degraded("rerank", "is not there")), new Usage(3, 2, 0.25),
        new Timings(12.5, 1.0, null, null, 3.0), List.of(new Stage("search", 1, 8, "휴가", null)),
        new Terms(3, new Filters(List.of("hr"), "ko", LocalDate.EPOCH, null, null, null), null,
            "simple", "queries", null));
  }

  static DocumentVersion document(String collection, int version, String mediaType) {
    return new DocumentVersion(collection, "handbook", version, "Handbook", mediaType, "en",
        LocalDate.of(2026, 1, 31), List.of("hr"), List.of(), "https://example.org",
        "hash-" + version, "minilm", Instant.parse("2026-01-31T10:00:00Z"), "Kim", "256 tokens");
  }

  /** The first version is kept; of the second it is said what became of it. */
  static VersionsListed versions(String collection, State second) {
    return new VersionsListed(List.of(
        new VersionSummary(document(collection, 2, "text/markdown"), 3, second,
            second == State.LEFT_OUT ? "original" : null),
        new VersionSummary(document(collection, 1, "text/plain"), 3, State.KEPT, null)));
  }

  /** The words of the first version are a, b, b; of the second b, c, 휴가. */
  static VersionOpened opened(String collection, int version) {
    var words = version == 1 ? List.of("a", "b", "b") : List.of("b", "c", "휴가");
    var text = String.join(" ", words);
    return new VersionOpened(document(collection, version, "text/markdown"), text,
        IntStream.range(0, words.size()).mapToObj(i -> new VersionPassage("h-" + words.get(i),
            List.of("Leave"), 2 * i, 2 * i + words.get(i).length(), i == 0 ? 1 : null)).toList());
  }
}
