package io.sluice.ingestion;

import static java.util.Objects.requireNonNull;

import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;

/** What a file looks like from outside. */
record FileStamp(long size, Instant modified) {

  FileStamp {
    requireNonNull(modified, "modified");
  }

  static FileStamp of(BasicFileAttributes attributes) {
    return new FileStamp(attributes.size(), attributes.lastModifiedTime().toInstant());
  }
}
