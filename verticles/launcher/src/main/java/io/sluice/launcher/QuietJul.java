package io.sluice.launcher;

import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Sets up java.util.logging, which Lucene writes to: only what is severe. Named on the JVM's command
 * line.
 */
public final class QuietJul {

  /** Called by the log manager. */
  public QuietJul() {
    Logger.getLogger("").setLevel(Level.SEVERE);
  }
}
