package io.sluice.launcher;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.sluice.cluster.Cluster;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.micrometer.Label;
import io.vertx.micrometer.MetricsDomain;
import io.vertx.micrometer.MicrometerMetricsFactory;
import io.vertx.micrometer.MicrometerMetricsOptions;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is measured on this node: the process, its front door and pools, and what the actors add. */
final class NodeMetrics implements AutoCloseable {
  static final int EVENT_LOOPS = Runtime.getRuntime().availableProcessors();
  /** Those that have few values; of methods, say, a client may make up any number. */
  private static final Set<Label> FEW = EnumSet.of(Label.HTTP_CODE, Label.POOL_NAME,
      Label.POOL_TYPE);

  private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(
      PrometheusConfig.DEFAULT);
  private final JvmGcMetrics collections = new JvmGcMetrics();

  NodeMetrics() {
    // Each front door and each connection would have these gauges, and only the first one's would count.
    registry.config().meterFilter(MeterFilter.denyNameStartsWith("vertx.http.server.active"));
    registry.config().meterFilter(MeterFilter.denyNameStartsWith("vertx.redis"));
    collections.bindTo(registry);
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
  }

  /**
   * A Vert.x that measures its HTTP server and pools here; the bus has too many messages for that. It has
   * an event loop for each core: nothing blocks one, and with more of them most messages would have to
   * wake up another thread.
   *
   * @param cluster whose nodes share the bus; null for a bus of its own
   */
  Future<Vertx> vertx(@Nullable Cluster cluster) {
    var options = new MicrometerMetricsOptions().setEnabled(true).setLabels(FEW)
        .addDisabledMetricsCategory(MetricsDomain.EVENT_BUS)
        .addDisabledMetricsCategory(MetricsDomain.NET_SERVER)
        .addDisabledMetricsCategory(MetricsDomain.NET_CLIENT)
        .addDisabledMetricsCategory(MetricsDomain.HTTP_CLIENT)
        .addDisabledMetricsCategory(MetricsDomain.DATAGRAM_SOCKET);
    var all = new VertxOptions().setMetricsOptions(options).setEventLoopPoolSize(EVENT_LOOPS);
    var builder = Vertx.builder().withMetrics(new MicrometerMetricsFactory(registry));
    return cluster == null
        ? Future.succeededFuture(builder.with(all).build())
        : cluster.join(builder, all);
  }

  MeterRegistry registry() {
    return registry;
  }

  /** All of it, in Prometheus' text format. */
  String text() {
    return registry.scrape();
  }

  @Override
  public void close() {
    collections.close();
    registry.close();
  }
}
