package io.sluice.bench;

import io.sluice.bus.Bus;
import io.sluice.message.CallInfo;
import io.sluice.message.Reply;
import io.sluice.message.Streaming;
import io.sluice.message.Streaming.LeaveStream;
import io.sluice.message.Streaming.Left;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import org.jspecify.annotations.NullUnmarked;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** One small request and its reply, asked on one event loop and served on another. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class HopBenchmark {
  private static final int HOPS = 2048;
  private static final String BARE = "bare";
  private static final LeaveStream REQUEST = new LeaveStream("stream", "reader");
  private static final CallInfo CALL = CallInfo.within(Duration.ofHours(1), "bench");

  /** Two event loops, and on the second what is asked for from the first. */
  @State(Scope.Benchmark)
  @NullUnmarked // JMH calls start() first
  public static class Loops {
    @Param({"1", "32"})
    public int atOnce;

    private Vertx vertx;
    private Bus bus;
    private Context asking;

    @Setup(Level.Trial)
    public void start() throws Exception {
      vertx = Vertx.vertx();
      bus = Bus.on(vertx);
      asking = Wait.loop(vertx);
      Wait.until(vertx.deployVerticle(_ -> Future.all(
          bus.serve(Streaming.LEAVE, HopBenchmark::left),
          vertx.eventBus().consumer(BARE, message -> message.reply("left")).completion())));
    }

    @TearDown(Level.Trial)
    public void stop() throws Exception {
      Wait.until(vertx.close());
    }

    private void hop(IntFunction<Future<?>> send) throws Exception {
      Wait.until(InFlight.run(asking, HOPS, atOnce, send));
    }
  }

  @Benchmark
  @OperationsPerInvocation(HOPS)
  public void ask(Loops loops) throws Exception {
    loops.hop(_ -> Wait.answered(loops.bus.ask(Streaming.LEAVE, REQUEST, CALL)));
  }

  @Benchmark
  @OperationsPerInvocation(HOPS)
  public void request(Loops loops) throws Exception {
    loops.hop(_ -> loops.vertx.eventBus().request(BARE, "leave"));
  }

  /** What a method call in place of a message costs. */
  @Benchmark
  public Future<Reply<Left>> call() {
    return left(REQUEST, CALL);
  }

  private static Future<Reply<Left>> left(LeaveStream request, CallInfo call) {
    return call.isLate()
        ? Future.failedFuture(request.id())
        : Future.succeededFuture(Reply.of(new Left()));
  }
}
