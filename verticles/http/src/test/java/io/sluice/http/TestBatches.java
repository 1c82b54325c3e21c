package io.sluice.http;

import io.sluice.bus.EventLog;
import io.sluice.bus.Streams;
import io.sluice.message.Batches;
import io.sluice.message.Batches.BatchAnswer;
import io.sluice.message.Batches.BatchFound;
import io.sluice.message.Batches.BatchOpened;
import io.sluice.message.Batches.BatchProgressed;
import io.sluice.message.Batches.BatchResult;
import io.sluice.message.Batches.BatchState;
import io.sluice.message.Batches.BatchStatus;
import io.sluice.message.Batches.BatchesListed;
import io.sluice.message.Batches.ListBatches;
import io.sluice.message.Batches.OpenBatch;
import io.sluice.message.Batches.ReadResults;
import io.sluice.message.Batches.ResultsRead;
import io.sluice.message.Message;
import io.sluice.message.Refusal;
import io.sluice.message.Refusal.NotFound;
import io.sluice.message.Refusal.Overloaded;
import io.sluice.message.Streaming.StreamOpened;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The batches as tests want them. They know the batch {@code b-1}, which is done. */
final class TestBatches {
  static final Instant BEGUN = Instant.parse("2026-01-31T10:00:00Z");

  final BlockingQueue<OpenBatch> opened = new LinkedBlockingQueue<>();
  final BlockingQueue<ListBatches> listed = new LinkedBlockingQueue<>();
  final BlockingQueue<String> dropped = new LinkedBlockingQueue<>();
  final BlockingQueue<ReadResults> reads = new LinkedBlockingQueue<>();
  volatile int results = 3;
  volatile int failsBehind = Integer.MAX_VALUE;
  volatile @Nullable Refusal refusal;
  volatile Consumer<EventLog<BatchProgressed>> progress = log -> {
    log.append(new BatchProgressed(state(BatchStatus.RUNNING, 0)));
    log.end(new BatchProgressed(state(BatchStatus.DONE, 3)));
  };

  Future<?> serve(TestActors actors, Streams streams) {
    return Future.all(List.of(
        actors.serve(Batches.OPEN, (open, call) -> {
          opened.add(open);
          var why = refusal;
          return why == null ? new BatchOpened("b-1", open.lines().size()) : why;
        }), actors.serve(Batches.LIST, (list, call) -> {
          listed.add(list);
          return new BatchesListed(
              List.of(state(BatchStatus.RUNNING, 1), state(BatchStatus.DONE, 3)));
        }), actors.serve(Batches.FIND,
            (find, call) -> known(find.batch(), new BatchFound(state(BatchStatus.DONE, 3)))),
        actors.serve(Batches.FOLLOW, (follow, call) -> {
          EventLog<BatchProgressed> log = streams.open(call,
              new BatchProgressed(state(BatchStatus.CANCELLED, 0)));
          progress.accept(log);
          return known(follow.batch(), new StreamOpened(log.id()));
        }), actors.serve(Batches.READ, (read, call) -> {
          reads.add(read);
          return read.after() >= failsBehind
              ? new Overloaded("too much", 1)
              : known(read.batch(), results(read));
        }), actors.serve(Batches.DROP, (drop, call) -> {
          dropped.add(drop.batch());
          return known(drop.batch(), new BatchFound(state(BatchStatus.CANCELLED, 1)));
        })));
  }

  static BatchState state(BatchStatus status, int done) {
    return new BatchState("b-1", status, 3, done, done == 3 ? 1 : 0, done * 0.25, BEGUN,
        status == BatchStatus.RUNNING ? null : BEGUN.plusSeconds(60));
  }

  /** Every third question failed; none has a name of its own but the first. */
  private ResultsRead results(ReadResults read) {
    var lines = IntStream
        .rangeClosed(read.after() + 1, Math.min(results, read.after() + read.max()))
        .mapToObj(line -> new BatchResult(line, line == 1 ? "질문 하나" : null,
            line % 3 == 0 ? null : new BatchAnswer(Samples.TEXT, Samples.done("a-" + line)),
            line % 3 == 0 ? new Overloaded("too much", 1) : null,
            line % 3 == 0 ? "죄송합니다." : null))
        .toList();
    return new ResultsRead(lines, read.after() + read.max() < results);
  }

  private static Message known(String batch, Message answer) {
    return batch.equals("b-1") ? answer : new NotFound("there is no such batch", "id");
  }
}
