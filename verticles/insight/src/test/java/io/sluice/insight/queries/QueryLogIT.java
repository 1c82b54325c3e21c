package io.sluice.insight.queries;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sluice.insight.Ends;
import io.sluice.insight.files.Place;
import io.sluice.insight.queries.QueriesConfig.Text;
import io.sluice.message.AnswerEvent.CacheState;
import io.sluice.message.Insight.AnswerSummary;
import io.sluice.message.Insight.AnswersFound;
import io.sluice.message.Insight.FindAnswers;
import io.sluice.message.Insight.Observe;
import io.sluice.message.Refusal;
import io.sluice.message.Refusal.BadRequest;
import io.sluice.message.Refusal.NotFound;
import io.sluice.message.Reply.Answered;
import io.sluice.message.Reply.Refused;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What waits to be written, what is found again by its id, and what is listed. */
class QueryLogIT {
  private static final Instant NOW = Instant.ofEpochMilli(1_780_000_000_000L);
  private static final FindAnswers ALL = asks(200, null);

  @TempDir
  Path folder = Path.of("");
  private final Vertx vertx = Vertx.vertx();
  private final Context context = vertx.getOrCreateContext();
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  @SuppressWarnings("NullAway.Init")
  private QueryLog log;
  @SuppressWarnings("NullAway.Init")
  private AnswerList list;

  @BeforeEach
  void open() throws Exception {
    open(16L << 20);
  }

  private void open(long bytes) throws Exception {
    get(on(() -> {
      var clock = Clock.fixed(NOW, ZoneOffset.UTC);
      log = new QueryLog(vertx, folder,
          new QueriesConfig(Text.PLAIN, Duration.ofDays(30), 1000), registry, clock);
      list = new AnswerList(vertx, folder, log, clock, bytes);
      return Future.succeededFuture();
    }));
  }

  @AfterEach
  void stop() throws Exception {
    get(vertx.close());
  }

  @Test
  void whatWaitsIsBoundedByItsSize() throws Exception {
    var large = Ends.told(Ends.id(1), "q", "a".repeat(1 << 20));
    get(on(() -> {
      for (var i = 0; i < 100; i++) {
        add("acme", large);
      }
      return Future.succeededFuture();
    }));
    assertEquals(69, lost(), "31 of two megabytes each fit in 64");
    assertEquals(31, waiting());
    get(on(() -> log.write().mapEmpty()));
    assertEquals(0, waiting());
    get(on(() -> {
      add("acme", large);
      return log.write().mapEmpty();
    }));
    assertEquals(69, lost(), "and there is room again");
  }

  @Test
  void whatIsBeingWrittenIsNotGoneYet() throws Exception {
    var large = Ends.told(Ends.id(1), "q", "a".repeat(1 << 20));
    get(on(() -> {
      for (var i = 0; i < 31; i++) {
        add("acme", large);
      }
      var writing = log.write();
      add("acme", large);
      return writing.mapEmpty();
    }));
    assertEquals(1, lost());
  }

  @ParameterizedTest
  @ValueSource(strings = {"n.1", "", "0A1B2C3D.000000000000000000000001", "../../etc/passwd",
      "0a1b2c3d.00000000000000000000000", "0a1b2c3d.0000000000000000000000010",
      "0a1b2c3d-000000000000000000000001"})
  void whatCannotBeAnIdIsNotLookedFor(String id) throws Exception {
    write("acme", Ends.told(id, "q", "a"));
    reopen();
    var why = get(on(() -> log.find("acme", id, "id"))) instanceof Refused(var refusal)
        ? refusal
        : Assertions.fail("found");
    assertEquals("id", assertInstanceOf(NotFound.class, why).param());
  }

  @Test
  void anAnswerIsFoundByItsIdAmongManyOthers() throws Exception {
    for (var i = 0; i < 50; i++) {
      write("acme", Ends.told(Ends.id(i), "q" + i, "a".repeat(5_000)));
    }
    reopen();
    for (var i : List.of(0, 17, 49)) {
      assertEquals("q" + i,
          get(on(() -> log.find("acme", Ends.id(i), "id"))) instanceof Answered(var found)
              ? found.question()
              : Assertions.fail("not found"));
    }
    assertInstanceOf(Refused.class, get(on(() -> log.find("other", Ends.id(17), "id"))));
  }

