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
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@NullUnmarked // JMH fills the fields
public class HopBenchmark {
  static final int HOPS = 2048;
  private static final String BARE = "bare";
  private static final LeaveStream REQUEST = new LeaveStream("stream", "reader");

  @Param({"1", "32"})
  private int atOnce;

  private Vertx vertx;
  private Bus bus;
  private Context asking;

  /** Serves the same on both. */
  @Setup(Level.Trial)
  public void start() throws Exception {
    vertx = Vertx.vertx();
    bus = Bus.on(vertx);
    asking = vertx.getOrCreateContext();
    vertx.eventBus().consumer(BARE, message -> message.reply("left"));
    Wait.until(bus.serve(Streaming.LEAVE, HopBenchmark::left));
  }

  @TearDown(Level.Trial)
  public void stop() throws Exception {
    Wait.until(vertx.close());
  }

  @Benchmark
  @OperationsPerInvocation(HOPS)
  public Object ask() throws Exception {
    var call = CallInfo.within(Duration.ofSeconds(60), "bench");
    Wait.until(InFlight.run(asking, HOPS, atOnce,
        _ -> Wait.answered(bus.ask(Streaming.LEAVE, REQUEST, call))));
    return call;
  }

  @Benchmark
  @OperationsPerInvocation(HOPS)
  public Object request() throws Exception {
    return Wait.until(InFlight.run(asking, HOPS, atOnce,
        _ -> vertx.eventBus().<String>request(BARE, "leave")).map(HOPS));
  }

  /** What a method call in place of a message would cost. */
  @Benchmark
  @OperationsPerInvocation(HOPS)
  public Object call() throws Exception {
    var call = CallInfo.within(Duration.ofSeconds(60), "bench");
    return Wait.until(InFlight.run(asking, HOPS, 1, _ -> Wait.answered(left(REQUEST, call)))
        .map(HOPS));
  }

  private static Future<Reply<Left>> left(LeaveStream request, CallInfo call) {
    return Future.succeededFuture(Reply.of(new Left()));
  }
}
