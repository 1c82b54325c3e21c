package io.sluice.retrieval;

import io.vertx.core.Vertx;
import java.nio.file.Path;

/**
 * A process that commits one document after another, in two versions of which the first is searched in
 * the end, and says so, until it is killed.
 */
final class EndlessWriter {

  private EndlessWriter() {}

  public static void main(String[] args) {
    var client = CorpusClient.of(CorpusClient
        .await(
            LuceneCorpus.open(Vertx.vertx(), RetrievalConfig.defaults(Path.of(args[0])), _ -> {})));
    for (var i = 1;; i++) {
      client.commit(Draft.of("d" + i, "word one of " + i, "word two of " + i));
      client.commit(Draft.of("d" + i, "word three of " + i, "word four of " + i).version(2));
      client.activate("d" + i, 1);
      System.out.println(i);
    }
  }
}