  @Test
  void theLatestIsListedFirstAlsoWhatHasOnlyJustEnded() throws Exception {
    write("acme", Ends.told(Ends.id(1), "first", "a"));
    get(on(() -> {
      add("acme", Ends.told(Ends.id(2), "second", "a"));
      add("acme", Ends.toldRefused("gateway.overloaded", "third"));
      return Future.succeededFuture();
    }));
    assertEquals(List.of("third", "second", "first"), questions(ALL));
    var found = found(ALL);
    assertEquals(null, found.next());
    assertEquals(new AnswerSummary(Ends.id(2), NOW, "r-1", "default", "second", "grounded", null,
        "simple", "openai", "small", "control", "none", List.of(), 900.0, 0.25),
        found.answers().get(1));
    assertEquals(new AnswerSummary(null, NOW, "r-2", "default", "third", "refused",
        "gateway.overloaded", null, null, null, null, CacheState.NONE.layer(), List.of(), null,
        0), found.answers().getFirst());
  }

  @Test
  void nobodySeesWhatAnotherAsked() throws Exception {
    write("acme", Ends.told(Ends.id(1), "acme's \"tenant\":\"other\"", "a"));
    write("회사 \"하나\"", Ends.told(Ends.id(2), "second", "a"));
    assertEquals(List.of("acme's \"tenant\":\"other\""), questions(ALL));
    assertEquals(List.of(), questions("other", ALL));
    assertEquals(List.of("second"), questions("회사 \"하나\"", ALL));
  }

  @Test
  void whatDoesNotFitIsPassedOver() throws Exception {
    write("acme", at(NOW.minusSeconds(60), Ends.told(Ends.id(1), "old", "a")));
    write("acme", Ends.told(Ends.id(2), "grounded", "a"));
    write("acme", Ends.toldRefused("gateway.overloaded", "refused"));

    assertEquals(List.of("grounded", "old"), questions(asks(null, "grounded", null, null, null)));
    assertEquals(List.of("refused"), questions(asks(null, "refused", null, null, null)));
    assertEquals(List.of(), questions(asks(null, "ungrounded", null, null, null)));
    assertEquals(List.of(), questions(asks("exact", null, null, null, null)));
    assertEquals(3, questions(asks("none", null, null, null, null)).size());
    assertEquals(List.of("grounded", "old"), questions(asks(null, null, 899.0, null, null)));
    assertEquals(List.of(), questions(asks(null, null, 900.0, null, null)));
    assertEquals(List.of("refused", "grounded"),
        questions(asks(null, null, null, NOW.minusSeconds(59), NOW)));
    assertEquals(List.of("old"),
        questions(asks(null, null, null, NOW.minusSeconds(60), NOW.minusSeconds(1))));
    assertEquals(2, questions(new FindAnswers(9, null, null, null, "simple", "control", false,
        null, null, null)).size());
    assertEquals(0, questions(new FindAnswers(9, null, null, null, null, null, true, null, null,
        null)).size());
    assertEquals(0, questions(new FindAnswers(9, null, null, null, null, "b", null, null, null,
        null)).size());
  }

  @Test
  void whatIsMuchOlderIsNotLookedThrough() throws Exception {
    write("acme", at(NOW.minus(Duration.ofHours(1)), Ends.told(Ends.id(1), "older", "a")));
    write("acme", at(NOW.minus(Duration.ofHours(1)), Ends.told(Ends.id(2), "old", "a")));
    write("acme", Ends.told(Ends.id(3), "new", "a"));
    var found = found(asks(null, null, null, NOW.minusSeconds(1), null));
    assertEquals(1, found.answers().size());
    assertEquals(null, found.next());
  }

  @Test
  void onePageFollowsAnotherToTheEnd() throws Exception {
    for (var i = 0; i < 7; i++) {
      write("acme", Ends.told(Ends.id(i), "q" + i, "a"));
      write("other", Ends.told(Ends.id(100 + i), "other's", "a"));
    }
    var first = found(asks(3, null));
    assertEquals(3, first.answers().size());
    write("acme", Ends.told(Ends.id(8), "meanwhile", "a"));
    var second = found(asks(3, first.next()));
    var third = found(asks(3, second.next()));
    assertEquals(List.of("q3", "q2", "q1"), second.answers().stream()
        .map(AnswerSummary::question).toList());
    assertEquals(List.of("q0"), third.answers().stream().map(AnswerSummary::question).toList());
    assertEquals(null, third.next());
  }

