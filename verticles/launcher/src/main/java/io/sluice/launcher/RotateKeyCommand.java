package io.sluice.launcher;

import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sluice keys rotate}: gives a key another secret. */
@Command(name = "rotate", mixinStandardHelpOptions = true, description = "Gives a key another secret, with the same rights and limits, and shows it this once.")
final class RotateKeyCommand implements Callable<Integer> {
  private static final int LONGEST_HOURS = 24 * 365;

  @Mixin
  private ConfigOptions options = new ConfigOptions();

  @Parameters(paramLabel = "ID", description = "As `sluice keys list` lists it.")
  private String id = "";

  @Option(names = "--grace-hours", paramLabel = "N", description = "For how long the one before opens, too (${DEFAULT-VALUE}).", defaultValue = "24")
  private int graceHours = 24;

  @Spec
  private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    if (graceHours < 0 || graceHours > LONGEST_HOURS) {
      throw new ParameterException(spec.commandLine(), "--grace-hours: must be from 0 to "
          + LONGEST_HOURS);
    }
    var secret = new KeyDesk(options.read())
        .change(keys -> keys.rotate(id, Duration.ofHours(graceHours)), "keys rotate " + id)
        .orElseThrow(() -> new Trouble("there is no key " + id + " that opens anything"));
    var out = spec.commandLine().getOut();
    out.println(secret.text());
    out.flush();
    return 0;
  }
}
