package io.sluice.retrieval;

import io.micrometer.core.instrument.MeterRegistry;
import io.sluice.bus.Bus;
import io.sluice.message.Copies;
import io.sluice.message.CorpusEvent;
import io.sluice.message.CorpusEvent.CorpusChanged;
import io.sluice.message.Retrieval;
import io.sluice.message.Versions;
import io.sluice.redis.RedisLink;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Serves what can be asked of the corpus. To be deployed once: it owns its storage folder, and
 * parallel work is done by the corpus' own worker pools.
 */
public final class RetrievalVerticle extends VerticleBase {
  private final Bus bus;
  private final RetrievalConfig config;
  private final @Nullable RedisLink redis;
  private final SearchMeter searches;
  private @Nullable Corpus corpus;

  /** An actor that is to be deployed, which measures into this registry and is alone. */
  public RetrievalVerticle(Bus bus, RetrievalConfig config, MeterRegistry registry) {
    this(bus, config, null, registry);
  }

  /**
   * @param redis which other nodes share that change the same corpus; null where there is none
   */
  public RetrievalVerticle(Bus bus, RetrievalConfig config, @Nullable RedisLink redis,
      MeterRegistry registry) {
    this.bus = bus;
    this.config = config;
    this.redis = redis;
    this.searches = new SearchMeter(registry);
  }

  @Override
  public Future<?> start() {
    return open().compose(this::serve);
  }

  private Future<? extends Corpus> open() {
    return config.weaviate().isOff()
        ? LuceneCorpus.open(vertx, config, this::tell)
        : WeaviateCorpus.open(vertx, config, new CollectionLocks(vertx, redis), this::tell);
  }

  private void tell(CorpusChanged change) {
    bus.tell(CorpusEvent.CORPUS_CHANGED, change);
  }

  private Future<?> serve(Corpus opened) {
    corpus = opened;
    return Future
        .all(List.of(bus.serve(Retrieval.FIND_PASSAGES,
            (request, call) -> searches.measure(() -> opened.findPassages(request, call))),
            bus.serve(Retrieval.WIDEN_PASSAGES, opened::widenPassages),
            bus.serve(Retrieval.COMMIT_DOCUMENT, opened::commit),
            bus.serve(Retrieval.FIND_VERSION, opened::findVersion),
            bus.serve(Retrieval.FIND_DOCUMENT, opened::findDocument),
            bus.serve(Retrieval.LIST_DOCUMENTS, opened::listDocuments),
            bus.serve(Versions.LIST_VERSIONS, opened::listVersions),
            bus.serve(Versions.OPEN_VERSION, opened::openVersion),
            bus.serve(Versions.ACTIVATE_VERSION, opened::activate),
            bus.serve(Versions.PURGE_VERSIONS, opened::purge),
            bus.serve(Versions.FIND_OUTDATED, opened::findOutdated),
            bus.serve(Copies.FIND_COPIES, opened::findCopies),
            bus.serve(Copies.LIST_LEFT_OUT, opened::listLeftOut),
            bus.serve(Copies.CHOOSE_COPY, opened::chooseCopy),
            bus.serve(Retrieval.ERASE_DOCUMENT, opened::erase),
            bus.serve(Retrieval.ERASE_VERSIONS, opened::erase),
            bus.serve(Retrieval.LIST_COLLECTIONS, opened::listCollections),
            bus.serve(Retrieval.FIND_EPOCH, opened::findEpoch)))
        .onFailure(_ -> opened.close());
  }

  @Override
  public Future<?> stop() {
    return corpus == null ? Future.succeededFuture() : corpus.close();
  }
}
