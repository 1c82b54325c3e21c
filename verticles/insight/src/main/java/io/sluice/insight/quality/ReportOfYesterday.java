package io.sluice.insight.quality;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the webhook how each day went, once, soon after its end, for tenants that asked something in it. The
 * file says of which day it was told last, so a day that ends while the gateway is stopped is told of when it
 * starts again. Confined to one context.
 */
final class ReportOfYesterday {
  private static final Logger LOG = LoggerFactory.getLogger(ReportOfYesterday.class);
  private static final long LOOK_MS = Duration.ofMinutes(1).toMillis();

  private final Vertx vertx;
  private final Path file;
  private final Clock clock;
  private final Function<LocalDate, Future<Void>> tell;
  private boolean busy;

  ReportOfYesterday(Vertx vertx, Path folder, Clock clock,
      Function<LocalDate, Future<Void>> tell) {
    this.vertx = vertx;
    this.file = folder.resolve("reported");
    this.clock = clock;
    this.tell = tell;
  }

  /** From now on. */
  void begin() {
    vertx.setPeriodic(0, LOOK_MS, tick -> look());
  }

  private void look() {
    if (busy) {
      return;
    }
    busy = true;
    var yesterday = LocalDate.now(clock).minusDays(1);
    vertx.executeBlocking(this::last).compose(last -> {
      if (last != null && !last.isBefore(yesterday)) {
        return Future.succeededFuture();
      }
      // of days before the first start there is nothing to tell
      return (last == null ? Future.<Void>succeededFuture() : tell.apply(yesterday))
          .compose(told -> vertx.executeBlocking(() -> note(yesterday)));
    }).onFailure(failure -> LOG.warn("the report of {} was not told: {}", yesterday,
        failure.getMessage())).onComplete(over -> busy = false);
  }

  private @Nullable LocalDate last() throws IOException {
    try {
      return Files.exists(file) ? LocalDate.parse(Files.readString(file).strip()) : null;
    } catch (DateTimeException damaged) {
      return null;
    }
  }

  private LocalDate note(LocalDate day) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, day + "\n");
    return day;
  }
}
