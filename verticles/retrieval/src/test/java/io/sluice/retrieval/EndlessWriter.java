package io.sluice.retrieval;

import io.vertx.core.Vertx;
import java.nio.file.Path;

/** A process that commits one document after another, and says so, until it is killed. */
final class EndlessWriter {

  private EndlessWriter() {}

  public static void main(String[] args) {
    var client = CorpusClient.of(CorpusClient
        .await(LuceneCorpus.open(Vertx.vertx(), RetrievalConfig.defaults(Path.of(args[0])))));
    for (var i = 1;; i++) {
      client.commit(Draft.of("d" + i, "word one of " + i, "word two of " + i));
      System.out.println(i);
    }
  }
}
