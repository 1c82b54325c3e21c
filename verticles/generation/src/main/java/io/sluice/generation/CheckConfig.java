package io.sluice.generation;

import io.sluice.strictjson.Check;
import java.time.Duration;

/**
 * How answers are checked.
 *
 * @param within how long an answer that is complete waits to be compared with its sources by meaning,
 *        before it is checked by words, numbers and names alone
 */
public record CheckConfig(Duration within) {
  public static final CheckConfig DEFAULT = new CheckConfig(Duration.ofSeconds(2));

  public CheckConfig {
    Check.positive("within", within);
  }
}
