package io.sluice.launcher;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * {@code sluice prepare}: starts a gateway that nobody uses, asks it something and ends it, after which the JVM
 * writes down what it had to find out about its classes ({@code lib/sluice.jsa}, see {@code bin/sluice}). Later
 * starts read that.
 */
@Command(name = "prepare", mixinStandardHelpOptions = true, description = "Makes later starts faster: keeps beside the jars what a start finds out about them.")
final class PrepareCommand implements Callable<Integer> {
  @Spec
  private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    try (var storage = TemporaryStorage.create()) {
      var settings = new LinkedHashMap<>(EvalNode.alone(storage.path()));
      settings.put("http.host", "127.0.0.1");
      settings.put("http.port", "0");
      settings.put("admission.keys", "open");
      settings.put("generation.providers", "[]");
      settings.put("redis.url", "");
      try (var node = Node.start(ConfigOptions.read(List.of(), settings))) {
        new CommandLine(new AskCommand()).setOut(spec.commandLine().getOut())
            .execute("--url", "http://127.0.0.1:" + node.port(), "Is anybody there?");
      }
    }
    return 0;
  }
}
