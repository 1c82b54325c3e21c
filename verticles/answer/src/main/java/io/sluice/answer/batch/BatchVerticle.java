package io.sluice.answer.batch;

import io.sluice.answer.QuestionPrivacy;
import io.sluice.bus.Bus;
import io.sluice.bus.Streams;
import io.sluice.message.Batches;
import io.sluice.message.Batches.BatchFound;
import io.sluice.message.Batches.BatchesListed;
import io.sluice.message.CallInfo;
import io.sluice.message.Refusal.NotFound;
import io.sluice.message.Refusal.Unavailable;
import io.sluice.message.Reply;
import io.sluice.message.Streaming.StreamOpened;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps batches of questions and has them answered. To be deployed on a virtual thread, once. */
public final class BatchVerticle extends VerticleBase {
  private static final Logger LOG = LoggerFactory.getLogger(BatchVerticle.class);
  private static final Duration SWEEP = Duration.ofMinutes(10);
  private static final int MOST_RESULTS = 100;

  private final Bus bus;
  private final Streams streams;
  private final BatchesConfig config;
  private final QuestionPrivacy privacy;
  private @Nullable BatchStore store;

  /** An actor that is to be deployed where questions are answered. */
  public BatchVerticle(Bus bus, Streams streams, BatchesConfig config, QuestionPrivacy privacy) {
    this.bus = bus;
    this.streams = streams;
    this.config = config;
    this.privacy = privacy;
  }

  @Override
  public Future<?> start() throws IOException {
    var opened = BatchStore.open(config.path(), streams);
    store = opened;
    var flow = new LineFlow(vertx, bus, new Attempts(config.attempts(), config.retryAfter()),
        config.deadline());
    var work = new Work(context, flow, config.concurrency(), config.retryAfter());
    var intake = new Intake(opened, work, config, privacy);
    opened.sweep(config.keepFor());
    vertx.setPeriodic(SWEEP.toMillis(), _ -> opened.sweep(config.keepFor()));
    opened.running().forEach(work::add);
    return Future.all(
        bus.serve(Batches.OPEN, (open, call) -> done(() -> intake.open(open, call))),
        bus.serve(Batches.LIST, (list, call) -> done(() -> Reply.of(new BatchesListed(
            opened.seenBy(call).stream().limit(Math.max(0, list.limit())).map(Batch::state)
                .toList())))),
        bus.serve(Batches.FIND, (find, call) -> of(find.batch(), call,
            batch -> Reply.of(new BatchFound(batch.state())))),
        bus.serve(Batches.FOLLOW, (follow, call) -> of(follow.batch(), call,
            batch -> Reply.of(new StreamOpened(batch.log().id())))),
        bus.serve(Batches.READ, (read, call) -> of(read.batch(), call,
            batch -> Reply.of(batch.read(read.after(),
                Math.clamp(read.max(), 1, MOST_RESULTS))))),
        bus.serve(Batches.DROP, (drop, call) -> of(drop.batch(), call, batch -> {
          opened.drop(batch);
          return Reply.of(new BatchFound(batch.state()));
        })));
  }

  /** What is asked for now is asked for again at the next start. */
  @Override
  public Future<?> stop() throws IOException {
    if (store != null) {
      for (var batch : store.all()) {
        batch.stop();
      }
    }
    return Future.succeededFuture();
  }

  private <A> Future<Reply<A>> of(String id, CallInfo call, Use<A> use) {
    var batch = Objects.requireNonNull(store).find(id, call);
    return batch == null
        ? Future.succeededFuture(Reply.refused(new NotFound("there is no such batch", "id")))
        : done(() -> use.of(batch));
  }

  /** What the disk does not do is not there now, and may be another time. */
  private static <A> Future<Reply<A>> done(Step<A> step) {
    try {
      return Future.succeededFuture(step.run());
    } catch (IOException e) {
      LOG.error("batches cannot be written or read", e);
      return Future.succeededFuture(
          Reply.refused(new Unavailable("batches", "the disk failed; the gateway's log says how")));
    }
  }

  @FunctionalInterface
  private interface Use<A> {
    Reply<A> of(Batch batch) throws IOException;
  }

  @FunctionalInterface
  private interface Step<A> {
    Reply<A> run() throws IOException;
  }
}
