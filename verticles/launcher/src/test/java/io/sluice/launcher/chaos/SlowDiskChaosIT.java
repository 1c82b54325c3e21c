package io.sluice.launcher.chaos;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.launcher.RunningGateway;
import io.sluice.testservers.Required;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk that takes its time for each thing that it has to keep. */
class SlowDiskChaosIT {
  private static final String DELAY_US = "50000";
  private static final int DOCUMENTS = Form.pick(6, 60);
  private static final int AT_ONCE = 6;
  private static final int QUESTIONS = Form.pick(48, 1_000);

  @TempDir
  Path folder = Path.of("");

  @Test
  void questionsAreAnsweredAndDocumentsTakenInWhileTheDiskIsSlow() throws Exception {
    try (var provider = new Provider();
        var gateway = RunningGateway.before(provider.model(), folder.resolve("storage"),
            RunningGateway.FORGETFUL)) {
      for (var document : Questions.documents()) {
        gateway.take(document);
      }
      var slowing = slow(gateway.pid());
      try (var threads = Executors.newFixedThreadPool(AT_ONCE)) {
        var taken = new ArrayList<Future<?>>();
        for (var i = 0; i < DOCUMENTS; i++) {
          var document = Questions.document(1_000 + i, "");
          taken.add(threads.submit(() -> {
            gateway.take(document);
            return document;
          }));
        }
        for (var ending : new Load(gateway, new Questions(), Form.random()).ask(QUESTIONS)) {
          assertTrue(!(ending instanceof Ending.Failed), ending::toString);
        }
        for (var one : taken) {
          Patience.result(one, "a document is not taken in");
        }
      } finally {
        slowing.destroy();
        slowing.onExit().join();
      }
    }
  }

  /** Every fsync waits before it is done. */
  private Process slow(long pid) throws Exception {
    try {
      var log = folder.resolve("strace.log");
      var strace = new ProcessBuilder("strace", "-f", "-p", String.valueOf(pid), "-e",
          "trace=fsync,fdatasync", "-e", "inject=fsync,fdatasync:delay_enter=" + DELAY_US, "-o",
          folder.resolve("calls.log").toString())
          .redirectErrorStream(true).redirectOutput(log.toFile()).start();
      if (!strace.waitFor(2, TimeUnit.SECONDS)) {
        return strace;
      }
    } catch (IOException e) {
      // there is none
    }
    throw Required.missing("strace", "needs strace, and to be allowed to trace (ptrace)");
  }
}
