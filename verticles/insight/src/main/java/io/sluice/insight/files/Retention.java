package io.sluice.insight.files;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes files of lines that are too old, and the oldest of those that are too much, whether more is written
 * or not. To be used on the context of who writes them, so that both are not done at once.
 */
public final class Retention {
  private static final Logger LOG = LoggerFactory.getLogger(Retention.class);

  private final Vertx vertx;
  private final List<Path> folders;
  private final Duration keepFor;
  private final long maxBytes;
  private final Clock clock;

  /**
   * Of the files in each of these folders.
   *
   * @param maxBytes what the files of a folder may have together
   */
  public Retention(Vertx vertx, List<Path> folders, Duration keepFor, long maxBytes, Clock clock) {
    this.vertx = vertx;
    this.folders = folders;
    this.keepFor = keepFor;
    this.maxBytes = maxBytes;
    this.clock = clock;
  }

  /** Looks now and from time to time; done when it has looked for the first time. */
  public Future<?> watch(Duration every) {
    vertx.setPeriodic(every.toMillis(), tick -> look());
    return look();
  }

  private Future<?> look() {
    return vertx.executeBlocking(() -> {
      folders.forEach(this::clean);
      return true;
    });
  }

  private void clean(Path folder) {
    try {
      new DayFiles(folder).clean(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC), keepFor,
          maxBytes);
    } catch (IOException e) {
      LOG.warn("what is too old in {} could not be deleted: {}", folder, e.getMessage());
    }
  }
}
