package io.sluice.launcher;

import io.sluice.abrouting.ExperimentsConfig;
import io.sluice.admission.AdmissionConfig;
import io.sluice.answer.AnswerConfig;
import io.sluice.answer.batch.BatchesConfig;
import io.sluice.bus.Streams;
import io.sluice.cache.CacheConfig;
import io.sluice.cluster.ClusterConfig;
import io.sluice.embedding.EmbeddingConfig;
import io.sluice.generation.GenerationConfig;
import io.sluice.http.HttpConfig;
import io.sluice.ingestion.IngestionConfig;
import io.sluice.ingestion.SampleConfig;
import io.sluice.insight.InsightConfig;
import io.sluice.redis.RedisConfig;
import io.sluice.rerank.RerankConfig;
import io.sluice.retrieval.RetrievalConfig;
import io.sluice.strictjson.Check;
import io.sluice.strictjson.Check.Violation;
import io.sluice.tierrouting.TierRoutingConfig;
import io.sluice.tracing.TracingConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * The whole configuration of a node, as {@code conf/sluice.yaml} spells it out.
 *
 * @param policy stands for all of it that answers depend on
 */
record NodeConfig(StorageConfig storage, StopConfig stop, HttpConfig http, ClusterConfig cluster,
    AdmissionConfig admission,
    SampleConfig sample, AnswerConfig answer,
    BatchesConfig batches,
    Streams.Limits streams, EmbeddingConfig embedding, Map<String, PublishedModel> models,
    LanguageConfig language, RetrievalConfig retrieval, RerankConfig rerank,
    TierRoutingConfig tierRouting, ExperimentsConfig experiments, GenerationConfig generation,
    IngestionConfig ingestion,
    InsightConfig insight, TracingConfig tracing, RedisConfig redis, CacheConfig cache,
    String policy) {

  NodeConfig {
    Check.required("storage", storage);
    Check.required("stop", stop);
    Check.required("http", http);
    Check.required("cluster", cluster);
    Check.required("admission", admission);
    Check.required("sample", sample);
    Check.required("answer", answer);
    Check.required("batches", batches);
    Check.required("streams", streams);
    Check.required("embedding", embedding);
    Check.required("models", models).keySet()
        .forEach(name -> PublishedModel.checkName("models", name));
    Check.required("language", language);
    Check.required("retrieval", retrieval);
    Check.required("rerank", rerank);
    Check.required("tier-routing", tierRouting);
    Check.required("experiments", experiments);
    Check.required("generation", generation);
    checkVariants(experiments, generation, rerank);
    Check.required("ingestion", ingestion);
    Check.required("insight", insight);
    Check.required("tracing", tracing);
    Check.required("redis", redis);
    Check.required("cache", cache);
    Check.required("policy", policy);
  }

  /** What they name must be there. */
  private static void checkVariants(ExperimentsConfig experiments, GenerationConfig generation,
      RerankConfig rerank) {
    experiments.all()
        .forEach((name, experiment) -> experiment.variants().forEach((variant, how) -> {
          try {
            if (Boolean.TRUE.equals(how.rerank()) && !rerank.isUsed()) {
              throw new Violation("rerank", "there is no reranker (see rerank)");
            }
            if (how.providers() != null) {
              generation.checkOrder("providers", how.providers());
            }
            if (how.prompts() != null && !Files.isReadable(
                generation.prompts().resolve(how.prompts()).resolve("answer.en.md"))) {
              throw new Violation("prompts", "there is no such folder of prompts in "
                  + generation.prompts());
            }
          } catch (Violation e) {
            throw new Violation("experiments." + name + ".variants." + variant + "." + e.field(),
                String.valueOf(e.getMessage()));
          }
        }));
  }

  /** Where a model lies that was fetched. */
  Path modelFolder(String model) {
    return storage.path().resolve("models").resolve(model);
  }

  /** How long answers have that are being given when the gateway is told to stop. */
  record StopConfig(Duration within) {
    StopConfig {
      Check.positive("within", within);
    }
  }

  /** Where everything that is kept lies. */
  record StorageConfig(Path path) {
    StorageConfig {
      Check.path("path", path);
    }
  }
}
