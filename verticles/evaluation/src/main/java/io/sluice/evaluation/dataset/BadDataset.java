package io.sluice.evaluation.dataset;

import java.io.IOException;
import java.nio.file.Path;

/** A data set that cannot be used; says which file, where in it and why. */
public final class BadDataset extends IOException {
  private static final long serialVersionUID = 1;

  BadDataset(String message) {
    super(message);
  }

  BadDataset(Path file, String where, String why) {
    super(file + ", " + where + ": " + why);
  }

  static BadDataset at(Path file, int line, String why) {
    return new BadDataset(file, "line " + line, why);
  }
}
