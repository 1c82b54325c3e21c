package io.sluice.bus;

import static io.sluice.bus.Examples.DEGRADED;
import static io.sluice.bus.Examples.KOREAN;
import static io.sluice.bus.Examples.USAGE;

import io.sluice.message.AnswerEvent.CacheState;
import io.sluice.message.AnswerEvent.Route;
import io.sluice.message.AnswerEvent.Timings;
import io.sluice.message.AnswerEvent.Usage;
import io.sluice.message.Course;
import io.sluice.message.Filters;
import io.sluice.message.Insight.AccountUse;
import io.sluice.message.Insight.AnswerExplained;
import io.sluice.message.Insight.AnswerSummary;
import io.sluice.message.Insight.AnswersFound;
import io.sluice.message.Insight.ClickNoted;
import io.sluice.message.Insight.Day;
import io.sluice.message.Insight.ExplainAnswer;
import io.sluice.message.Insight.FeedbackTaken;
import io.sluice.message.Insight.Figures;
import io.sluice.message.Insight.FindAnswers;
import io.sluice.message.Insight.FindOverview;
import io.sluice.message.Insight.FindUsage;
import io.sluice.message.Insight.Forecast;
import io.sluice.message.Insight.GiveFeedback;
import io.sluice.message.Insight.Line;
import io.sluice.message.Insight.Moment;
import io.sluice.message.Insight.NoteClick;
import io.sluice.message.Insight.Observe;
import io.sluice.message.Insight.ObserveAll;
import io.sluice.message.Insight.Observed;
import io.sluice.message.Insight.OverviewFound;
import io.sluice.message.Insight.UsageFound;
import io.sluice.message.Insight.VariantUse;
import io.sluice.message.Message;
import io.sluice.message.QueryRecord;
import io.sluice.message.QueryRecord.Quote;
import io.sluice.message.QueryRecord.Stage;
import io.sluice.message.QueryRecord.Terms;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;

/** Messages of how answers went, the fullest of each type first. */
final class InsightExamples {
  private static final Route ROUTE = new Route("control", "simple", "openai", "gpt-x");
  private static final Timings TIMINGS = new Timings(812.5, 3.1, 12.0, 40.25, 210.0);
  private static final Stage STAGE = new Stage("search", 3.5, 12.25, KOREAN, "0.5 규정 v1");
  private static final Terms TERMS = new Terms(8,
      new Filters(List.of("인사"), "ko", LocalDate.EPOCH, LocalDate.of(2026, 1, 31), "kim", "a*"),
      "shorter", "complex", "queries", false);
  private static final Course COURSE = new Course("n.1", 1_780_000_000_000L, "r-1", "key:a",
      "규정", KOREAN, "환불은 언제까지 되나요?", "30일", CachingExamples.DONE, "shorter",
      "a1", List.of(STAGE), TERMS);

  static final List<Message> ALL = List.of(//
      new Observe(null, true, ROUTE, USAGE, List.of("rerank"), TIMINGS, "exact", true, COURSE),
      new Observe("policy.overloaded", false, null, Usage.NONE, List.of(), null, null, null,
          new Course(null, 0, "r", null, "default", "q", "q", "", null, null, null, List.of())), //
      new ObserveAll(List.of(
          new Observe("policy.overloaded", false, null, Usage.NONE, List.of("k"), null, null))),
      new Observed(), new FindUsage(LocalDate.EPOCH, LocalDate.of(2026, 1, 31)), //
      new UsageFound(List.of(new Day(LocalDate.EPOCH,
          List.of(new Line("simple", "openai", "gpt-x", 1L << 40, 3, 4, 5, 0.5, 0.25, 0.125)),
          Map.of("gateway.internal", 1L << 40),
          List.of(new VariantUse("control", 1L << 40, 3, 0.5, 0.25)),
          List.of(new AccountUse("key:a", 1L << 40, 0.5)))),
          List.of(new AccountUse("nobody", 1L << 40, 0.5)),
          new Forecast(YearMonth.of(2026, 1), 0.5, 1.5, 1.25, 1.75, 28)),
      new UsageFound(List.of(new Day(LocalDate.EPOCH,
          List.of(new Line("simple", "openai", "gpt-x", 1, 1, 4, 5, 0.5, 0.25, null)), Map.of(),
          null, null)), null, null),
      new ExplainAnswer("n.1"), //
      new AnswerExplained(new QueryRecord("n.1", Instant.ofEpochMilli(1_780_000_000_000L), "r-1",
          "acme", "key:a", "규정", KOREAN, KOREAN, "30일", true, 0.75, null, ROUTE, "shorter", "a1",
          CacheState.NONE, List.of(new Quote(1, "규정", 2, "p-1", "환불", 0.5, KOREAN)),
          List.of(DEGRADED), USAGE, TIMINGS, List.of(STAGE), TERMS), 4),
      new AnswerExplained(new QueryRecord(null, Instant.EPOCH, "r", "t", null, "default", "q", "q",
          null, false, null, "gateway.internal", null, null, null, null, List.of(), List.of(),
          Usage.NONE, null, List.of(new Stage("recall", 0, 0, null, null))), null),
      new GiveFeedback("n.1", 5, "좋아요"), new GiveFeedback("n.1", null, null),
      new FeedbackTaken(), new NoteClick("n.1", 2), new ClickNoted(),
      new FindOverview(60), //
      new OverviewFound(Instant.ofEpochMilli(1_780_000_000_000L),
          Instant.ofEpochMilli(1_780_003_600_000L), 60_000, Instant.EPOCH,
          new Figures(1L << 40, 5, 4, 3, 2, 12.5, 812.25, 0.5, 0.25, 0.75),
          List.of(new Moment(Instant.ofEpochMilli(1_780_000_000_000L),
              new Figures(0, 0, 0, 0, 0, null, null, 0, 0, null)))),
      new OverviewFound(Instant.EPOCH, Instant.EPOCH, 60_000, Instant.EPOCH,
          new Figures(0, 0, 0, 0, 0, null, null, 0, 0, null), List.of()),
      new FindAnswers(50, "MjAyNg", "grounded", "none", "simple", "control", true, 500.5,
          Instant.EPOCH, Instant.ofEpochMilli(1_780_000_000_000L)),
      new FindAnswers(1, null, null, null, null, null, null, null, null, null), //
      new AnswersFound(List.of(
          new AnswerSummary("n.1", Instant.ofEpochMilli(1_780_000_000_000L), "r-1", "규정", KOREAN,
              "grounded", null, "simple", "openai", "gpt-x", "control", "none", List.of("rerank"),
              812.5, 0.25),
          new AnswerSummary(null, Instant.EPOCH, "r", "default", "q", "refused",
              "gateway.internal", null, null, null, null, "none", List.of(), null, 0)),
          "MjAyNg"),
      new AnswersFound(List.of(), null));

  private InsightExamples() {}
}
