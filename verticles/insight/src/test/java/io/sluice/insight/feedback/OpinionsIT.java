package io.sluice.insight.feedback;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.bus.Bus;
import io.sluice.insight.feedback.Outcome.Clicked;
import io.sluice.insight.feedback.Outcome.Rated;
import io.sluice.message.AbRouting;
import io.sluice.message.AbRouting.Kind;
import io.sluice.message.AbRouting.OutcomesRecorded;
import io.sluice.message.AnswerEvent.CacheState;
import io.sluice.message.AnswerEvent.Done;
import io.sluice.message.AnswerEvent.Route;
import io.sluice.message.AnswerEvent.Timings;
import io.sluice.message.AnswerEvent.Usage;
import io.sluice.message.Course;
import io.sluice.message.QueryRecord;
import io.sluice.message.Reply;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What experiments are told of what people thought. */
class OpinionsIT {
  private static final long MINUTE = 60_000;
  private static final Route ROUTE = new Route("b", "normal", "p", "m");

  private final Vertx vertx = Vertx.vertx();
  private final Bus bus = Bus.on(vertx);
  private final BlockingQueue<List<AbRouting.Outcome>> told = new LinkedBlockingQueue<>();
  private final Opinions opinions = new Opinions(bus);

  @BeforeEach
  void serve() throws Exception {
    get(bus.serve(AbRouting.RECORD_OUTCOMES, (request, call) -> {
      told.add(request.outcomes());
      return Future.succeededFuture(Reply.of(new OutcomesRecorded()));
    }));
  }

  @AfterEach
  void close() throws Exception {
    get(vertx.close());
  }

  @Test
  void anAnswerIsClickedOnceOrNotAtAll() throws Exception {
    opinions.given(given("n.1", "trial"));
    opinions.given(given("n.2", "trial"));
    opinions.given(given("n.3", null));
    opinions.thought(new Clicked(query("n.1", "trial"), 1));
    assertEquals(outcome(Kind.CLICKED, 1), told());
    opinions.thought(new Clicked(query("n.1", "trial"), 2));
    opinions.close(9 * MINUTE);
    opinions.close(10 * MINUTE);
    assertEquals(outcome(Kind.CLICKED, 0), told());
    opinions.thought(new Clicked(query("n.2", "trial"), 1));
    opinions.thought(new Rated(query("n.2", "trial"), 4));
    assertEquals(outcome(Kind.RATING, 4), told());
    assertTrue(told.isEmpty());
  }

  @Test
  void whatCountsForNoExperimentIsNotTold() throws Exception {
    opinions.thought(new Rated(query("n.1", null), 4));
    opinions.thought(new Rated(query("n.2", "trial"), 2));
    assertEquals(outcome(Kind.RATING, 2), told());
  }

  private static List<AbRouting.Outcome> outcome(Kind kind, double value) {
    return List.of(new AbRouting.Outcome("trial", "b", kind, value, "anna"));
  }

  private List<AbRouting.Outcome> told() throws InterruptedException {
    return Objects.requireNonNull(told.poll(20, TimeUnit.SECONDS), "nothing was told");
  }

  private static Course given(String id, @Nullable String experiment) {
    var done = new Done(id, true, List.of(), List.of(), ROUTE, CacheState.NONE, List.of(),
        Usage.NONE, new Timings(1, null, null, null, null), null, null, null, null);
    return new Course(id, 0, "r", null, "default", "q", "q", "a", done, experiment, "anna",
        List.of());
  }

  private static QueryRecord query(String id, @Nullable String experiment) {
    return new QueryRecord(id, Instant.EPOCH, "r", "t", null, "default", "q", "q", "a", true,
        null, null, ROUTE, experiment, "anna", null, List.of(), List.of(), Usage.NONE, null,
        List.of());
  }

  private static <T> T get(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
  }
}
