package io.sluice.resilience;

import io.sluice.message.Refusal;
import io.sluice.message.Refusal.UpstreamDown;
import io.vertx.circuitbreaker.CircuitBreaker;
import io.vertx.circuitbreaker.CircuitBreakerOptions;
import io.vertx.circuitbreaker.CircuitBreakerState;
import io.vertx.circuitbreaker.OpenCircuitException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Something outside that is left alone for a while after some failures in a row, while most of its last
 * calls failed (of many calls at once some always fail in a row): calls are then refused at once. After the rest one call tries it, and if that goes well all may again. Any thread may call.
 */
public final class Circuit {
  private static final Logger LOG = LoggerFactory.getLogger(Circuit.class);
  /** Failures are counted until a call goes well, however long that takes. */
  private static final long NEVER_FORGET_MS = Duration.ofDays(1).toMillis();
  private static final long NO_TIMEOUT = -1;
  private static final long WHILE_TRIED_MS = 1000;
  /** What says something about the server, be it our fault. */
  private static final String OUTSIDE = "provider.";

  private final String name;
  private final CircuitConfig config;
  private final CircuitBreaker breaker;
  private final Consumer<Condition> changed;
  private final Recent recent = new Recent();
  private volatile CircuitBreakerState known = CircuitBreakerState.CLOSED;
  private volatile long restsUntil = System.nanoTime();
  private volatile @Nullable String lastError;
  private volatile double lastCallMs;

  /** @param changed is told of each change that calls of this node have caused */
  Circuit(Vertx vertx, String name, CircuitConfig config, Consumer<Condition> changed) {
    this.name = name;
    this.config = config;
    this.changed = changed;
    this.breaker = CircuitBreaker.create(name, vertx,
        new CircuitBreakerOptions().setMaxFailures(config.failures()).setTimeout(NO_TIMEOUT)
            .setResetTimeout(config.rest().toMillis())
            .setFailuresRollingWindow(NEVER_FORGET_MS))
        .openHandler(_ -> opened()).halfOpenHandler(_ -> known = CircuitBreakerState.HALF_OPEN)
        .closeHandler(_ -> closed());
  }

  /**
   * How it is.
   *
   * @param error the last one there was, also where all is well again; null for none yet
   * @param callMs how long the last call took that was not refused here
   */
  public record Condition(String name, State state, @Nullable String error, double callMs) {}

  /** Whether it is asked. */
  public enum State {
    CLOSED(0),
    HALF_OPEN(1),
    OPEN(2);

    private final int number;

    State(int number) {
      this.number = number;
    }

    /** As metrics tell it. */
    public int number() {
      return number;
    }
  }

  public Condition condition() {
    return new Condition(name, state(), lastError, lastCallMs);
  }

  /**
   * Makes a call, unless it is of no use now.
   *
   * @param call is given what it may run as soon as it is seen to go well, be it long before its end
   * @param why reads from an outcome why it is none; null where it is one
   * @param refused makes an outcome of a refusal
   */
  public <T> Future<T> run(Function<Runnable, Future<T>> call, Function<T, @Nullable Refusal> why,
      Function<Refusal, T> refused) {
    var outcome = Promise.<T>promise();
    return breaker.<Void>execute(() -> {
      var start = System.nanoTime();
      var well = new AtomicBoolean();
      Runnable goesWell = () -> {
        if (well.compareAndSet(false, true)) {
          goesWell();
        }
      };
      return call.apply(goesWell).compose(came -> {
        lastCallMs = (System.nanoTime() - start) / 1e6;
        outcome.complete(came);
        var wrong = why.apply(came);
        if (wrong == null) {
          goesWell.run();
        }
        return wrong == null ? Future.succeededFuture() : judged(wrong);
      });
    }).transform(judged -> {
      if (outcome.future().isComplete()) {
        return outcome.future();
      }
      return judged.cause() instanceof OpenCircuitException
          ? Future.succeededFuture(refused.apply(down()))
          : Future.failedFuture(judged.cause());
    });
  }

  /** Failures are counted anew from here, and a circuit that is being tried closes. */
  private void goesWell() {
    recent.add(false, System.nanoTime());
    breaker.reset();
  }

  /**
   * Whether the breaker is to count it. A fault that says nothing about the server must not close a
   * circuit that is being tried.
   */
  private Future<Void> judged(Refusal why) {
    var isFault = Fault.of(why) == Fault.TRANSIENT;
    if (isFault || why.code().toString().startsWith(OUTSIDE)) {
      lastError = why.message();
    }
    if (isFault) {
      recent.add(true, System.nanoTime());
    }
    return (isFault && recent.mostlyFailed()) || breaker.state() == CircuitBreakerState.HALF_OPEN
        ? Future.failedFuture("it failed")
        : Future.succeededFuture();
  }

  private UpstreamDown down() {
    var left = Math.max(WHILE_TRIED_MS, (restsUntil - System.nanoTime()) / 1_000_000);
    var error = lastError;
    return new UpstreamDown(name, name + " is left alone for another "
        + Math.ceilDiv(left, 1000) + " s" + (error == null ? "" : ", since " + error), left);
  }

  private State state() {
    return switch (breaker.state()) {
      case CLOSED -> State.CLOSED;
      case HALF_OPEN -> State.HALF_OPEN;
      case OPEN -> State.OPEN;
    };
  }

  private void opened() {
    restsUntil = System.nanoTime() + config.rest().toNanos();
    if (known != CircuitBreakerState.OPEN) {
      known = CircuitBreakerState.OPEN;
      LOG.warn("left alone name={} for={} since {}", name, config.rest(), lastError);
      changed.accept(condition());
    }
  }

  private void closed() {
    if (known != CircuitBreakerState.CLOSED) {
      known = CircuitBreakerState.CLOSED;
      LOG.info("asked again name={}", name);
      changed.accept(condition());
    }
  }

  /** Another node has found that it is of no use. */
  void heardOpen(String error) {
    if (known != CircuitBreakerState.OPEN) {
      known = CircuitBreakerState.OPEN; // before it opens, so that it is not told back
      lastError = error;
      restsUntil = System.nanoTime() + config.rest().toNanos();
      breaker.open();
      LOG.info("another node leaves it alone name={} since {}", name, error);
    }
  }

  /** Another node has found that it works; while this one still rests, it finds out by itself. */
  void heardClosed() {
    if (breaker.state() == CircuitBreakerState.HALF_OPEN) {
      known = CircuitBreakerState.CLOSED; // before it closes, so that it is not told back
      breaker.reset();
    }
  }
}