  @Test
  void aRequestLooksThroughSoManyBytesAndThenSaysWhereToGoOn() throws Exception {
    write("acme", Ends.told(Ends.id(1), "mine", "a"));
    for (var i = 0; i < 20; i++) {
      write("other", Ends.told(Ends.id(i), "other's", "a".repeat(1_000)));
    }
    open(5_000);
    var pages = new ArrayList<AnswersFound>();
    String cursor = null;
    do {
      pages.add(found(asks(9, cursor)));
      cursor = pages.getLast().next();
    } while (cursor != null);
    assertEquals(true, pages.size() > 4, pages::toString);
    assertEquals(0, pages.getFirst().answers().size());
    assertEquals("mine", pages.getLast().answers().getFirst().question());
  }

  @Test
  void afterAFileIsGoneItGoesOnWithTheNextOlder() throws Exception {
    write("acme", Ends.told(Ends.id(1), "q1", "a"));
    write("acme", Ends.told(Ends.id(2), "q2", "a"));
    var today = folder.resolve("queries/2026-05-28.000.jsonl");
    Files.copy(today, folder.resolve("queries/2026-05-27.000.jsonl"));
    var next = found(asks(1, null)).next();
    Files.delete(today);
    assertEquals(List.of("q2", "q1"), questions(asks(9, next)));
  }

  @Test
  void aCursorThatNobodyWasToldIsRefused() throws Exception {
    write("acme", Ends.told(Ends.id(1), "q1", "a"));
    var place = new Place(LocalDate.of(2026, 5, 28), 0, 7);
    var later = new Place(LocalDate.of(2026, 5, 30), 0, 0);
    for (var cursor : List.of("", "x", "bmV4dA", place.token(), later.token(), place.token() + "=",
        "휴가")) {
      assertEquals("cursor",
          assertInstanceOf(BadRequest.class, refusal(asks(9, cursor)), cursor).param());
    }
  }

  @Test
  void fewLookAtOnce() throws Exception {
    write("acme", Ends.told(Ends.id(1), "q1", "a"));
    var replies = get(on(() -> Future.all(
        IntStream.range(0, 10).mapToObj(i -> list.find("acme", ALL)).toList())));
    var refused = replies.list().stream().filter(Refused.class::isInstance).count();
    assertTrue(refused > 0 && refused <= 6, () -> refused + " were refused");
    assertEquals(List.of("q1"), questions(ALL), "and later others may");
  }

  private void add(String tenant, Observe end) {
    log.add(tenant, end, Objects.requireNonNull(end.course()));
  }

  private static Observe at(Instant at, Observe end) {
    return Ends.at(at.toEpochMilli(), end);
  }

  private void write(String tenant, Observe end) throws Exception {
    get(on(() -> {
      add(tenant, end);
      return log.write().mapEmpty();
    }));
  }

  /** What was remembered is forgotten. */
  private void reopen() throws Exception {
    open();
  }

  private double lost() {
    return registry.get("rag.query.log.lost").counter().count();
  }

  private static FindAnswers asks(int limit, @Nullable String cursor) {
    return new FindAnswers(limit, cursor, null, null, null, null, null, null, null, null);
  }

  private static FindAnswers asks(@Nullable String cache, @Nullable String result,
      @Nullable Double slowerThanMs, @Nullable Instant from, @Nullable Instant to) {
    return new FindAnswers(99, null, result, cache, null, null, null, slowerThanMs, from, to);
  }

  private List<String> questions(FindAnswers asked) throws Exception {
    return questions("acme", asked);
  }

  private List<String> questions(String tenant, FindAnswers asked) throws Exception {
    return get(on(() -> list.find(tenant, asked))) instanceof Answered(var found)
        ? found.answers().stream().map(AnswerSummary::question).toList()
        : Assertions.fail("refused");
  }

  private AnswersFound found(FindAnswers asked) throws Exception {
    return get(on(() -> list.find("acme", asked))) instanceof Answered(var found)
        ? found
        : Assertions.fail("refused");
  }

  private Refusal refusal(FindAnswers asked) throws Exception {
    return get(on(() -> list.find("acme", asked))) instanceof Refused(var why)
        ? why
        : Assertions.fail("not refused: " + asked);
  }

  private double waiting() {
    return registry.get("rag.waiting").tag("what", "query_log").gauge().value();
  }

  /** On the log's context. */
  private <T> Future<T> on(Supplier<Future<T>> work) {
    var done = Promise.<T>promise();
    context.runOnContext(start -> work.get().onComplete(done));
    return done.future();
  }

  private static <T> T get(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
  }
}
