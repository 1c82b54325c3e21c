package io.sluice.launcher;

import io.sluice.admission.keys.AuditLog;
import io.sluice.admission.keys.KeyFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;

/** The keys of a gateway, as the command line changes them: each change is in the audit log. */
final class KeyDesk {
  private final Path folder;
  private final KeyFile keys;
  private final AuditLog audit;

  KeyDesk(NodeConfig config) {
    this.folder = config.admission().path();
    this.keys = new KeyFile(folder, Clock.systemUTC());
    this.audit = new AuditLog(folder, Clock.systemUTC());
  }

  @FunctionalInterface
  interface Work<T> {
    T on(KeyFile keys) throws IOException;
  }

  <T> T read(Work<T> work) {
    try {
      return work.on(keys);
    } catch (IOException e) {
      throw new Trouble("the keys in " + folder + " cannot be used: " + e.getMessage());
    }
  }

  /** What was done is told before its outcome is: nothing is changed unseen. */
  <T> T change(Work<T> work, String what) {
    return read(all -> {
      audit.add(new AuditLog.Act(what, null, "os:" + System.getProperty("user.name"), null));
      return work.on(all);
    });
  }
}
