package io.sluice.retrieval;

import io.sluice.message.CallInfo;
import io.sluice.message.Reply.Answered;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Copies the corpus of a folder to a Weaviate server, and compares the two. A gateway may go on using
 * the folder, whose commits are read beside it; nobody may use the copy yet. Blocks; used by one thread.
 *
 * <pre>
 * Snapshot ── Inventory ─┬─ CollectionCopy ── WeaviateTurn      what differs, until nothing does
 *      WeaviateContents ─┘  CollectionCheck, SampleQuestions    what is there, all of it
 * </pre>
 */
public final class CorpusMigration implements AutoCloseable {

  private static final Duration LONGEST = Duration.ofDays(30);

  private final Vertx vertx;
  private final RetrievalConfig from;
  private final RetrievalConfig to;
  private final WeaviateDatabase database;
  private final WeaviateTurns turns;
  private final MigrationNotes notes;

  private CorpusMigration(Vertx vertx, RetrievalConfig from, RetrievalConfig to,
      WeaviateDatabase database, MigrationNotes notes) {
    this.vertx = vertx;
    this.from = from;
    this.to = to;
    this.database = database;
    this.turns = new WeaviateTurns(new CollectionLocks(vertx, null), to.weaviate().prefix(),
        database.vectors(), _ -> {});
    this.notes = notes;
  }

  /** Hears how far it is. */
  public interface Told {
    void at(String what, int done, int all);
  }

  /**
   * Fails where there is nothing to copy, or nowhere to copy it to.
   *
   * @param notes the file of what is to be remembered over a crash
   */
  public static CorpusMigration open(Vertx vertx, RetrievalConfig from, RetrievalConfig to,
      Path notes) throws IOException {
    if (to.weaviate().isOff()) {
      throw new IOException("retrieval.weaviate.url is empty in the configuration to migrate to");
    }
    if (!Files.isDirectory(from.path())) {
      throw new IOException("there is no corpus in " + from.path());
    }
    return new CorpusMigration(vertx, from, to, WeaviateDatabase.open(to.weaviate()),
        MigrationNotes.read(notes, from.path().toRealPath().toString(),
            to.weaviate().url() + "/" + to.weaviate().prefix()));
  }

  /** Fails where a collection holds there what is not of this migration. */
  public void checkTarget() throws IOException {
    each((_, target) -> {
      var obstacle = copy(target).obstacle();
      if (obstacle != null) {
        throw new IOException(obstacle);
      }
    });
  }

  /** Copies what differs, and returns how many documents did. */
  public int copy(Told told) throws IOException {
    var documents = new ArrayList<Integer>();
    each((source, target) -> documents.add(copy(target).run(source, told)));
    return documents.stream().mapToInt(Integer::intValue).sum();
  }

  public List<CollectionComparison> compare(Told told) throws IOException {
    var source = SampleQuestions.await(LuceneCorpus.beside(vertx,
        new RetrievalConfig(from.path(), from.searchThreads(), from.vectorPrecision(),
            from.weaviate(), to.rules(), to.collections())));
    try {
      var copy = SampleQuestions
          .await(WeaviateCorpus.open(vertx, to, new CollectionLocks(vertx, null), _ -> {}));
      try {
        return compare(source, copy, told);
      } finally {
        SampleQuestions.await(copy.close());
      }
    } finally {
      SampleQuestions.await(source.close());
    }
  }

  private List<CollectionComparison> compare(Corpus one, Corpus other, Told told)
      throws IOException {
    var comparisons = new ArrayList<CollectionComparison>();
    each((source, target) -> {
      var comparison = new CollectionCheck(source, contents(target)).run(target.tenant(),
          target.name(), told);
      var questions = SampleQuestions.of(target.tenant(), source);
      comparisons.add(new CollectionComparison(comparison.tenant(), comparison.collection(),
          comparison.source(), comparison.copy(), comparison.differences(), questions.count(),
          questions.alike(one, other)));
    });
    return comparisons;
  }

  private interface Work {
    void on(Contents source, WeaviateCollection target) throws IOException;
  }

  /** Works on each collection as it was last committed. */
  private void each(Work work) throws IOException {
    try (var indexes = Indexes.beside(from.path())) {
      for (var tenant : indexes.tenants()) {
        for (var name : indexes.collections(tenant)) {
          if (indexes.snapshot(tenant, name) instanceof Answered<Snapshot>(var snapshot)) {
            try (snapshot) {
              if (snapshot.epoch() != Epoch.NONE) {
                work.on(snapshot, database.collection(name, call(tenant)));
              }
            }
          }
        }
      }
    }
  }

  private CollectionCopy copy(WeaviateCollection target) {
    return new CollectionCopy(target, turns, notes, call(target.tenant()));
  }

  static WeaviateContents contents(WeaviateCollection collection) throws IOException {
    var epoch = collection.epoch();
    return new WeaviateContents(collection, epoch == null ? WeaviateEpoch.NONE : epoch);
  }

  private static CallInfo call(String tenant) {
    return new CallInfo("migrate", tenant, List.of(), null,
        System.nanoTime() + LONGEST.toNanos(), null);
  }

  @Override
  public void close() throws IOException {
    database.close();
  }
}
