package io.sluice.resilience;

import io.sluice.strictjson.Check;
import java.time.Duration;

/**
 * When something outside is left alone.
 *
 * @param failures so many in a row
 * @param rest for so long; then one call tries it
 */
public record CircuitConfig(int failures, Duration rest) {
  public static final CircuitConfig DEFAULT = new CircuitConfig(5, Duration.ofSeconds(30));

  public CircuitConfig {
    Check.range("failures", failures, 1, 10_000);
    Check.positive("rest", rest);
  }
}
