package io.sluice.retrieval;

import io.sluice.message.CorpusEvent.CorpusChanged;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.junit.jupiter.api.Nested;

/** Weaviate fulfils the contracts. */
class WeaviateCorpusIT {

  interface Weaviate extends Engine {
    @Override
    default Future<Corpus> open(Vertx vertx, Path folder, FindingRules rules,
        Consumer<CorpusChanged> listener) {
      return TestWeaviate.open(vertx, folder, rules, listener);
    }
  }

  @Nested
  class Committing extends CommitContract implements Weaviate {}

  @Nested
  class Versions extends VersionsContract implements Weaviate {}

  @Nested
  class Purging extends PurgeContract implements Weaviate {}

  @Nested
  class Models extends ModelsContract implements Weaviate {}

  @Nested
  class Copies extends CopiesContract implements Weaviate {}

  @Nested
  class LeavingOut extends LeftOutContract implements Weaviate {}

  @Nested
  class Telling extends ChangesContract implements Weaviate {}

  @Nested
  class Documents extends DocumentsContract implements Weaviate {}

  @Nested
  class Collections extends CollectionsContract implements Weaviate {}

  @Nested
  class Access extends AccessContract implements Weaviate {}

  @Nested
  class Filtering extends FiltersContract implements Weaviate {}

  @Nested
  class Searching extends SearchContract implements Weaviate {}

  @Nested
  class Expanding extends ExpansionContract implements Weaviate {}

  @Nested
  class Widening extends WideningContract implements Weaviate {}

  @Nested
  class Odd extends OddQueriesContract implements Weaviate {}

  @Nested
  class AtTheSameTime extends ConcurrencyContract implements Weaviate {}
}
