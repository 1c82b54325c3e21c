package io.sluice.insight;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sluice.bus.Bus;
import io.sluice.insight.quality.QualityConfig;
import io.sluice.insight.queries.QueriesConfig;
import io.sluice.insight.queries.QueriesConfig.Text;
import io.sluice.insight.queries.QueryFiles;
import io.sluice.message.CallInfo;
import io.sluice.message.Insight;
import io.sluice.message.Insight.AccountUse;
import io.sluice.message.Insight.AnswerExplained;
import io.sluice.message.Insight.AnswerSummary;
import io.sluice.message.Insight.Day;
import io.sluice.message.Insight.ExplainAnswer;
import io.sluice.message.Insight.FindAnswers;
import io.sluice.message.Insight.FindOverview;
import io.sluice.message.Insight.FindUsage;
import io.sluice.message.Insight.Line;
import io.sluice.message.Insight.Observe;
import io.sluice.message.Insight.ObserveAll;
import io.sluice.message.Insight.OverviewFound;
import io.sluice.message.Insight.UsageFound;
import io.sluice.message.Insight.VariantUse;
import io.sluice.message.QueryRecord;
import io.sluice.message.Refusal;
import io.sluice.message.Refusal.NotFound;
import io.sluice.message.Reply.Answered;
import io.sluice.message.Reply.Refused;
import io.sluice.strictjson.Check.Violation;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The actor on a bus, with its file. */
class InsightIT {
  private static final QueriesConfig QUERIES = new QueriesConfig(Text.MASKED,
      Duration.ofDays(30), 10);
  private static final LocalDate DAY = LocalDate.of(2026, 6, 1);
  private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-06-01T23:59:59Z"),
      ZoneOffset.UTC);
  private static final CallInfo CALL = CallInfo.within(Duration.ofHours(1), "test");

  @TempDir
  Path folder = Path.of("");
  private final Vertx vertx = Vertx.vertx();
  private final Bus bus = Bus.on(vertx);
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private String deployment = "";
  private QueriesConfig queries = QUERIES;

  @AfterEach
  void stop() throws Exception {
    get(vertx.close());
  }

  @Test
  void aStopLosesNothing() throws Exception {
    deploy();
    tell(Ends.answered("simple", "small"));
    tell(Ends.answered("simple", "small"));
    get(vertx.undeploy(deployment));
    deploy();
    tell(Ends.answered("simple", "small"));

    assertEquals(3, used().getFirst().answered().getFirst().answers());
    assertEquals(3,
        registry.get("rag.queries").counters().stream().mapToDouble(Counter::count).sum(),
        "and what is measured goes on");
  }

  @Test
  void aFileOfBeforeVariantsAndAccountsWereCountedIsReadAndGoesOn() throws Exception {
    Files.writeString(folder.resolve("usage.json"), """
        {"default": [{"day": "2026-06-01", "answered": [{"tier": "simple", "provider": "openai",
          "model": "small", "answers": 3, "grounded": 2, "promptTokens": 10,
          "completionTokens": 5, "costUsd": 1.5, "savedUsd": 0.5}], "refused": {"a.b": 2}}]}""");
    deploy();
    tell(Ends.by("short", "key:a"));

    var found = found();
    assertEquals(List.of(new Line("simple", "openai", "small", 4, 3, 110, 25, 1.75, 1.0, 0.0)),
        found.days().getFirst().answered());
    assertEquals(2L, found.days().getFirst().refused().get("a.b"));
    assertEquals(List.of(new VariantUse("short", 1, 1, 0.25, 0.5)),
        found.days().getFirst().variants());
    assertEquals(List.of(new AccountUse("key:a", 1, 0.25)), found.accounts());
    assertNull(found.forecast(), "of one day nothing follows");
  }

  @Test
  void theMonthIsForecastByTheDaysBefore() throws Exception {
    Files.writeString(folder.resolve("usage.json"), "{\"default\": ["
        + IntStream.rangeClosed(28, 31).mapToObj("""
            {"day": "2026-05-%s", "answered": [{"tier": "simple", "provider": "openai",
             "model": "small", "answers": 1, "grounded": 1, "promptTokens": 1,
             "completionTokens": 1, "costUsd": 2, "savedUsd": 0}], "refused": {}}"""::formatted)
            .collect(Collectors.joining(","))
        + "]}");
    deploy();
    tell(Ends.by("control", null));

    var forecast = Objects.requireNonNull(found().forecast());
    assertEquals(YearMonth.of(2026, 6), forecast.month());
    assertEquals(0.25, forecast.spentUsd());
    assertEquals(4, forecast.days());
    assertEquals(0.25 + 29 * 2, forecast.expectedUsd(), 1e-3);
  }

  @Test
  void aFileThatCannotBeReadIsPutAside() throws Exception {
    Files.writeString(folder.resolve("usage.json"), "{\"default\": [{\"da");
    deploy();
    tell(Ends.refused("gateway.internal"));

    assertEquals(1L, used().getFirst().refused().get("gateway.internal"));
    assertEquals("{\"default\": [{\"da",
        Files.readString(folder.resolve("usage.json.unreadable")));
  }

  @Test
  void whatCannotBeSavedIsSavedLater() throws Exception {
    deploy();
    tell(Ends.answered("simple", "small"));
    var half = Files.createDirectory(folder.resolve("usage.json.half"));
    Assertions.assertThrows(Exception.class, () -> get(vertx.undeploy(deployment)));
    Files.delete(half);
    assertTrue(Files.notExists(folder.resolve("usage.json")));
  }

  @Test
  void anAnswerIsExplainedFromTheMomentItHasEndedAndAfterARestart() throws Exception {
    deploy();
    tell(Ends.told(Ends.id(1), "휴가는 며칠이에요? 010-1234-5678", "15일입니다."));
    for (var again = 0; again < 2; again++) {
      var query = explained(Ends.id(1));
      assertEquals("휴가는 며칠이에요? [PHONE]", query.question());
      assertEquals("휴가는 며칠이에요? [PHONE]", query.standalone());
      assertEquals("15일입니다.", query.answer());
      assertEquals("simple", Objects.requireNonNull(query.route()).tier());
      assertEquals("search", query.stages().getFirst().name());
      assertEquals("휴가 15일", query.passages().getFirst().text());
      assertEquals(200, query.passages().getLast().text().length());
      get(vertx.undeploy(deployment));
      deploy();
    }
    assertInstanceOf(NotFound.class, refusal(Ends.id(2), CALL));
    assertInstanceOf(NotFound.class, refusal(Ends.id(1), new CallInfo("t", "other", List.of(), null,
        CALL.deadlineNanos(), null)), "another tenant's");
  }

  @Test
  void withoutTextTheLogSaysOnlyHowItWent() throws Exception {
    queries = new QueriesConfig(Text.NONE, Duration.ofDays(30), 10);
    deploy();
    tell(Ends.told(Ends.id(1), "휴가는 며칠이에요?", "15일입니다."));
    var query = explained(Ends.id(1));
    assertEquals(List.of("", "", "", ""), List.of(query.question(), query.standalone(),
        String.valueOf(query.answer()), query.passages().getFirst().text()));
    assertEquals("handbook", query.passages().getFirst().document());
  }

  @Test
  void refusedQuestionsAreWrittenToo() throws Exception {
    deploy();
    tell(Ends.toldRefused("gateway.overloaded", "휴가는?"));
    get(vertx.undeploy(deployment));
    var lines = new ArrayList<QueryRecord>();
    new QueryFiles(folder).read(null, lines::add);
    assertEquals("gateway.overloaded", lines.getFirst().refusal());
    assertEquals("휴가는?", lines.getFirst().question());
  }

  @Test
  void whatHasEndedIsInTheOverviewAndAmongTheAnswers() throws Exception {
    deploy();
    tell(Ends.told(Ends.id(1), "휴가는 며칠이에요? 010-1234-5678", "15일입니다."));
    tell(Ends.toldRefused("gateway.overloaded", "휴가는?"));

    OverviewFound overview = get(bus.ask(Insight.FIND_OVERVIEW, new FindOverview(60),
        CALL)) instanceof Answered(var found) ? found : Assertions.fail("refused");
    assertEquals(2, overview.totals().questions());
    assertEquals(1, overview.totals().refused());
    assertEquals(2, overview.moments().getLast().figures().questions());
    var answers = get(bus.ask(Insight.FIND_ANSWERS,
        new FindAnswers(9, null, null, null, null, null, null, null, null, null),
        CALL)) instanceof Answered(var found)
            ? found.answers()
            : Assertions.<List<AnswerSummary>>fail();
    assertEquals(List.of("휴가는?", "휴가는 며칠이에요? [PHONE]"),
        answers.stream().map(AnswerSummary::question).toList());
  }

  @Test
  void whatIsTooOldGoesAtTheStartEvenWhereNoneIsWrittenAnyMore() throws Exception {
    queries = new QueriesConfig(Text.MASKED, Duration.ofDays(30), 0);
    for (var folderOf : List.of("queries", "feedback")) {
      var files = Files.createDirectories(folder.resolve(folderOf));
      Files.writeString(files.resolve("2026-05-01.000.jsonl"), "{}\n");
      Files.writeString(files.resolve("2026-05-03.000.jsonl"), "{}\n");
      Files.writeString(files.resolve("2026-05-04.000.jsonl"), "{}\n");
    }
    deploy();
    for (var folderOf : List.of("queries", "feedback")) {
      try (var files = Files.list(folder.resolve(folderOf))) {
        assertEquals(List.of("2026-05-03.000.jsonl", "2026-05-04.000.jsonl"),
            files.map(file -> String.valueOf(file.getFileName())).sorted().toList());
      }
    }
  }

  @Test
  void aTimeMustBeLongerThanNothing() {
    assertEquals("save-every", Assertions.assertThrows(Violation.class,
        () -> new InsightConfig(folder, Duration.ofDays(1), Duration.ZERO, QUERIES,
            QualityConfig.silent()))
        .field());
  }

  private void deploy() throws Exception {
    deployment = get(vertx.deployVerticle(new InsightVerticle(bus,
        new InsightConfig(folder, Duration.ofDays(30), Duration.ofHours(1), queries,
            QualityConfig.silent()),
        registry,
        CLOCK, InsightVerticle.sinceNow())));
  }

  private void tell(Observe end) throws Exception {
    assertTrue(get(
        bus.ask(Insight.OBSERVE_ALL, new ObserveAll(List.of(end)), CALL)) instanceof Answered<?>);
  }

  private List<Day> used() throws Exception {
    return found().days();
  }

  private UsageFound found() throws Exception {
    return get(
        bus.ask(Insight.FIND_USAGE, new FindUsage(DAY, DAY), CALL)) instanceof Answered(var found)
            ? found
            : Assertions.fail("refused");
  }

  private QueryRecord explained(String id) throws Exception {
    return get(bus.ask(Insight.EXPLAIN_ANSWER, new ExplainAnswer(id),
        CALL)) instanceof Answered(AnswerExplained(var query, _))
            ? query
            : Assertions.fail("not explained: " + id);
  }

  private Refusal refusal(String id, CallInfo call) throws Exception {
    return get(bus.ask(Insight.EXPLAIN_ANSWER, new ExplainAnswer(id),
        call)) instanceof Refused(var why) ? why : Assertions.fail("explained: " + id);
  }

  private static <T> T get(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
  }
}
