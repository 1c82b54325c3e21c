package io.sluice.insight.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that nobody writes any more. */
class RetentionIT {
  private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-06-10T12:00:00Z"),
      ZoneOffset.UTC);
  private static final Duration LONG = Duration.ofHours(1);

  @TempDir
  Path folder = Path.of("");
  private final Vertx vertx = Vertx.vertx();

  @AfterEach
  void stop() throws Exception {
    get(vertx.close());
  }

  @Test
  void whatIsTooOldGoesAtTheStart() throws Exception {
    write("2026-06-06", "2026-06-07", "2026-06-10");
    watch(Long.MAX_VALUE, LONG);
    assertEquals(List.of("2026-06-07.000.jsonl", "2026-06-10.000.jsonl"), names());
  }

  @Test
  void theOldestOfWhatIsTooMuchGoesAtTheStart() throws Exception {
    write("2026-06-08", "2026-06-09", "2026-06-10");
    watch(5, LONG);
    assertEquals(List.of("2026-06-09.000.jsonl", "2026-06-10.000.jsonl"), names());
  }

  @Test
  void whatGetsTooOldLaterGoesLater() throws Exception {
    watch(Long.MAX_VALUE, Duration.ofMillis(10));
    Files.createDirectory(folder.resolve("a"));
    new DayFiles(folder.resolve("b")).append(LocalDate.parse("2026-06-01"), new byte[]{'\n'});
    var name = "2026-06-01.000.jsonl";
    Files.move(folder.resolve("b").resolve(name), folder.resolve("a").resolve(name)); // in one step
    assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
      while (!names().isEmpty()) {
        Thread.onSpinWait();
      }
    });
  }

  private void watch(long maxBytes, Duration every) throws Exception {
    get(new Retention(vertx, List.of(folder.resolve("a"), folder.resolve("none")),
        Duration.ofDays(3), maxBytes, CLOCK).watch(every));
  }

  private void write(String... days) throws IOException {
    for (var day : days) {
      new DayFiles(folder.resolve("a")).append(LocalDate.parse(day), new byte[]{'a', '\n'});
    }
  }

  private List<String> names() throws IOException {
    try (var files = Files.list(folder.resolve("a"))) {
      return files.map(file -> String.valueOf(file.getFileName())).sorted().toList();
    }
  }

  private static <T> T get(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
  }
}
