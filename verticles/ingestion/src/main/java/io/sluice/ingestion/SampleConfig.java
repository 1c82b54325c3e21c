package io.sluice.ingestion;

import io.sluice.strictjson.Check;
import java.nio.file.Path;

/**
 * The documents a fresh gateway starts with.
 *
 * @param path the folder; a document's id is its path below it
 */
public record SampleConfig(boolean enabled, Path path) {

  public SampleConfig {
    Check.required("path", path);
  }
}
