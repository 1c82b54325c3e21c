package io.sluice.tracing;

import io.sluice.bus.Tracing;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The traces of a node, as far as there are to be any. */
public final class Traces implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Traces.class);

  private final @Nullable OtlpTracing otlp;

  private Traces(@Nullable OtlpTracing otlp) {
    this.otlp = otlp;
  }

  /**
   * Opens them; where there is no collector nothing is opened.
   *
   * @param version of the gateway
   */
  public static Traces open(TracingConfig config, String version) {
    if (config.isOff()) {
      return new Traces(null);
    }
    LOG.info("traces to {} share={} content={}", config.address(), config.share(),
        config.content());
    return new Traces(OtlpTracing.open(config, version));
  }

  public Tracing tracing() {
    return otlp == null ? Tracing.OFF : otlp;
  }

  /** How many spans no collector has got, since it was away or too slow. */
  public long lost() {
    return otlp == null ? 0 : otlp.count().lost();
  }

  /** How many are yet to be sent. */
  public int waiting() {
    return otlp == null ? 0 : otlp.count().waiting();
  }

  /** Sends what waits, within a time. */
  @Override
  public void close() {
    if (otlp != null) {
      otlp.close();
    }
  }
}
