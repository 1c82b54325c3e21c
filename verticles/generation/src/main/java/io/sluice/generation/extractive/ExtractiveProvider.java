package io.sluice.generation.extractive;

import io.sluice.bus.EventLog;
import io.sluice.generation.GenerationConfig;
import io.sluice.generation.Provider;
import io.sluice.message.AnswerEvent.Usage;
import io.sluice.message.CallInfo;
import io.sluice.message.Generation.Generate;
import io.sluice.message.GenerationEvent;
import io.sluice.message.GenerationEvent.Generated;
import io.sluice.message.GenerationEvent.Started;
import io.sluice.message.Refusal.Cancelled;
import io.sluice.message.Refusal.DeadlinePassed;
import io.sluice.message.Reply;
import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import java.util.Objects;

/**
 * Answers without any model, on a pool of workers: it reads, and quotes what answers best. What it
 * writes comes all at once. Safe for any thread.
 */
public final class ExtractiveProvider implements Provider {
  private static final String NAME = "extractive";

  private final WorkerExecutor workers;
  private final ExtractiveAnswerer answerer;

  public ExtractiveProvider(WorkerExecutor workers, GenerationConfig config) {
    this.workers = workers;
    this.answerer = new ExtractiveAnswerer(config);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String model() {
    return NAME;
  }

  @Override
  public Future<Reply<Generated>> generate(Generate request, CallInfo call,
      EventLog<GenerationEvent> log) {
    return workers.executeBlocking(() -> write(request, call, log), false)
        .map(Objects::requireNonNull);
  }

  private Reply<Generated> write(Generate request, CallInfo call, EventLog<GenerationEvent> log) {
    if (call.isLate()) {
      return Reply.refused(new DeadlinePassed("all workers were busy until the time was up"));
    }
    if (!log.append(new Started(name(), model()))) {
      return left();
    }
    var answer = answerer.answer(request, log::hasEnded);
    return AnswerWriter.write(answer, log::append)
        ? Reply.of(new Generated(answer.grounded(), Usage.NONE))
        : left();
  }

  private static Reply<Generated> left() {
    return Reply.refused(new Cancelled("nobody reads the answer any more"));
  }
}
