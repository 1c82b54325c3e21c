package io.sluice.abrouting;

import io.sluice.strictjson.Check;
import java.nio.file.Path;
import java.time.Duration;

/**
 * The experiments, and where what they have shown is kept.
 *
 * @param path the folder it is kept in
 * @param saveEvery how much of it a crash may cost; a stop costs nothing
 */
public record AbRoutingConfig(Path path, Duration saveEvery, ExperimentsConfig experiments) {
  private static final Duration SAVE_EVERY = Duration.ofSeconds(5);

  public AbRoutingConfig {
    Check.path("path", path);
    Check.positive("save-every", saveEvery);
    Check.required("experiments", experiments);
  }

  /** These experiments, kept below the folder that all is kept in. */
  public static AbRoutingConfig below(Path storage, ExperimentsConfig experiments) {
    return new AbRoutingConfig(storage.resolve("experiments"), SAVE_EVERY, experiments);
  }
}
