package io.sluice.insight.queries;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.sluice.insight.files.JsonLines;
import io.sluice.message.AnswerEvent.Usage;
import io.sluice.message.QueryRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is written and read again. */
class QueryFilesTest {
  private static final LocalDate MONDAY = LocalDate.of(2026, 6, 1);

  @TempDir
  Path folder = Path.of("");

  private QueryFiles files() {
    return new QueryFiles(folder);
  }

  private static byte[] line(String id) {
    return JsonLines.line(new QueryRecord(id, Instant.EPOCH, "r", "acme", null, "default",
        "q " + id, "q", "a", true, null, null, null, null, null, null, List.of(), List.of(),
        Usage.NONE,
        null, List.of()));
  }

  private List<@Nullable String> read(@Nullable LocalDate from) throws IOException {
    var ids = new ArrayList<@Nullable String>();
    files().read(from, one -> ids.add(one.id()));
    return ids;
  }

  private Path file(String name) {
    return folder.resolve("queries").resolve(name);
  }

  @Test
  void whatWasWrittenIsReadTheOldestFirst() throws IOException {
    files().append(MONDAY.plusDays(1), line("c"));
    files().append(MONDAY, line("a"));
    files().append(MONDAY, line("b"));
    assertEquals(List.of("a", "b", "c"), read(null));
    assertEquals(List.of("c"), read(MONDAY.plusDays(1)));
    assertNotNull(files().find("acme", "b"));
    assertEquals(null, files().find("other", "b"));
  }

  @Test
  void onlyItsOwnerReadsIt() throws IOException {
    files().append(MONDAY, line("a"));
    assertEquals("rw-------", PosixFilePermissions
        .toString(Files.getPosixFilePermissions(file("2026-06-01.000.jsonl"))));
  }

  @Test
  void whatACrashLeftOfALineIsCutOff() throws IOException {
    files().append(MONDAY, line("a"));
    Files.writeString(file("2026-06-01.000.jsonl"), "{\"id\":\"half", StandardOpenOption.APPEND);
    assertEquals(List.of("a"), read(null));
    files().append(MONDAY, line("b"));
    assertEquals(List.of("a", "b"), read(null));
    assertEquals(2, Files.readAllLines(file("2026-06-01.000.jsonl")).size());
  }

  @Test
  void aLargeFileIsFollowedByAnother() throws IOException {
    files().append(MONDAY, line("a"));
    try (var large = Files.newByteChannel(file("2026-06-01.000.jsonl"),
        StandardOpenOption.WRITE)) {
      large.position((64L << 20) - 1).write(java.nio.ByteBuffer.wrap(new byte[]{'\n'}));
    }
    files().append(MONDAY, line("b"));
    assertNotNull(files().find("acme", "b"));
    assertEquals(true, Files.exists(file("2026-06-01.001.jsonl")));
  }

  @Test
  void whatIsTooOldOrTooMuchGoesButTheNewestStays() throws IOException {
    for (var day = 0; day < 5; day++) {
      files().append(MONDAY.plusDays(day), line("d" + day));
    }
    files().clean(MONDAY.plusDays(5), Duration.ofDays(3), Long.MAX_VALUE);
    assertEquals(List.of("d2", "d3", "d4"), read(null));
    files().clean(MONDAY.plusDays(5), Duration.ofDays(3), 1);
    assertEquals(List.of("d4"), read(null));
  }

  @Test
  void whatIsTooMuchGoesAlsoWithinADay() throws IOException {
    var files = files();
    files.append(MONDAY, line("a"), Duration.ofDays(3), 1);
    try (var large = Files.newByteChannel(file("2026-06-01.000.jsonl"),
        StandardOpenOption.WRITE)) {
      large.position((64L << 20) - 1).write(java.nio.ByteBuffer.wrap(new byte[]{'\n'}));
    }
    files.append(MONDAY, line("b"), Duration.ofDays(3), 1);
    assertEquals(List.of("b"), read(null));
  }
}
