package io.sluice.retrieval;

import io.sluice.message.CorpusEvent.CorpusChanged;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Nested;

/** Lucene fulfils the contracts. */
class LuceneCorpusTest {

  interface Lucene extends Engine {
    @Override
    default Future<LuceneCorpus> open(Vertx vertx, Path folder, FindingRules rules,
        Consumer<CorpusChanged> listener) {
      return LuceneCorpus.open(vertx,
          new RetrievalConfig(folder, 2, Precision.FULL, WeaviateConfig.off(), rules, Map.of()),
          listener);
    }
  }

  @Nested
  class Committing extends CommitContract implements Lucene {}

  @Nested
  class Versions extends VersionsContract implements Lucene {}

  @Nested
  class Purging extends PurgeContract implements Lucene {}

  @Nested
  class Models extends ModelsContract implements Lucene {}

  @Nested
  class Copies extends CopiesContract implements Lucene {}

  @Nested
  class LeavingOut extends LeftOutContract implements Lucene {}

  @Nested
  class Telling extends ChangesContract implements Lucene {}

  @Nested
  class Documents extends DocumentsContract implements Lucene {}

  @Nested
  class Collections extends CollectionsContract implements Lucene {}

  @Nested
  class Access extends AccessContract implements Lucene {}

  @Nested
  class Filtering extends FiltersContract implements Lucene {}

  @Nested
  class Searching extends SearchContract implements Lucene {}

  @Nested
  class Expanding extends ExpansionContract implements Lucene {}

  @Nested
  class Widening extends WideningContract implements Lucene {}

  @Nested
  class Odd extends OddQueriesContract implements Lucene {}

  @Nested
  class AtTheSameTime extends ConcurrencyContract implements Lucene {}
}
