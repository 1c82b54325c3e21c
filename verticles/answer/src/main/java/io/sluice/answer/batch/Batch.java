package io.sluice.answer.batch;

import io.sluice.bus.EventLog;
import io.sluice.bus.Streams;
import io.sluice.message.Batches.BatchLine;
import io.sluice.message.Batches.BatchProgressed;
import io.sluice.message.Batches.BatchState;
import io.sluice.message.Batches.BatchStatus;
import io.sluice.message.Batches.ResultsRead;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A batch: what it is, which of its questions wait for their turn, and what came of the others. One that
 * has ended keeps nothing but its state in memory. Confined to one context.
 */
final class Batch {
  private static final Logger LOG = LoggerFactory.getLogger(Batch.class);

  private final BatchFolder folder;
  private final BatchHeader header;
  private final Streams streams;
  private final Set<Runnable> stops = new HashSet<>();
  private final Absence modelsAbsence = new Absence(System::nanoTime);
  private BatchState state;
  private List<BatchLine> questions = List.of();
  private Turns turns = new Turns(List.of(), _ -> false);
  private @Nullable ResultsFile results;
  private @Nullable EventLog<BatchProgressed> log;
  private boolean stopped;
  private boolean used;

  private Batch(BatchFolder folder, BatchHeader header, Streams streams, BatchState state) {
    this.folder = folder;
    this.header = header;
    this.streams = streams;
    this.state = state;
  }

  /** A batch as its folder has it: it goes on with the questions that have no result. */
  static Batch open(BatchFolder folder, Streams streams) throws IOException {
    var header = folder.header();
    var end = folder.end();
    var batch = new Batch(folder, header, streams, end == null ? begun(header) : end);
    if (end == null) {
      batch.resume();
    }
    return batch;
  }

  BatchHeader header() {
    return header;
  }

  BatchState state() {
    return state;
  }

  boolean isRunning() {
    return state.status() == BatchStatus.RUNNING;
  }

  /** Whether no result is wanted any more: it was dropped, or this process ends. */
  boolean isStopped() {
    return stopped;
  }

  /** The next question whose turn it is, from 1; null where there is none now. */
  @Nullable
  Integer next() {
    return stopped ? null : turns.next();
  }

  /** Whether it is a question's turn now. */
  boolean hasNext() {
    return !stopped && turns.hasNext();
  }

  BatchLine question(int line) {
    return questions.get(line - 1);
  }

  Absence modelsAbsence() {
    return modelsAbsence;
  }

  /** Whether these are its questions. */
  boolean asks(List<BatchLine> lines) throws IOException {
    return folder.questions().equals(lines);
  }

  /** Runs this when the batch is stopped, until {@link #finished}. */
  void whenStopped(Runnable stop) {
    stops.add(stop);
  }

  void finished(Runnable stop) {
    stops.remove(stop);
  }

  /**
   * Returns when the result is on the disk; where that fails it is not taken. It may be another's turn
   * then, who waited for it.
   */
  void take(StoredResult result) throws IOException {
    var log = running();
    var mark = results().append(result);
    turns.done(result.line());
    state = after(state, mark);
    if (state.done() < state.questions()) {
      log.append(new BatchProgressed(state));
    } else {
      end(log);
    }
  }

  /** The log of its progress, told anew where it is no longer kept. */
  EventLog<BatchProgressed> log() throws IOException {
    if (log == null || !streams.has(log.id())) {
      log = told();
    }
    return log;
  }

  ResultsRead read(int after, int max) throws IOException {
    used = true;
    var read = results().read(after, max);
    var last = read.isEmpty() ? after : read.getLast().line();
    return new ResultsRead(read, results().lines().higher(last) != null);
  }

  /** Lets go of the results' file where it has ended and nobody has read it since the last time. */
  void rest() throws IOException {
    if (!isRunning() && !used) {
      close();
    }
    used = false;
  }

  /** Stops its running questions and forgets it. */
  void drop() throws IOException {
    var ran = isRunning();
    stop();
    if (ran) {
      state = new BatchState(state.batch(), BatchStatus.CANCELLED, state.questions(), state.done(),
          state.failed(), state.costUsd(), state.createdAt(), Instant.now());
      if (log != null) {
        log.end(new BatchProgressed(state));
      }
    }
    folder.delete();
  }

  boolean isOlderThan(Duration age) {
    var end = state.endedAt();
    return end != null && end.plus(age).isBefore(Instant.now());
  }

  /** From now on nothing is taken: what runs is stopped, what has a result is on the disk. */
  void stop() throws IOException {
    stopped = true;
    List.copyOf(stops).forEach(Runnable::run);
    close();
  }

  private void resume() throws IOException {
    questions = folder.questions();
    var done = results();
    turns = new Turns(questions, done.lines()::contains);
    log = told();
    for (var mark : done.marks()) {
      state = after(state, mark);
    }
    if (!turns.hasNext()) {
      end(log);
    }
  }

  private void end(EventLog<BatchProgressed> log) throws IOException {
    state = new BatchState(state.batch(), BatchStatus.DONE, state.questions(), state.done(),
        state.failed(), state.costUsd(), state.createdAt(), Instant.now());
    questions = List.of();
    try {
      folder.end(state);
    } catch (IOException e) {
      LOG.warn("the end of a batch is not written batch={} {}", state.batch(), e.toString());
    }
    log.end(new BatchProgressed(state));
    LOG.info("batch done batch={} questions={} failed={}", state.batch(), state.questions(),
        state.failed());
  }

  /** Event by event, as it was told when it happened. */
  private EventLog<BatchProgressed> told() throws IOException {
    var at = begun(header);
    var told = streams.open(header.call(header.id(), Duration.ZERO, null), new BatchProgressed(
        new BatchState(at.batch(), BatchStatus.CANCELLED, at.questions(), 0, 0, 0, at.createdAt(),
            null)));
    told.stay();
    told.append(new BatchProgressed(at));
    for (var mark : results().marks()) {
      at = after(at, mark);
      if (at.done() < at.questions()) {
        told.append(new BatchProgressed(at));
      }
    }
    if (!isRunning()) {
      told.end(new BatchProgressed(state));
    }
    return told;
  }

  private EventLog<BatchProgressed> running() throws IOException {
    if (stopped || !isRunning()) {
      throw new IOException("the batch " + header.id() + " takes no more results");
    }
    return log();
  }

  private ResultsFile results() throws IOException {
    if (results == null) {
      results = folder.results();
    }
    return results;
  }

  private void close() throws IOException {
    if (results != null) {
      results.close();
      results = null;
    }
  }

  private static BatchState begun(BatchHeader header) {
    return new BatchState(header.id(), BatchStatus.RUNNING, header.questions(), 0, 0, 0,
        header.createdAt(), null);
  }

  private static BatchState after(BatchState before, ResultsFile.Mark mark) {
    return new BatchState(before.batch(), before.status(), before.questions(), before.done() + 1,
        before.failed() + (mark.failed() ? 1 : 0), before.costUsd() + mark.costUsd(),
        before.createdAt(), null);
  }
}
