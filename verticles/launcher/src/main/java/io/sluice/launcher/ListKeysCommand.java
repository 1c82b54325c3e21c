package io.sluice.launcher;

import io.sluice.admission.keys.Key;
import io.sluice.admission.keys.Key.KeyLimits;
import io.sluice.admission.keys.KeyFile;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code sluice keys list}: which keys there are. */
@Command(name = "list", mixinStandardHelpOptions = true, description = "Lists the keys, without what opens.")
final class ListKeysCommand implements Callable<Integer> {
  private static final String LINE = "%-14s %-8s %-20s %-16s %-18s %-24s %-24s %s%n";

  @Mixin
  private ConfigOptions options = new ConfigOptions();

  @Spec
  private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    var keys = new KeyDesk(options.read()).read(KeyFile::list);
    var out = spec.commandLine().getOut();
    out.printf(LINE, "ID", "STATE", "CREATED", "TENANT", "RIGHTS", "PRINCIPALS", "LIMITS", "NAME");
    for (var key : keys) {
      out.printf(LINE, key.id(), state(key),
          key.createdAt().toString().substring(0, "2026-01-31T00:00:00".length()), key.tenant(),
          key.rights().stream().map(right -> right.name().toLowerCase(Locale.ROOT)).sorted()
              .collect(Collectors.joining(",")),
          orNone(String.join(",", key.principals())), limits(key.limits()), key.name());
    }
    out.flush();
    return 0;
  }

  /** Those of its own; what is not named here is as configured for all. */
  private static String limits(KeyLimits limits) {
    var named = new ArrayList<String>();
    add(named, "requests/min", limits.requestsPerMinute());
    add(named, "burst", limits.burst());
    add(named, "tokens/min", limits.tokensPerMinute());
    add(named, "usd/day", limits.usdPerDay());
    return orNone(String.join(",", named));
  }

  private static void add(List<String> named, String name, @Nullable Number limit) {
    if (limit != null) {
      named.add(name + "=" + limit);
    }
  }

  private static String orNone(String words) {
    return words.isEmpty() ? "-" : words;
  }

  private static String state(Key key) {
    var flaw = key.flaw(Instant.now());
    return flaw == null ? "good" : flaw;
  }
}
