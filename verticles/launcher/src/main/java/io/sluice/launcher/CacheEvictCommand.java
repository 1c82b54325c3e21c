package io.sluice.launcher;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code sluice cache evict}: forgets answers; without {@code --yes} it only says which. */
@Command(name = "evict", mixinStandardHelpOptions = true, description = "Says which answers would be forgotten, and forgets them with --yes.")
final class CacheEvictCommand implements Callable<Integer> {
  @Mixin
  private Gateway gateway = new Gateway();

  @Option(names = "--collection", paramLabel = "NAME", description = "Only those of this collection.")
  private @Nullable String collection;

  @Option(names = "--document", paramLabel = "ID", description = "Only those that rest on this document.")
  private @Nullable String document;

  @Option(names = "--question", paramLabel = "QUESTION", description = "Only those to this question.")
  private @Nullable String question;

  @Option(names = "--all", description = "All answers of all collections.")
  private boolean all;

  @Option(names = "--yes", description = "Forget them.")
  private boolean yes;

  @Spec
  private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    var none = collection == null && document == null && question == null;
    if (none != all) {
      throw new ParameterException(spec.commandLine(), none
          ? "say which answers: --collection, --document, --question, or --all"
          : "--all goes with no other choice");
    }
    var body = Gateway.JSON.createObjectNode().put("dryRun", !yes);
    if (collection != null) {
      body.put("collection", collection);
    }
    if (document != null) {
      body.put("document", document);
    }
    if (question != null) {
      body.put("question", question);
    }
    var out = spec.commandLine().getOut();
    var evicted = gateway.evictCache(body);
    var count = evicted.path("count").asInt();
    out.printf("%d %s %s%n", count, count == 1 ? "answer" : "answers",
        yes ? "forgotten" : "would be forgotten; say --yes to do it");
    evicted.path("questions").forEach(one -> out.println("  " + one.asText()));
    out.flush();
    return 0;
  }
}
