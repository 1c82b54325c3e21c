package io.sluice.insight.quality;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the webhook how each day went, once, soon after its end, for tenants that asked something in it. The
 * file says of which day it was told last, so days that end while the gateway is stopped, up to seven, are told
 * of when it starts again. Confined to one context.
 */
final class ReportOfYesterday {
  private static final Logger LOG = LoggerFactory.getLogger(ReportOfYesterday.class);
  private static final long LOOK_MS = Duration.ofMinutes(1).toMillis();
  /** After the end of a day all is written that ended in it. */
  private static final Duration LATE = Duration.ofMinutes(5);
  private static final int MOST_DAYS = 7;

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
    var yesterday = LocalDate.ofInstant(clock.instant().minus(LATE), ZoneOffset.UTC).minusDays(1);
    vertx.executeBlocking(this::last).compose(last -> tellFrom(first(last, yesterday), yesterday))
        .onFailure(failure -> LOG.warn("a day was not told of, and will be: {}",
            failure.getMessage()))
        .onComplete(over -> busy = false);
  }

  /** Of days before the first start there is nothing to tell, and none may be later than yesterday. */
  private static @Nullable LocalDate first(@Nullable LocalDate last, LocalDate yesterday) {
    if (last == null || last.isAfter(yesterday.plusDays(1))) {
      return null;
    }
    var oldest = yesterday.minusDays(MOST_DAYS - 1L);
    return last.isBefore(oldest) ? oldest : last.plusDays(1);
  }

  private Future<?> tellFrom(@Nullable LocalDate day, LocalDate yesterday) {
    if (day == null) {
      return vertx.executeBlocking(() -> note(yesterday));
    }
    return day.isAfter(yesterday)
        ? Future.succeededFuture()
        : tell.apply(day).compose(told -> vertx.executeBlocking(() -> note(day)))
            .compose(noted -> tellFrom(day.plusDays(1), yesterday));
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
    var half = file.resolveSibling("reported.half");
    Files.writeString(half, day + "\n");
    Files.move(half, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    return day;
  }
}
