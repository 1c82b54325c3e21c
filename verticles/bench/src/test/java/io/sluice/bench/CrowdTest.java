package io.sluice.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class CrowdTest {
  private final Vertx vertx = Vertx.vertx();

  @AfterEach
  void stop() throws Exception {
    Wait.until(vertx.close());
  }

  @Test
  void whatBecameOfEachQuestionIsNoted() throws Exception {
    var next = new AtomicInteger();
    var outcomes = perSecond(100, Duration.ofMillis(300), request -> {
      switch (next.getAndIncrement() % 3) {
        case 0 -> request.response().end("{\"id\":\"1\"}");
        case 1 -> request.response().setStatusCode(503).putHeader("retry-after", "1")
            .end("{\"error\":{}}");
        default -> request.connection().close();
      }
    });

    assertEquals(30, outcomes.asked());
    assertEquals(10, outcomes.count(Outcome::isAnswer));
    assertEquals(10, outcomes.count(Outcome::isClearRefusal));
    assertEquals(10, outcomes.count(outcome -> outcome.status() == 0));
    assertThrows(IllegalStateException.class, outcomes::allAnswered);
  }

  @Test
  void whoAskSoOftenASecondDoNotWaitForAnswers() throws Exception {
    var waiting = new ArrayList<HttpServerRequest>();
    var outcomes = perSecond(100, Duration.ofMillis(200), request -> {
      waiting.add(request);
      if (waiting.size() == 20) {
        waiting.forEach(one -> one.response().end("{}"));
      }
    });

    assertEquals(20, outcomes.allAnswered().asked());
  }

  @Test
  void whoWaitForAnswersAskAsManyAtOnceAsThereAre() throws Exception {
    var open = new AtomicInteger();
    var most = new AtomicInteger();
    try (var crowd = Crowd.at(serve(request -> {
      most.accumulateAndGet(open.incrementAndGet(), Math::max);
      vertx.setTimer(5, tick -> {
        open.decrementAndGet();
        request.response().end("{}");
      });
    }))) {
      var outcomes = crowd.askers(7, Duration.ofMillis(200)).allAnswered();

      assertEquals(7, most.get());
      assertEquals(outcomes.asked(), outcomes.count(Outcome::isAnswer));
    }
  }

  @Test
  void noQuestionIsAskedTwice() throws Exception {
    var bodies = new ArrayList<String>();
    perSecond(100, Duration.ofMillis(200), request -> request.body().onSuccess(body -> {
      bodies.add(body.toString());
      request.response().end("{}");
    }));

    assertEquals(20, bodies.size());
    assertEquals(20, new HashSet<>(bodies).size(), bodies::toString);
  }

  @Test
  void theSlowestAreLookedForAmongThoseMeant() {
    var outcomes = new Outcomes(
        List.of(new Outcome(200, 5, null, "{}"), new Outcome(500, 900, null, "{}")), 2);

    assertEquals(5, outcomes.p99(Outcome::isAnswer));
    assertEquals(0.5, outcomes.answersPerSecond());
    assertThrows(IllegalStateException.class, () -> outcomes.p99(Outcome::isClearRefusal));
  }

  private Outcomes perSecond(double rate, Duration time, Handler<HttpServerRequest> server)
      throws Exception {
    try (var crowd = Crowd.at(serve(server))) {
      return crowd.perSecond(rate, time);
    }
  }

  private int serve(Handler<HttpServerRequest> server) throws Exception {
    return PacedModel.serve(vertx, server);
  }
}
