package io.sluice.ingestion;

import io.sluice.strictjson.Check;
import java.time.Duration;

/**
 * How long earlier versions can be gone back to.
 *
 * @param keep so many of each document beside the active one
 * @param retention for so long
 * @param purgeEvery how often the others are forgotten, which writes much of an index anew
 */
public record VersionsConfig(int keep, Duration retention, Duration purgeEvery) {

  public VersionsConfig {
    Check.range("keep", keep, 0, 1000);
    Check.positive("retention", retention);
    Check.positive("purge-every", purgeEvery);
  }
}
