package io.sluice.retrieval;

import io.sluice.message.CorpusEvent.CorpusChanged;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.function.Consumer;

/** What a corpus is kept in. */
interface Engine {

  /** The corpus kept in this folder; the same one again for the same folder. */
  Future<? extends Corpus> open(Vertx vertx, Path folder, FindingRules rules,
      Consumer<CorpusChanged> listener);
}
