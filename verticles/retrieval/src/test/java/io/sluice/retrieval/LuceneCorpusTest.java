package io.sluice.retrieval;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;

class LuceneCorpusTest extends CorpusContract {

  @Override
  Future<LuceneCorpus> open(Vertx vertx, Path folder) {
    return LuceneCorpus.open(vertx, RetrievalConfig.defaults(folder));
  }
}
