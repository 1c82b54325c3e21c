package io.sluice.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a start finds out is kept for later ones, and does not matter where it cannot be used. */
@Timeout(120)
class PrepareIT {
  @TempDir
  @SuppressWarnings("NullAway.Init")
  private Path folder;

  @SuppressWarnings("NullAway.Init")
  private Path home;

  @BeforeEach
  void copyTheDistribution() throws Exception {
    home = folder.resolve("a home");
    assertEquals(0, new ProcessBuilder("cp", "-r", RunningGateway.distribution().toString(),
        home.toString()).start().waitFor());
    Files.deleteIfExists(kept());
  }

  @Test
  void laterStartsReadWhatAStartFoundOut() throws Exception {
    assumeTrue(Files.exists(Path.of(System.getProperty("java.home"), "lib", "server",
        "classes_coh.jsa")), "this JDK came without an archive of its own classes");
    assertFalse(isReadFromWhatIsKept());
    var prepared = sluice("prepare");
    assertEquals(0, prepared.exit(), prepared.toString());
    assertTrue(isReadFromWhatIsKept());

    assertEquals(0, sluice("prepare", "--help").exit());
    assertTrue(isReadFromWhatIsKept());
  }

  @Test
  void whatIsDamagedIsNotUsed() throws Exception {
    Files.writeString(kept(), "not what a JVM wrote");
    assertFalse(isReadFromWhatIsKept());
  }

  /** Also where it is not, the command does what it is there for, and nothing else is said. */
  private boolean isReadFromWhatIsKept() throws Exception {
    var classes = folder.resolve("classes");
    var version = Typed.script(script(), folder,
        Map.of("SLUICE_JAVA_OPTS", "-Xlog:class+load:file=" + classes), "--version");
    assertEquals(0, version.exit(), version.toString());
    assertEquals("", version.err());
    assertEquals("Sluice 0.1.0", version.out().strip());
    return Files.readString(classes)
        .contains("io.sluice.launcher.Main source: shared objects file");
  }

  private Path kept() {
    return home.resolve("lib").resolve("sluice.jsa");
  }

  private Path script() {
    return home.resolve("bin").resolve("sluice");
  }

  private Typed sluice(String... arguments) throws Exception {
    return Typed.script(script(), folder, Map.of(), arguments);
  }
}
