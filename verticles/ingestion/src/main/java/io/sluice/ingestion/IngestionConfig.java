package io.sluice.ingestion;

import io.sluice.chunking.ChunkingConfig;
import io.sluice.chunking.Strategy;
import io.sluice.ingestion.CopyRules.Keep;
import io.sluice.parsing.ParsingConfig;
import io.sluice.privacy.Masking;
import io.sluice.strictjson.Check;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * How documents are taken in.
 *
 * @param path where raw bytes and jobs are kept
 * @param workers how many documents are worked on at once
 * @param embedAtOnce how many passages are sent to be embedded together
 * @param attempts how often a job is tried where a part it needs is not there
 * @param retryAfter the wait before the second attempt; it doubles with each
 * @param maxQueued how many documents may wait; more are refused
 * @param revealTo the principals who may see what was masked
 * @param rules of collections that have none of their own
 * @param collections the rules of collections, by their names
 * @param sources where documents come from by themselves
 * @param kafka the queue to others; unused where it names no brokers
 */
public record IngestionConfig(Path path, int workers, int embedAtOnce, int attempts,
    Duration retryAfter, int maxQueued, ParsingConfig parsing, VersionsConfig versions,
    List<String> revealTo, CollectionRules rules, Map<String, CollectionRules> collections,
    List<SourceConfig> sources, KafkaConfig kafka) {

  public IngestionConfig {
    Check.path("path", path);
    Check.range("workers", workers, 1, 64);
    Check.range("embed-at-once", embedAtOnce, 1, 1000);
    Check.range("attempts", attempts, 1, 100);
    Check.positive("retry-after", retryAfter);
    Check.range("max-queued", maxQueued, 1, 10_000_000);
    Check.required("parsing", parsing);
    Check.required("versions", versions);
    revealTo = List.copyOf(Check.required("reveal-to", revealTo));
    Check.required("rules", rules);
    collections = Map.copyOf(Check.required("collections", collections));
    collections.keySet().forEach(name -> SourceChecks.collection("collections." + name, name));
    sources = SourceChecks.all(Check.required("sources", sources), path);
    Check.required("kafka", kafka);
  }

  /** What the shipped configuration says, for this folder. */
  public static IngestionConfig defaults(Path path) {
    return new IngestionConfig(path, 2, 16, 20, Duration.ofSeconds(1), 100_000,
        new ParsingConfig(10_000, 20_000_000, Duration.ofSeconds(60), 512, 1),
        new VersionsConfig(5, Duration.ofDays(14), Duration.ofHours(1)), List.of(),
        new CollectionRules(new ChunkingConfig(Strategy.AUTO, 256, 0, 64, 90.0), Masking.OFF,
            InstructionRule.FLAG, new CopyRules(Keep.ALL, 0.9, List.of())),
        Map.of(), List.of(), KafkaConfig.off());
  }

  /** The rules of a collection. */
  CollectionRules of(String collection) {
    return collections.getOrDefault(collection, rules);
  }
}
