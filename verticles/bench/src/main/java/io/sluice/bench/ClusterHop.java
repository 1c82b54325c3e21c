package io.sluice.bench;

import io.sluice.bus.Bus;
import io.sluice.cluster.Cluster;
import io.sluice.cluster.ClusterConfig;
import io.sluice.cluster.ClusterConfig.Tls;
import io.sluice.message.Reply;
import io.sluice.message.Streaming;
import io.sluice.message.Streaming.LeaveStream;
import io.sluice.message.Streaming.Left;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.time.Duration;
import java.util.List;
import java.util.function.IntFunction;

/** One small request to another node and its reply, beside the same by the bare bus of Vert.x. */
final class ClusterHop {
  private static final String BARE = "bare";
  private static final String HOST = "127.0.0.1";
  private static final LeaveStream REQUEST = new LeaveStream("stream", "reader");
  private static final int HOPS_OF_A_QUERY = 50;

  private final Settings settings;
  private final Vertx vertx;
  private final Bus bus;
  private final Context loop;

  private ClusterHop(Settings settings, Vertx vertx) throws Exception {
    this.settings = settings;
    this.vertx = vertx;
    this.bus = Bus.on(vertx);
    this.loop = Wait.loop(vertx);
  }

  static List<Row> measure(Settings settings) throws Exception {
    var ports = List.of(Wait.freePort(), Wait.freePort());
    var here = join(ports, 0);
    var there = join(ports, 1);
    try {
      Wait.until(Bus.on(there).serve(Streaming.LEAVE,
          (_, _) -> Future.succeededFuture(Reply.of(new Left()))));
      Wait.until(there.eventBus().consumer(BARE, message -> message.reply("left")).completion());
      var hop = new ClusterHop(settings, here);
      return List.of(hop.row(1, "one at a time"), hop.row(32, "32 in flight"));
    } finally {
      Wait.until(here.close());
      Wait.until(there.close());
    }
  }

  private static Vertx join(List<Integer> ports, int n) throws Exception {
    var config = new ClusterConfig(
        String.join(",", ports.stream().map(port -> HOST + ":" + port).toList()), "", "bench", "",
        HOST, ports.get(n), 0, List.of(), Duration.ofSeconds(4), new Tls("", "", ""));
    return Wait.until(Cluster.of(config).join(Vertx.builder(), new VertxOptions()));
  }

  private Row row(int atOnce, String how) throws Exception {
    return Turns.take(settings.rounds(), () -> nanos(atOnce, _ -> Wait
        .answered(bus.ask(Streaming.LEAVE, REQUEST, SyntheticCorpus.call()))),
        () -> nanos(atOnce, _ -> vertx.eventBus().request(BARE, "leave")))
        .row("bus hop to another node, " + how + " / bare `request`", Row.Kind.NANOS, time -> time,
            "≤ 1.5");
  }

  /** Of one, on average. */
  private double nanos(int atOnce, IntFunction<Future<?>> send) throws Exception {
    var hops = HOPS_OF_A_QUERY * settings.queries();
    var start = System.nanoTime();
    Wait.until(InFlight.run(loop, hops, atOnce, send));
    return (double) (System.nanoTime() - start) / hops;
  }
}
