package io.sluice.launcher;

import io.sluice.ingestion.DocumentFiles;
import io.sluice.retrieval.CollectionComparison;
import io.sluice.retrieval.CorpusMigration;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code sluice migrate}: copies the corpus of a gateway on its disk into the engines of a cluster. */
@Command(name = "migrate", mixinStandardHelpOptions = true, description = "Copies documents, versions and raw sources of a gateway on its own disk, which may go on"
    + " serving, into a cluster's engines, and checks that both are the same.")
final class MigrateCommand implements Callable<Integer> {
  /** What changes all the time is not waited for: the check tells what is missing. */
  private static final int MOST_PASSES = 20;

  @Mixin
  private ConfigOptions source = new ConfigOptions();

  @Option(names = "--to", paramLabel = "FILE", description = "A file of the cluster node's configuration; may be given several times.")
  private List<Path> files = new ArrayList<>();

  @Option(names = "--to-set", paramLabel = "KEY=VALUE", description = "Sets one key of the cluster node's configuration; may be given several times.")
  private Map<String, String> overrides = new LinkedHashMap<>();

  @Option(names = "--check", description = "Copies nothing, only checks.")
  private boolean onlyCheck;

  @Spec
  private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    var from = source.read();
    var to = ConfigOptions.read(files, overrides);
    var vertx = Vertx.vertx();
    try (var corpus = CorpusMigration.open(vertx, from.retrieval(), to.retrieval(),
        to.storage().path().resolve("migration"))) {
      var documents = DocumentFiles.open(from.ingestion(), to.ingestion());
      if (onlyCheck) {
        return check(corpus, documents) ? 0 : 1;
      }
      corpus.checkTarget();
      documents.checkTarget();
      return copy(corpus, documents) ? 0 : 1;
    } catch (IOException e) {
      throw new Trouble("migrate: " + e.getMessage());
    } finally {
      vertx.close().toCompletionStage().toCompletableFuture().join();
    }
  }

  /** Where a check finds a difference that is news of the source, that is copied and checked again. */
  private boolean copy(CorpusMigration corpus, DocumentFiles documents) throws IOException {
    var passes = 0;
    while (true) {
      var news = 0;
      do {
        news = pass(++passes, corpus, documents);
      } while (news > 0 && passes < MOST_PASSES);
      out().println(news == 0
          ? "nothing new after " + passes + " passes"
          : "there is still something new after " + passes + " passes");
      if (check(corpus, documents)) {
        return true;
      }
      news = passes < MOST_PASSES ? pass(++passes, corpus, documents) : 0;
      if (news == 0) {
        return false;
      }
    }
  }

  /** Files last: a document that is known there must be found there. */
  private int pass(int number, CorpusMigration corpus, DocumentFiles documents)
      throws IOException {
    var progress = new ProgressLine(err());
    var brought = corpus.copy(progress::at);
    var written = documents.copy(progress::at);
    out().printf("pass %d: %d documents, %d files%n", number, brought, written);
    out().flush();
    return brought + written;
  }

  private boolean check(CorpusMigration corpus, DocumentFiles documents) throws IOException {
    var progress = new ProgressLine(err());
    var equal = true;
    for (var collection : corpus.compare((name, done, all) -> progress.at("check " + name, done,
        all))) {
      print(collection);
      equal &= collection.isEqual();
    }
    var differing = documents.differences();
    out().println(documents.areShared()
        ? "files: both have the same folder"
        : "files: %d, %d differ".formatted(documents.count(), differing.size()));
    differing.stream().limit(10).forEach(name -> out().println("  " + name));
    equal &= differing.isEmpty();
    out().println(equal ? "both are the same" : "they differ");
    out().flush();
    return equal;
  }

  private void print(CollectionComparison c) {
    out().printf("%s/%s:%n", c.tenant(), c.collection());
    print("documents", c.source().documents(), c.copy().documents());
    print("versions", c.source().versions(), c.copy().versions());
    print("passages", c.source().passages(), c.copy().passages());
    print("hash", c.source().hash(), c.copy().hash());
    out().printf("  sample questions: %d of %d find the same%n", c.alike(), c.questions());
    c.differences().forEach(difference -> out().println("  " + difference));
  }

  private void print(String what, Object source, Object copy) {
    out().printf("  %s: %s %s %s%n", what, source, source.equals(copy) ? "=" : "is not", copy);
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }

  private PrintWriter err() {
    return spec.commandLine().getErr();
  }
}
