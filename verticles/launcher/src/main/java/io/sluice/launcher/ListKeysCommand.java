package io.sluice.launcher;

import io.sluice.admission.keys.Key;
import io.sluice.admission.keys.KeyFile;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code sluice keys list}: which keys there are. */
@Command(name = "list", mixinStandardHelpOptions = true, description = "Lists the keys, without what opens.")
final class ListKeysCommand implements Callable<Integer> {
  @Mixin
  private ConfigOptions options = new ConfigOptions();

  @Spec
  private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    var keys = new KeyDesk(options.read()).read(KeyFile::list);
    var out = spec.commandLine().getOut();
    out.printf("%-14s %-8s %-20s %-16s %-18s %s%n", "ID", "STATE", "CREATED", "TENANT", "RIGHTS",
        "NAME");
    for (var key : keys) {
      out.printf("%-14s %-8s %-20s %-16s %-18s %s%n", key.id(), state(key),
          key.createdAt().toString().substring(0, "2026-01-31T00:00:00".length()), key.tenant(),
          key.rights().stream().map(right -> right.name().toLowerCase(Locale.ROOT)).sorted()
              .collect(Collectors.joining(",")),
          key.name());
    }
    out.flush();
    return 0;
  }

  private static String state(Key key) {
    var flaw = key.flaw(Instant.now());
    return flaw == null ? "good" : flaw;
  }
}
