package io.sluice.bench;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.sluice.bus.Bus;
import io.sluice.insight.InsightConfig;
import io.sluice.insight.InsightVerticle;
import io.sluice.message.Insight;
import io.sluice.message.Insight.Observed;
import io.sluice.message.Reply;
import io.vertx.core.Deployable;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.micrometer.Label;
import io.vertx.micrometer.MetricsDomain;
import io.vertx.micrometer.MicrometerMetricsFactory;
import io.vertx.micrometer.MicrometerMetricsOptions;
import java.util.EnumSet;

/** What a node measures and writes down of its questions. */
sealed interface Counting {

  Vertx vertx();

  /** For one actor. */
  MeterRegistry registry();

  Deployable insight(Bus bus, InsightConfig config);

  private static VertxOptions options() {
    return new VertxOptions()
        .setEventLoopPoolSize(Runtime.getRuntime().availableProcessors());
  }

  /** What actors count, each for itself, and the query log; of Vert.x nothing. */
  record Apart() implements Counting {

    @Override
    public Vertx vertx() {
      return Vertx.vertx(options());
    }

    @Override
    public MeterRegistry registry() {
      return new SimpleMeterRegistry();
    }

    @Override
    public Deployable insight(Bus bus, InsightConfig config) {
      return new InsightVerticle(bus, config, registry());
    }
  }

  /** All that is as shipped: of the HTTP server and the pools, too, for Prometheus. */
  record All(PrometheusMeterRegistry registry) implements Counting {

    static All shipped() {
      var registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
      registry.config().meterFilter(MeterFilter.denyNameStartsWith("vertx.http.server.active"));
      return new All(registry);
    }

    @Override
    public Vertx vertx() {
      var metrics = new MicrometerMetricsOptions().setEnabled(true)
          .setLabels(EnumSet.of(Label.HTTP_CODE, Label.POOL_NAME, Label.POOL_TYPE))
          .addDisabledMetricsCategory(MetricsDomain.EVENT_BUS)
          .addDisabledMetricsCategory(MetricsDomain.NET_SERVER)
          .addDisabledMetricsCategory(MetricsDomain.NET_CLIENT)
          .addDisabledMetricsCategory(MetricsDomain.HTTP_CLIENT)
          .addDisabledMetricsCategory(MetricsDomain.DATAGRAM_SOCKET);
      return Vertx.builder().with(options().setMetricsOptions(metrics))
          .withMetrics(new MicrometerMetricsFactory(registry)).build();
    }

    @Override
    public Deployable insight(Bus bus, InsightConfig config) {
      return new InsightVerticle(bus, config, registry);
    }

    /** Of all counters of this name together. */
    int sum(String name) {
      return (int) registry.find(name).counters().stream().mapToDouble(Counter::count).sum();
    }
  }

  /** Nothing: meters that do not count, and an insight that is told and does nothing with it. */
  record Nothing() implements Counting {

    @Override
    public Vertx vertx() {
      return Vertx.vertx(options());
    }

    @Override
    public MeterRegistry registry() {
      return new CompositeMeterRegistry();
    }

    @Override
    public Deployable insight(Bus bus, InsightConfig config) {
      return new Deaf(bus);
    }
  }

  /** Answers at once to how questions ended. */
  final class Deaf extends VerticleBase {
    private final Bus bus;

    Deaf(Bus bus) {
      this.bus = bus;
    }

    @Override
    public Future<?> start() {
      return bus.serve(Insight.OBSERVE_ALL,
          (all, call) -> Future.succeededFuture(Reply.of(new Observed())));
    }
  }
}
