package io.sluice.launcher;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What came of a command as it is typed. */
public record Typed(int exit, String out, String err) {

  /** Runs it to its end; what it says lies in this folder meanwhile. */
  public static Typed sluice(Path folder, String... arguments) throws Exception {
    return sluice(folder, Map.of(), arguments);
  }

  /** The same, with more in its environment. */
  public static Typed sluice(Path folder, Map<String, String> environment, String... arguments)
      throws Exception {
    return script(Path.of(RunningGateway.script()), folder, environment, arguments);
  }

  /** The same by another's script. */
  static Typed script(Path script, Path folder, Map<String, String> environment,
      String... arguments) throws Exception {
    var command = new ArrayList<>(List.of(script.toString()));
    command.addAll(List.of(arguments));
    var out = folder.resolve("out");
    var err = folder.resolve("err");
    var builder = new ProcessBuilder(command).redirectOutput(out.toFile())
        .redirectError(err.toFile());
    builder.environment().put("SLUICE_JAVA_HOME", System.getProperty("java.home"));
    builder.environment().putAll(environment);
    var exit = builder.start().waitFor();
    return new Typed(exit, Files.readString(out), Files.readString(err));
  }

  /** A new key for the gateway that has this storage. */
  public static String key(Path folder, Path storage, String name, String... more)
      throws Exception {
    var command = new ArrayList<>(List.of("keys", "create", name));
    command.addAll(List.of(more));
    command.addAll(List.of("--set", "storage.path=" + storage));
    var typed = sluice(folder, command.toArray(String[]::new));
    if (typed.exit() != 0) {
      throw new AssertionError(typed);
    }
    return typed.out().strip();
  }
}
