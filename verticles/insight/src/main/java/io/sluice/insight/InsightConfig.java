package io.sluice.insight;

import io.sluice.insight.quality.QualityConfig;
import io.sluice.insight.queries.QueriesConfig;
import io.sluice.strictjson.Check;
import java.nio.file.Path;
import java.time.Duration;

/**
 * What is kept of how answers went.
 *
 * @param path the folder it is kept in
 * @param keepFor how long the usage of a day is kept
 * @param saveEvery how much of it a crash may cost; a stop costs nothing
 * @param queries what is written down of each question
 * @param quality what is looked at to see whether answers are as good as they were
 */
public record InsightConfig(Path path, Duration keepFor, Duration saveEvery,
    QueriesConfig queries, QualityConfig quality) {

  public InsightConfig {
    Check.path("path", path);
    Check.positive("keep-for", keepFor);
    Check.positive("save-every", saveEvery);
    Check.required("queries", queries);
    Check.required("quality", quality);
  }
}
