package io.sluice.launcher;

import io.sluice.admission.keys.Key.KeyLimits;
import io.sluice.admission.keys.NewKey;
import io.sluice.admission.keys.Secret;
import io.sluice.admission.limits.Quota;
import io.sluice.message.Admission.Right;
import io.sluice.message.CallInfo;
import io.sluice.strictjson.Check;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sluice keys create}: makes a key, which is shown this once. */
@Command(name = "create", mixinStandardHelpOptions = true, description = "Makes a key. It is shown this once and kept nowhere.")
final class CreateKeyCommand implements Callable<Integer> {
  private static final Pattern TENANT = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9._-]{0,63}");
  private static final int LONGEST_NAME = 200;

  @Mixin
  private ConfigOptions options = new ConfigOptions();

  @Parameters(paramLabel = "NAME", description = "What people call it: who or what uses it.")
  private String name = "";

  @Option(names = "--tenant", paramLabel = "NAME", description = "Whose documents it is for (${DEFAULT-VALUE}).", defaultValue = CallInfo.DEFAULT_TENANT)
  private String tenant = CallInfo.DEFAULT_TENANT;

  @Option(names = "--right", paramLabel = "RIGHT", description = "What it is good for: ${COMPLETION-CANDIDATES}; may be given several times (ASK).")
  private Set<Right> rights = EnumSet.noneOf(Right.class);

  @Option(names = "--principal", paramLabel = "NAME", description = "Whom it acts as: documents with an access list are shown to these only; may be given several times.")
  private List<String> principals = new ArrayList<>();

  @Option(names = "--expires-in", paramLabel = "DAYS", description = "For how many days it opens.")
  private @Nullable Integer expiresInDays;

  @Option(names = "--requests-per-minute", paramLabel = "N", description = "Instead of what is configured for all; 0 for any number.")
  private @Nullable Integer requestsPerMinute;

  @Option(names = "--burst", paramLabel = "N", description = "How many of them at once.")
  private @Nullable Integer burst;

  @Option(names = "--tokens-per-minute", paramLabel = "N", description = "Of models, read and written.")
  private @Nullable Integer tokensPerMinute;

  @Option(names = "--usd-per-day", paramLabel = "USD", description = "What it may cost on a day (UTC).")
  private @Nullable Double usdPerDay;

  @Spec
  private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    var wanted = checked();
    var secret = Secret.random();
    new KeyDesk(options.read()).change(keys -> {
      keys.create(wanted, secret);
      return secret;
    }, "keys create " + name + " id=" + secret.id() + " tenant=" + tenant + " rights="
        + wanted.rights() + " principals=" + wanted.principals());
    var out = spec.commandLine().getOut();
    out.println(secret.text());
    out.flush();
    return 0;
  }

  private NewKey checked() {
    try {
      Check.text("NAME", name, LONGEST_NAME);
      if (!TENANT.matcher(tenant).matches()) {
        throw new Check.Violation("--tenant",
            "must be 1 to 64 letters, digits and . _ - and begin with a letter or digit");
      }
      principals.forEach(principal -> Check.text("--principal", principal, LONGEST_NAME));
      new Quota(or(requestsPerMinute), or(burst), or(tokensPerMinute),
          Objects.requireNonNullElse(usdPerDay, 0.0));
      if (expiresInDays != null) {
        Check.range("--expires-in", expiresInDays, 1, 36_500);
      }
    } catch (Check.Violation e) {
      throw new ParameterException(spec.commandLine(), e.field() + ": " + e.getMessage());
    }
    return new NewKey(name, tenant, principals, rights.isEmpty() ? Set.of(Right.ASK) : rights,
        new KeyLimits(requestsPerMinute, burst, tokensPerMinute, usdPerDay),
        expiresInDays == null ? null : Instant.now().plus(Duration.ofDays(expiresInDays)));
  }

  private static int or(@Nullable Integer limit) {
    return limit == null ? 0 : limit;
  }
}
