package io.sluice.insight;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sluice.bus.Bus;
import io.sluice.insight.quality.QualityConfig;
import io.sluice.insight.queries.QueriesConfig;
import io.sluice.insight.queries.QueriesConfig.Text;
import io.sluice.message.Ask;
import io.sluice.message.CallInfo;
import io.sluice.message.Insight;
import io.sluice.message.Insight.ExplainAnswer;
import io.sluice.message.Insight.GiveFeedback;
import io.sluice.message.Insight.NoteClick;
import io.sluice.message.Insight.ObserveAll;
import io.sluice.message.Message;
import io.sluice.message.Refusal;
import io.sluice.message.Refusal.BadRequest;
import io.sluice.message.Refusal.NotFound;
import io.sluice.message.Reply.Answered;
import io.sluice.message.Reply.Refused;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordingFile;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** What people say of answers, told to the actor on a bus, with its files. */
class FeedbackIT {
  private static final CallInfo CALL = CallInfo.within(Duration.ofHours(1), "test");
  private static final CallInfo STRANGER = new CallInfo("t", "other", List.of(), null,
      CALL.deadlineNanos(), null);

  @TempDir
  Path folder = Path.of("");
  private final Vertx vertx = Vertx.vertx();
  private final Bus bus = Bus.on(vertx);
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private String deployment = "";
  /** Shortly before the answers that are told of ended. */
  private Instant now = Instant.parse("2026-05-28T20:26:00Z");

  @AfterEach
  void stop() throws Exception {
    get(vertx.close());
  }

