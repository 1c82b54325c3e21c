package io.sluice.launcher;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sluice keys revoke}: makes a key open nothing any more. */
@Command(name = "revoke", mixinStandardHelpOptions = true, description = "Makes a key open nothing any more, for good.")
final class RevokeKeyCommand implements Callable<Integer> {
  @Mixin
  private ConfigOptions options = new ConfigOptions();

  @Parameters(paramLabel = "ID", description = "As `sluice keys list` lists it.")
  private String id = "";

  @Spec
  private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    if (!new KeyDesk(options.read()).change(keys -> keys.revoke(id), "keys revoke " + id)) {
      throw new Trouble("there is no key " + id + " that opens anything");
    }
    var out = spec.commandLine().getOut();
    out.println(id + " opens nothing any more");
    out.flush();
    return 0;
  }
}
