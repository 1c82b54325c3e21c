package io.sluice.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sluice.testservers.Required;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A published package of npm, and scripts that use it against a gateway. */
final class NodeClient {
  private final Path folder;

  private NodeClient(Path folder) {
    this.folder = folder;
  }

  /** Has the package, got once; without Node.js or npm the test cannot be had. */
  static NodeClient with(String name, String version) throws Exception {
    var folder = Files.createDirectories(
        Path.of("target", "node", name.replaceAll("\\W+", "-")).toAbsolutePath());
    var client = new NodeClient(folder);
    if (!Files.isDirectory(folder.resolve("node_modules").resolve(name))
        && client.exitOf(List.of("npm", "install", "--no-audit", "--no-fund", "--prefix",
            folder.toString(), name + "@" + version)) != 0) {
      throw Required.missing("node", "needs Node.js and npm, and npm to get " + name
          + ": install both, for example by `apt-get install nodejs npm`");
    }
    return client;
  }

  /** Runs a script of the tests' resources to its good end. */
  void run(String script, String... arguments) throws Exception {
    Files.copy(Path.of("src/test/resources", script), folder.resolve(script),
        StandardCopyOption.REPLACE_EXISTING);
    var command = new ArrayList<>(List.of("node", script));
    command.addAll(List.of(arguments));

    assertEquals(0, exitOf(command), () -> log("node"));
  }

  private int exitOf(List<String> command) throws InterruptedException {
    try {
      var process = new ProcessBuilder(command).directory(folder.toFile())
          .redirectErrorStream(true)
          .redirectOutput(folder.resolve(command.getFirst() + ".log").toFile()).start();
      if (!process.waitFor(3, TimeUnit.MINUTES)) {
        process.destroyForcibly();
        return -1;
      }
      return process.exitValue();
    } catch (IOException e) {
      return -1; // not installed
    }
  }

  private String log(String command) {
    try {
      return Files.readString(folder.resolve(command + ".log"));
    } catch (IOException e) {
      return "no log: " + e.getMessage();
    }
  }
}
