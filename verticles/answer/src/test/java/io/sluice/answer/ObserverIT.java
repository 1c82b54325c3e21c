package io.sluice.answer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sluice.bus.Bus;
import io.sluice.message.Answering.AskQuestion;
import io.sluice.message.Answering.CacheUse;
import io.sluice.message.CallInfo;
import io.sluice.message.Filters;
import io.sluice.message.Insight;
import io.sluice.message.Insight.Observed;
import io.sluice.message.Refusal.Internal;
import io.sluice.message.Refusal.NotFound;
import io.sluice.message.Refusal.Unavailable;
import io.sluice.message.Reply;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of questions while insight does not answer. */
class ObserverIT {
  private static final int MOST_WAITING = 20_000;
  private static final CallInfo CALL = CallInfo.within(Duration.ofHours(1), "test");
  private static final AskQuestion QUESTION = new AskQuestion("q", "none", null, null, null,
      Filters.NONE, null, null, CacheUse.USE);

  private final Vertx vertx = Vertx.vertx();
  private final Bus bus = Bus.on(vertx);
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final Promise<Reply<Observed>> answer = Promise.promise();
  private final Observer observer = new Observer(vertx, bus, new Overload(vertx), registry);

  @BeforeEach
  void serve() throws Exception {
    get(bus.serve(Insight.OBSERVE_ALL, (all, call) -> answer.future()));
  }

  @AfterEach
  void close() throws Exception {
    get(vertx.close());
  }

  @Test
  void whatCannotWaitIsCounted() throws Exception {
    assertEquals(0, lost(), "it is there from the start");
    end(1 + MOST_WAITING);
    assertEquals(0, lost());
    assertEquals(MOST_WAITING, waiting());
    end(7);
    assertEquals(7, lost());
    answer.complete(Reply.of(new Observed()));
    get(observer.told());
    assertEquals(7, lost());
    assertEquals(0, waiting());
  }

  @Test
  void whatInsightRefusesIsCounted() throws Exception {
    answer.complete(Reply.refused(new Internal("m")));
    end(1);
    get(observer.told());
    assertEquals(1, lost());
  }

  @Test
  void whatNobodyTookWhileInsightMovedIsToldAgain() throws Exception {
    answer.complete(Reply.refused(new Unavailable("insight", "it moves")));
    var took = Promise.<Integer>promise();
    end(1);
    get(bus.serve(Insight.OBSERVE_ALL, (all, call) -> {
      took.tryComplete(all.ends().size());
      return Future.succeededFuture(Reply.of(new Observed()));
    }));
    assertEquals(1, get(took.future()));
    get(observer.told());
    assertEquals(0, lost());
  }

  private void end(int times) {
    for (var i = 0; i < times; i++) {
      observer.refused(new NotFound("m", "collection"), QUESTION, CALL);
    }
  }

  private double waiting() {
    return registry.get("rag.waiting").tag("what", "observation").gauge().value();
  }

  private double lost() {
    return registry.get("rag.observations.lost").counter().count();
  }

  private static <T> T get(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
  }
}
