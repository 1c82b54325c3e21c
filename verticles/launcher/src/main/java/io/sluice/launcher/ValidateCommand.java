package io.sluice.launcher;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code sluice validate}: checks a configuration without starting anything. */
@Command(name = "validate", mixinStandardHelpOptions = true, description = "Checks the configuration and names what is wrong.")
final class ValidateCommand implements Callable<Integer> {
  @Mixin
  private ConfigOptions options = new ConfigOptions();

  @Spec
  private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    options.read();
    spec.commandLine().getOut().println("The configuration is valid.");
    return 0;
  }
}
