package io.sluice.bench;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * Askers of a gateway that put up with whatever comes, and note it. No question is like another: each
 * has a number of its own. They share one event loop, which is theirs alone.
 */
final class Crowd implements AutoCloseable {
  private static final int CONNECTIONS = 4096;
  private static final long PATIENCE_SECONDS = 90;
  private static final List<String> QUESTIONS = List.of("How many days of annual leave do I get",
      "How long must a password be", "When is payday", "What is the limit for a hotel",
      "Who approves working from abroad");

  private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
  private final Context loop = vertx.getOrCreateContext();
  private final HttpClient client = vertx
      .createHttpClient(new PoolOptions().setHttp1MaxSize(CONNECTIONS));
  private final int port;
  private final String rest;
  private int asked;

  private Crowd(int port, String rest) {
    this.port = port;
    this.rest = rest;
  }

  /** Who wait for whole answers of the gateway at this port. */
  static Crowd at(int port) {
    return new Crowd(port, "}");
  }

  /** Who read along. */
  static Crowd reading(int port) {
    return new Crowd(port, ", \"stream\": true}");
  }

  /** So many of them, each of whom asks again when an answer has come, for a while. */
  Outcomes askers(int count, Duration time) throws Exception {
    return run(outcomes -> {
      var end = System.nanoTime() + time.toNanos();
      return Future.all(IntStream.range(0, count).mapToObj(asker -> {
        var done = Promise.<Void>promise();
        askUntil(end, outcomes, done);
        return done.future();
      }).toList());
    });
  }

  /**
   * So many questions a second, whatever becomes of those before. Who is late here is as late as who is
   * answered late: the time counts from when a question was to be asked.
   */
  Outcomes perSecond(double rate, Duration time) throws Exception {
    var count = (int) Math.max(1, rate * time.toNanos() / 1e9);
    return run(outcomes -> {
      var start = System.nanoTime();
      var all = Promise.<Void>promise();
      var sent = new int[1];
      vertx.setPeriodic(1, timer -> {
        while (sent[0] < count && start + due(sent[0], rate) <= System.nanoTime()) {
          ask(start + due(sent[0]++, rate), outcomes).onSuccess(done -> {
            if (outcomes.size() == count) {
              all.complete();
            }
          });
        }
        if (sent[0] == count) {
          vertx.cancelTimer(timer);
        }
      });
      return all.future();
    });
  }

  private static long due(int number, double rate) {
    return (long) (number * 1e9 / rate);
  }

  private interface Asking {
    Future<?> into(List<Outcome> outcomes);
  }

  private Outcomes run(Asking asking) throws Exception {
    var outcomes = new ArrayList<Outcome>();
    var start = System.nanoTime();
    Wait.until(Future.future(done -> loop
        .runOnContext(begin -> asking.into(outcomes).<Void>mapEmpty().onComplete(done))));
    return new Outcomes(outcomes, (System.nanoTime() - start) / 1e9);
  }

  private void askUntil(long end, List<Outcome> outcomes, Promise<Void> done) {
    var now = System.nanoTime();
    if (now - end < 0) {
      ask(now, outcomes).onSuccess(over -> askUntil(end, outcomes, done));
    } else {
      done.complete();
    }
  }

  private Future<Void> ask(long start, List<Outcome> outcomes) {
    return client.request(HttpMethod.POST, port, "127.0.0.1", "/v1/ask")
        .compose(request -> request.putHeader("content-type", "application/json").send(next()))
        .compose(response -> response.body()
            .map(body -> Outcome.of(response, body.toString(), millisSince(start))))
        .timeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
        .otherwise(why -> Outcome.nothing(why, millisSince(start))).map(outcome -> {
          outcomes.add(outcome);
          return null;
        });
  }

  private Buffer next() {
    var number = asked++;
    return Buffer.buffer("{\"question\": \"" + QUESTIONS.get(number % QUESTIONS.size())
        + " in case " + number + "?\"" + rest);
  }

  private static double millisSince(long start) {
    return (System.nanoTime() - start) / 1e6;
  }

  @Override
  public void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
