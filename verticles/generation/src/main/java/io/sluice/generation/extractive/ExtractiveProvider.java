package io.sluice.generation.extractive;

import io.sluice.bus.EventLog;
import io.sluice.generation.ExtractiveConfig;
import io.sluice.generation.GenerationConfig;
import io.sluice.generation.Outcome;
import io.sluice.generation.Outcome.Failed;
import io.sluice.generation.Outcome.Spoke;
import io.sluice.generation.Provider;
import io.sluice.message.AnswerEvent;
import io.sluice.message.AnswerEvent.Usage;
import io.sluice.message.CallInfo;
import io.sluice.message.Generation.Generate;
import io.sluice.message.GenerationEvent;
import io.sluice.message.GenerationEvent.Generated;
import io.sluice.message.GenerationEvent.Started;
import io.sluice.message.Refusal.Cancelled;
import io.sluice.message.Refusal.DeadlinePassed;
import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import java.util.List;
import java.util.Objects;

/**
 * Answers without any model, on a pool of workers: it reads, and quotes what answers best. What it
 * writes comes all at once. Safe for any thread.
 */
public final class ExtractiveProvider implements Provider {
  private static final String NAME = GenerationConfig.EXTRACTIVE;

  private final WorkerExecutor workers;
  private final ExtractiveAnswerer answerer;

  public ExtractiveProvider(WorkerExecutor workers, ExtractiveConfig config) {
    this.workers = workers;
    this.answerer = new ExtractiveAnswerer(config);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Future<Outcome> generate(Generate request, CallInfo call,
      EventLog<GenerationEvent> log) {
    return workers.executeBlocking(() -> write(request, call, log), false)
        .map(Objects::requireNonNull);
  }

  private Outcome write(Generate request, CallInfo call, EventLog<GenerationEvent> log) {
    if (call.isLate()) {
      return new Failed(new DeadlinePassed("all workers were busy until the time was up"));
    }
    if (!log.append(new Started(NAME, NAME))) {
      return left();
    }
    var answer = answerer.answer(request, log::hasEnded);
    return AnswerWriter.write(answer, log::append)
        ? new Spoke(generated(request, answer))
        : left();
  }

  /** What is quoted needs no check. */
  private static Generated generated(Generate request, Answer answer) {
    return answer.grounded()
        ? new Generated(true, Usage.NONE)
        : new Generated(false, Usage.NONE, List.of(), null, AnswerEvent.STOP,
            Alternatives.to(request));
  }

  private static Outcome left() {
    return new Failed(new Cancelled("its answer is over"));
  }
}
