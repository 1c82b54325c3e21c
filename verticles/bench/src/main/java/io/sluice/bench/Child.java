package io.sluice.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** A process of ours; closing asks it to stop and waits until it has. */
final class Child implements AutoCloseable {
  private final Process process;
  private final BufferedReader out;

  private Child(Process process) {
    this.process = process;
    this.out = process.inputReader();
  }

  static Child start(List<String> command) throws IOException {
    return start(command, Map.of());
  }

  /** With more in its environment. */
  static Child start(List<String> command, Map<String, String> environment) throws IOException {
    var builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().put("SLUICE_JAVA_HOME", System.getProperty("java.home"));
    builder.environment().putAll(environment);
    return new Child(builder.start());
  }

  /** A JVM with the class path of this one. */
  static Child java(Class<?> main, String... arguments) throws IOException {
    return java(List.of(), main, arguments);
  }

  /** With flags of its own, too. */
  static Child java(List<String> flags, Class<?> main, String... arguments) throws IOException {
    var command = new ArrayList<>(
        List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow",
            "-XX:+UseCompactObjectHeaders", "-Dbench.root=" + LocalNode.root()));
    command.addAll(flags);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(List.of(arguments));
    return start(command);
  }

  void send(String line) throws IOException {
    var in = process.outputWriter();
    in.write(line + "\n");
    in.flush();
  }

  /** Waits for a line in which this is found, and gives the first group. */
  String line(Pattern pattern) throws IOException {
    for (var line = out.readLine(); line != null; line = out.readLine()) {
      var found = pattern.matcher(line);
      if (found.find()) {
        return found.group(1);
      }
    }
    throw new IOException("it ended without a line like " + pattern);
  }

  @Override
  public void close() throws IOException {
    process.destroy();
    if (!process.onExit().completeOnTimeout(process, 30, TimeUnit.SECONDS).join().isAlive()) {
      return;
    }
    process.destroyForcibly();
    throw new IOException("it did not stop");
  }
}