  @Test
  void whatIsSaidIsWrittenWithItsAnswerAndWithoutPersonalData() throws Exception {
    deploy(Text.MASKED);
    say(Ends.id(1), 4, "담당자 010-1234-5678 이 낫습니다");

    var line = lines().getFirst();
    assertEquals(Ends.id(1), line.path("answer").asText());
    assertEquals(4, line.path("rating").asInt());
    assertEquals("담당자 [PHONE] 이 낫습니다", line.path("comment").asText());
    assertEquals("control", line.at("/route/variant").asText());
    assertEquals("2026-05-28T20:26:00Z", line.path("at").asText());
    assertEquals("{\"n\":2,\"document\":\"handbook\",\"version\":2,\"passage\":\"p-2\"}",
        line.at("/passages/1").toString());
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file())));
    assertEquals(4, rating(Ends.id(1)));
  }

  @Test
  void theFirstRatingCountsAndTheLatestIsShownAlsoAfterARestart() throws Exception {
    deploy(Text.MASKED);
    say(Ends.id(1), 5, null);
    say(Ends.id(1), 2, null);
    say(Ends.id(1), null, "나중에 보니 틀렸어요");
    assertEquals(2, rating(Ends.id(1)));

    get(vertx.undeploy(deployment));
    now = Instant.parse("2026-05-29T00:00:00Z");
    deploy(Text.MASKED);
    assertEquals(2, rating(Ends.id(1)));
    say(Ends.id(1), 1, null);
    say(Ends.id(2), 3, null);

    assertEquals(1, rating(Ends.id(1)));
    assertEquals(1, counted("rag.feedback", "rating", "5"));
    assertEquals(0, counted("rag.feedback", "rating", "2"));
    assertEquals(0, counted("rag.feedback", "rating", "1"));
    assertEquals(1, counted("rag.feedback", "rating", "3"));
  }

  @Test
  void whatIsSaidBeforeItsAnswerIsToldOfWaitsForThat() throws Exception {
    deploy(Text.MASKED);
    var said = bus.ask(Insight.GIVE_FEEDBACK, new GiveFeedback(Ends.id(3), 5, null), CALL);
    get(vertx.timer(300, TimeUnit.MILLISECONDS));
    get(bus.ask(Insight.OBSERVE_ALL,
        new ObserveAll(List.of(Ends.told(Ends.id(3), "q", "a"))), CALL));

    assertInstanceOf(Answered.class, get(said));
    assertEquals(5, rating(Ends.id(3)));
  }

  @Test
  void aSourceThatIsOpenedCountsOnceByItsPlace() throws Exception {
    deploy(Text.MASKED);
    assertNull(refusal(Insight.NOTE_CLICK, new NoteClick(Ends.id(1), 2), CALL));
    assertNull(refusal(Insight.NOTE_CLICK, new NoteClick(Ends.id(1), 2), CALL));

    assertEquals(1, counted("rag.clicks", "position", "2"));
    assertEquals(0, counted("rag.clicks", "position", "1"));
    assertEquals("{\"n\":2,\"document\":\"handbook\",\"version\":2,\"passage\":\"p-2\"}",
        lines().getFirst().path("clicked").toString());
    assertNull(rating(Ends.id(1)));
  }

  @Test
  void aSourceThatTheAnswerDoesNotHaveIsRefused() throws Exception {
    deploy(Text.MASKED);
    var why = assertInstanceOf(BadRequest.class,
        refusal(Insight.NOTE_CLICK, new NoteClick(Ends.id(1), 3), CALL));
    assertEquals("source", why.param());
    assertEquals(List.of(), lines());
  }

  @Test
  void onlyAnswersOfTheTenantAreKnown() throws Exception {
    deploy(Text.MASKED);
    for (var refused : new Refusal[]{
        refusal(Insight.GIVE_FEEDBACK, new GiveFeedback(Ends.id(1), 5, null), STRANGER),
        refusal(Insight.NOTE_CLICK, new NoteClick(Ends.id(1), 1), STRANGER),
        refusal(Insight.GIVE_FEEDBACK, new GiveFeedback(Ends.id(9), 5, null), CALL),
        refusal(Insight.NOTE_CLICK, new NoteClick(Ends.id(9), 1), CALL)}) {
      assertEquals("answer", assertInstanceOf(NotFound.class, refused).param());
    }
    assertEquals(List.of(), lines());
  }

  @Test
  void somethingThatCanBeTakenHasToBeSaid() throws Exception {
    deploy(Text.MASKED);
    assertEquals("rating", wrong(null, null));
    assertEquals("rating", wrong(0, null));
    assertEquals("rating", wrong(6, "x"));
    assertEquals("comment", wrong(5, "가".repeat(2_001)));
    assertEquals(List.of(), lines());
  }

  @Test
  void whatIsSaidAndOpenedIsOnTheDiskWhenItIsTaken() throws Exception {
    deploy(Text.MASKED);
    assertEquals(1, forced(() -> say(Ends.id(1), 5, null)));
    assertEquals(1,
        forced(() -> refusal(Insight.NOTE_CLICK, new NoteClick(Ends.id(1), 2), CALL)));
  }

  /** How often a file of the feedback was forced to the disk while that was done. */
  private long forced(Executable work) throws Exception {
    var seen = folder.resolve("forced.jfr");
    try (var recording = new Recording()) {
      recording.enable("jdk.FileForce").withThreshold(Duration.ZERO).withoutStackTrace();
      recording.start();
      Assertions.assertDoesNotThrow(work);
      recording.stop();
      recording.dump(seen);
    }
    var file = file().toString();
    return RecordingFile.readAllEvents(seen).stream()
        .filter(event -> file.equals(event.getString("path"))).count();
  }

  @Test
  void withoutTextNoCommentIsWritten() throws Exception {
    deploy(Text.NONE);
    say(Ends.id(1), 5, "비밀");
    assertEquals(true, lines().getFirst().path("comment").isMissingNode());
    assertEquals(5, rating(Ends.id(1)));
  }

  @Test
  void feedbackIsKeptAsLongAsTheQueriesAre() throws Exception {
    deploy(Text.MASKED);
    say(Ends.id(1), 5, null);
    get(vertx.undeploy(deployment));
    now = now.plus(Duration.ofDays(31));
    deploy(Text.MASKED);
    say(Ends.id(2), 5, null);
    assertEquals(Ends.id(2), lines().getFirst().path("answer").asText());
  }

  private void deploy(Text text) throws Exception {
    deployment = get(vertx.deployVerticle(new InsightVerticle(bus,
        new InsightConfig(folder, Duration.ofDays(30), Duration.ofHours(1),
            new QueriesConfig(text, Duration.ofDays(30), 10), QualityConfig.silent()),
        registry, Clock.fixed(now, ZoneOffset.UTC), InsightVerticle.sinceNow())));
    get(bus.ask(Insight.OBSERVE_ALL,
        new ObserveAll(List.of(Ends.told(Ends.id(1), "q", "a"), Ends.told(Ends.id(2), "q", "a"))),
        CALL));
  }

  private void say(String answer, @Nullable Integer rating, @Nullable String comment)
      throws Exception {
    assertNull(refusal(Insight.GIVE_FEEDBACK, new GiveFeedback(answer, rating, comment), CALL));
  }

  private @Nullable String wrong(@Nullable Integer rating, @Nullable String comment)
      throws Exception {
    return assertInstanceOf(BadRequest.class,
        refusal(Insight.GIVE_FEEDBACK, new GiveFeedback(Ends.id(1), rating, comment), CALL))
        .param();
  }

  private <Q extends Message, A extends Message> @Nullable Refusal refusal(Ask<Q, A> ask,
      Q request, CallInfo call) throws Exception {
    return get(bus.ask(ask, request, call)) instanceof Refused<A>(var why) ? why : null;
  }

  private @Nullable Integer rating(String answer) throws Exception {
    return get(
        bus.ask(Insight.EXPLAIN_ANSWER, new ExplainAnswer(answer),
            CALL)) instanceof Answered(var explained)
                ? explained.rating()
                : Assertions.fail("not explained: " + answer);
  }

  private double counted(String name, String label, String value) {
    var counter = registry.find(name).tag(label, value).counter();
    return counter == null ? 0 : counter.count();
  }

  private Path file() throws Exception {
    try (var files = Files.list(folder.resolve("feedback"))) {
      return files.findFirst().orElseThrow();
    }
  }

  private List<JsonNode> lines() throws Exception {
    var lines = new ArrayList<JsonNode>();
    if (Files.exists(folder.resolve("feedback"))) {
      try (var files = Files.list(folder.resolve("feedback"))) {
        for (var file : files.sorted().toList()) {
          for (var line : Files.readAllLines(file)) {
            lines.add(new JsonMapper().readTree(line));
          }
        }
      }
    }
    return lines;
  }

  private static <T> T get(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
  }
}
