package io.sluice.launcher;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sluice experiments}: what they have shown, and the switch of each. */
@Command(name = "experiments", mixinStandardHelpOptions = true, description = "Shows what the experiments of a running gateway have shown, or changes one of them.")
final class ExperimentsCommand implements Callable<Integer> {
  @Mixin
  private Gateway gateway = new Gateway();

  @Parameters(paramLabel = "NAME", arity = "0..1", description = "Only this one; the one to change.")
  private @Nullable String name;

  @Option(names = "--on", description = "Lets it take askers.")
  private boolean on;

  @Option(names = "--off", description = "Gives all of them what is configured, at once and over a restart.")
  private boolean off;

  @Option(names = "--share", paramLabel = "0..1", description = "How many of the askers it takes, from 0 to 1; ends a ramp.")
  private @Nullable Double share;

  @Option(names = "--language", paramLabel = "en|ko", description = "What the verdict is said in (${DEFAULT-VALUE}).", defaultValue = "en")
  private String language = "en";

  @Spec
  private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    var words = switch (language) {
      case "en" -> "english";
      case "ko" -> "korean";
      default -> throw wrong("--language must be en or ko");
    };
    var out = spec.commandLine().getOut();
    var shown = shown();
    out.printf("%-24s %-4s %6s %9s  %s%n", "name", "on", "share", "exposed", "verdict");
    shown.forEach(one -> print(one, words, out));
    out.flush();
    return 0;
  }

  private List<JsonNode> shown() {
    var change = Gateway.JSON.createObjectNode();
    if (on && off) {
      throw wrong("--on and --off: one of the two");
    }
    if (on || off) {
      change.put("on", on);
    }
    if (share != null) {
      change.put("share", share);
    }
    if (!change.isEmpty()) {
      if (name == null) {
        throw wrong("say which: NAME");
      }
      return List.of(gateway.changeExperiment(name, change));
    }
    var found = StreamSupport.stream(gateway.experiments().spliterator(), false)
        .filter(one -> name == null || one.path("name").asText().equals(name)).toList();
    if (name != null && found.isEmpty()) {
      throw new Trouble("there is no experiment " + name);
    }
    return found;
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  private static void print(JsonNode one, String words, PrintWriter out) {
    var exposed = StreamSupport.stream(one.path("variants").spliterator(), false)
        .mapToLong(variant -> variant.path("exposed").asLong()).sum();
    out.printf(Locale.ROOT, "%-24s %-4s %5.1f%% %9d  %s%n", one.path("name").asText(),
        one.path("on").asBoolean() ? "on" : "off", 100 * one.path("share").asDouble(), exposed,
        one.path("verdict").path(words).asText());
  }
}
