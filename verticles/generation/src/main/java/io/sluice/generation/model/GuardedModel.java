package io.sluice.generation.model;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.sluice.generation.EndpointConfig;
import io.sluice.generation.model.CallEnd.Failed;
import io.sluice.generation.model.CallEnd.Whole;
import io.sluice.message.CallInfo;
import io.sluice.message.Refusal;
import io.sluice.message.Refusal.Overloaded;
import io.sluice.resilience.Backoff;
import io.sluice.resilience.Bulkhead;
import io.sluice.resilience.Bulkhead.Turn;
import io.sluice.resilience.Circuit;
import io.sluice.resilience.Circuit.State;
import io.sluice.resilience.Circuits;
import io.sluice.resilience.Fault;
import io.sluice.resilience.RetryBudget;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A model whose server may fail: it is asked by so many at once as it bears, left alone after failures
 * in a row, and asked once more where it failed quickly and before its first word. Confined to one
 * context.
 */
public final class GuardedModel implements LanguageModel {
  private static final Backoff BACKOFF = new Backoff(Duration.ofMillis(200), Duration.ofSeconds(2));

  private final Vertx vertx;
  private final LanguageModel model;
  private final Circuit circuit;
  private final Bulkhead bulkhead;
  private final RetryBudget budget = new RetryBudget();
  private final Counter retries;

  /** To be made on the context of the model. */
  public GuardedModel(Vertx vertx, LanguageModel model, Circuits circuits) {
    this.vertx = vertx;
    this.model = model;
    this.circuit = circuits.of(model.name(), model.config().circuit());
    this.bulkhead = new Bulkhead(vertx, model.config().concurrency());
    this.retries = Counter.builder("rag.retries").tag("name", model.name())
        .description("calls that were made once more").register(circuits.registry());
    Gauge.builder("rag.concurrency.limit", bulkhead, Bulkhead::limit).tag("name", model.name())
        .description("how many calls at once it is thought to bear").register(circuits.registry());
  }

  @Override
  public String name() {
    return model.name();
  }

  @Override
  public EndpointConfig config() {
    return model.config();
  }

  @Override
  public Future<CallEnd> ask(ModelRequest request, CallInfo call, Consumer<String> words,
      Future<Void> left) {
    budget.called();
    return new Asking(request, call, words, left).attempt(1);
  }

  @Override
  public Future<Void> close() {
    return model.close();
  }

  /** One question, until it is answered or given up. */
  private final class Asking {
    private final ModelRequest request;
    private final CallInfo call;
    private final Consumer<String> words;
    private final Future<Void> left;
    private final Duration patience;
    private final long start = System.nanoTime();
    private boolean begun;

    Asking(ModelRequest request, CallInfo call, Consumer<String> words, Future<Void> left) {
      this.request = request;
      this.call = call;
      this.words = words;
      this.left = left;
      this.patience = config().patience(call);
    }

    Future<CallEnd> attempt(int number) {
      return circuit.run(this::inTurn, GuardedModel::why, Failed::here)
          .compose(end -> end instanceof Failed failed && isWorthAnother(failed, number)
              ? again(number)
              : Future.succeededFuture(end));
    }

    private Future<CallEnd> again(int number) {
      retries.increment();
      return vertx.timer(Math.max(1, BACKOFF.pause(number).toMillis()), TimeUnit.MILLISECONDS)
          .compose(_ -> attempt(number + 1));
    }

    private Future<CallEnd> inTurn(Runnable goesWell) {
      return bulkhead.take(patience).compose(turn -> turn.map(mine -> send(mine, goesWell))
          .orElseGet(() -> Future.succeededFuture(Failed.here(new Overloaded(
              name() + " is busy with as many calls as it may have", patience.toMillis())))));
    }

    private Future<CallEnd> send(Turn turn, Runnable goesWell) {
      return model.ask(request, call, word -> {
        if (!begun) {
          begun = true;
          turn.answered();
          goesWell.run();
        }
        words.accept(word);
      }, left).onComplete(_ -> turn.end());
    }

    /** What took long would take it again, and another one may be quicker. */
    private boolean isWorthAnother(Failed failed, int number) {
      var spent = Duration.ofNanos(System.nanoTime() - start).plus(BACKOFF.most(number));
      return !begun && !left.isComplete() && failed.mayMoveOn()
          && circuit.condition().state() == State.CLOSED
          && Fault.of(failed.why()) == Fault.TRANSIENT && number < config().attempts()
          && spent.compareTo(patience.dividedBy(2)) < 0 && budget.take();
    }
  }

  private static @Nullable Refusal why(CallEnd end) {
    return switch (end) {
      case Whole whole -> null;
      case Failed failed -> failed.why();
    };
  }
}
