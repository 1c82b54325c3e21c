package io.sluice.launcher.chaos;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.launcher.RunningGateway;
import io.sluice.testservers.Required;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A wall clock that jumps while questions are answered and documents taken in. */
class ClockChaosIT {
  private static final List<Duration> JUMPS = List.of(Duration.ofHours(1), Duration.ofHours(-1),
      Duration.ofDays(400), Duration.ofDays(-3), Duration.ZERO);
  private static final int QUESTIONS = Form.pick(48, 1_000);
  /**
   * What a process asks for the time instead of the C library: as much later as a file says, by a number of
   * seconds. The clock that intervals are measured by stays right, as it does where somebody sets a clock.
   */
  private static final String CLOCK = """
      #include <fcntl.h>
      #include <stdlib.h>
      #include <sys/mman.h>
      #include <sys/syscall.h>
      #include <time.h>
      #include <unistd.h>

      static volatile long *later;

      __attribute__((constructor)) static void open_file(void) {
        int file = open(getenv("SLUICE_TEST_CLOCK"), O_RDONLY);
        later = mmap(0, sizeof *later, PROT_READ, MAP_SHARED, file, 0);
      }

      int clock_gettime(clockid_t clock, struct timespec *now) {
        int failed = syscall(SYS_clock_gettime, clock, now);
        if (!failed && clock == CLOCK_REALTIME) {
          now->tv_sec += *later;
        }
        return failed;
      }
      """;

  @TempDir
  Path folder = Path.of("");

  @Test
  void questionsAreAnsweredAndDocumentsTakenInWhileTheClockJumps() throws Exception {
    var environment = Map.of("LD_PRELOAD", library().toString(), "SLUICE_TEST_CLOCK",
        file().toString());
    turn(Duration.ZERO);
    try (var provider = new Provider();
        var gateway = RunningGateway.before(environment, provider.model(),
            folder.resolve("storage"))) {
      for (var document : Questions.documents()) {
        gateway.take(document);
      }
      var load = new Load(gateway, new Questions(), Form.random());
      var documents = 1_000;
      for (var jump : JUMPS) {
        turn(jump);
        gateway.take(Questions.document(documents, ""));
        expectTime(gateway, documents++, Instant.now().plus(jump));
        for (var ending : load.ask(QUESTIONS)) {
          assertTrue(!(ending instanceof Ending.Failed), () -> jump + ": " + ending);
        }
      }
    }
  }

  /** Whether it believes in that clock. */
  private static void expectTime(RunningGateway gateway, int document, Instant time)
      throws Exception {
    var taken = Instant.parse(
        gateway.get("/v1/documents/d" + document).path("ingestedAt").asText());
    assertTrue(Duration.between(taken, time).abs().compareTo(Duration.ofMinutes(30)) < 0,
        () -> taken + " where it is " + time);
  }

  private Path file() {
    return folder.resolve("clock");
  }

  /** In place: the file is looked at all the time. */
  private void turn(Duration later) throws IOException {
    try (var out = FileChannel.open(file(), StandardOpenOption.CREATE,
        StandardOpenOption.WRITE)) {
      out.write(ByteBuffer.allocate(Long.BYTES).order(ByteOrder.nativeOrder())
          .putLong(later.toSeconds()).flip());
    }
  }

  private Path library() throws Exception {
    var source = Files.writeString(folder.resolve("clock.c"), CLOCK);
    var library = folder.resolve("clock.so");
    if (!System.getProperty("os.name").equals("Linux") || !compiles(source, library)) {
      throw Required.missing("clock",
          "needs Linux and a C compiler (cc), as of the packages gcc and"
              + " libc6-dev");
    }
    return library;
  }

  private boolean compiles(Path source, Path library) throws InterruptedException {
    try {
      return new ProcessBuilder("cc", "-shared", "-fPIC", "-o", library.toString(),
          source.toString()).redirectErrorStream(true)
          .redirectOutput(folder.resolve("cc.log").toFile()).start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }
}
