package io.sluice.answer.batch;

import io.sluice.answer.QuestionPrivacy;
import io.sluice.bus.Bus;
import io.sluice.bus.StreamReader;
import io.sluice.bus.Streams;
import io.sluice.message.Ask;
import io.sluice.message.Batches;
import io.sluice.message.Batches.BatchLine;
import io.sluice.message.Batches.BatchProgressed;
import io.sluice.message.Batches.BatchResult;
import io.sluice.message.Batches.BatchState;
import io.sluice.message.Batches.BatchStatus;
import io.sluice.message.Batches.FindBatch;
import io.sluice.message.Batches.FollowBatch;
import io.sluice.message.Batches.OpenBatch;
import io.sluice.message.Batches.ReadResults;
import io.sluice.message.CallInfo;
import io.sluice.message.Message;
import io.sluice.message.Refusal;
import io.sluice.message.Reply;
import io.sluice.message.Reply.Answered;
import io.sluice.message.Reply.Refused;
import io.sluice.message.Streaming.Batch;
import io.sluice.privacy.Masking;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.ThreadingModel;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Batches on a real bus, before {@link Answerers}. They can be stopped and started. */
final class Bench implements AutoCloseable {
  static final CallInfo CALL = CallInfo.within(Duration.ofHours(1), "r-1");

  private final Vertx vertx = Vertx.vertx();
  final Bus bus = Bus.on(vertx);
  final Streams streams;
  final Answerers answerers;
  final Path path;
  private String deployed = "";

  Bench(Path path) {
    this.path = path;
    this.streams = result(Streams.serve(vertx, bus, Streams.Limits.DEFAULT));
    this.answerers = new Answerers(streams);
    result(answerers.serve(bus));
  }

  BatchesConfig config(int concurrency, int attempts) {
    return new BatchesConfig(path, concurrency, 100, 10, Duration.ofMinutes(1), attempts,
        Duration.ofMillis(1), Duration.ofDays(1));
  }

  Bench start(BatchesConfig config) {
    deployed = result(vertx.deployVerticle(new BatchVerticle(bus, streams, config,
        new QuestionPrivacy(Masking.MASK)),
        new DeploymentOptions().setThreadingModel(ThreadingModel.VIRTUAL_THREAD)));
    return this;
  }

  void stop() {
    result(vertx.undeploy(deployed));
  }

  String open(int questions) {
    return open(Results.questions(questions));
  }

  String open(List<BatchLine> lines) {
    return ask(Batches.OPEN, new OpenBatch(lines, null)).batch();
  }

  BatchState find(String batch) {
    return ask(Batches.FIND, new FindBatch(batch)).state();
  }

  List<BatchResult> results(String batch) {
    return ask(Batches.READ, new ReadResults(batch, 0, 100)).results();
  }

  StreamReader follow(String batch, long after) {
    return new StreamReader(bus, ask(Batches.FOLLOW, new FollowBatch(batch)), CALL, after);
  }

  /** Reads the progress until so many have a result, or it has ended. */
  List<BatchState> followUntil(String batch, int done) {
    var reader = follow(batch, 0);
    var states = new ArrayList<BatchState>();
    while (true) {
      var events = answered(result(reader.next(1000)));
      events.events().forEach(event -> states.add(((BatchProgressed) event).state()));
      if (events.ended() || (!states.isEmpty() && states.getLast().done() >= done)) {
        return states;
      }
    }
  }

  BatchState whenDone(String batch) {
    var last = followUntil(batch, Integer.MAX_VALUE).getLast();
    if (last.status() != BatchStatus.DONE) {
      throw new AssertionError(last);
    }
    return last;
  }

  List<BatchState> rest(StreamReader reader) {
    var states = new ArrayList<BatchState>();
    Batch events;
    do {
      events = answered(result(reader.next(1000)));
      events.events().forEach(event -> states.add(((BatchProgressed) event).state()));
    } while (!events.ended());
    return states;
  }

  <Q extends Message, A extends Message> A ask(Ask<Q, A> ask, Q request) {
    return answered(result(bus.ask(ask, request, CALL)));
  }

  <Q extends Message, A extends Message> Refusal refused(Ask<Q, A> ask, Q request,
      CallInfo call) {
    return switch (result(bus.ask(ask, request, call))) {
      case Refused<A>(Refusal why) -> why;
      case Answered<A>(A answer) -> throw new AssertionError("not refused: " + answer);
    };
  }

  static <A> A answered(Reply<A> reply) {
    return switch (reply) {
      case Answered<A>(A answer) -> answer;
      case Refused<A>(Refusal why) -> throw new AssertionError(why);
    };
  }

  static <T> T result(Future<T> future) {
    try {
      return future.toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
    } catch (InterruptedException e) { // by a test's timeout
      throw new AssertionError(e);
    } catch (ExecutionException | TimeoutException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    result(vertx.close());
  }
}
