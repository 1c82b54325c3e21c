package io.sluice.bench;

import java.util.List;

/** What is measured. */
enum Measurement {
  HOP,
  CLUSTER_HOP,
  EMBEDDING,
  RERANK,
  SEARCH,
  LARGE_SEARCH,
  WEAVIATE,
  ASK,
  CACHE,
  REDIS,
  STREAMS,
  OPEN_STREAMS,
  START,
  READERS,
  ADMISSION,
  COUNTING,
  SCRAPE,
  FAILING,
  OVERLOAD,
  NODES,
  EXPERIMENTS,
  INGESTION,
  INGESTION_MEMORY;

  List<Row> run(Settings settings) throws Exception {
    return switch (this) {
      case HOP -> BusHop.measure(settings);
      case CLUSTER_HOP -> ClusterHop.measure(settings);
      case EMBEDDING -> EmbeddingSpeed.measure(settings);
      case RERANK -> RerankSpeed.measure(settings);
      case SEARCH -> SearchSpeed.measure(settings);
      case LARGE_SEARCH -> LargeSearch.measure(settings);
      case WEAVIATE -> WeaviateSpeed.measure(settings);
      case ASK -> AskSpeed.measure(settings);
      case CACHE -> CacheSpeed.measure(settings);
      case REDIS -> RedisSpeed.measure(settings);
      case STREAMS -> StreamSpeed.measure(settings);
      case OPEN_STREAMS -> OpenStreams.measure(settings);
      case START -> StartUp.measure(settings);
      case READERS -> ReaderMemory.measure(settings);
      case ADMISSION -> AdmissionCost.measure(settings);
      case COUNTING -> CountingCost.measure(settings);
      case SCRAPE -> Scrape.measure(settings);
      case FAILING -> FailingUpstream.measure(settings);
      case OVERLOAD -> Overload.measure(settings);
      case NODES -> NodesSpeed.measure(settings);
      case EXPERIMENTS -> FalseAlarms.measure(settings);
      case INGESTION -> IngestionSpeed.measure(settings);
      case INGESTION_MEMORY -> IngestionMemory.measure(settings);
    };
  }
}
