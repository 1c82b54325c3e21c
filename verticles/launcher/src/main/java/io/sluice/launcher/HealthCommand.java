package io.sluice.launcher;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code sluice health}: ends with 0 where a gateway is there, for those who watch over its process. */
@Command(name = "health", mixinStandardHelpOptions = true, description = "Says whether a gateway is there (/health/live).")
final class HealthCommand implements Callable<Integer> {
  @Mixin
  private Gateway gateway = new Gateway();

  @Spec
  private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    gateway.checkLive();
    spec.commandLine().getOut().println("The gateway is there.");
    return 0;
  }
}
