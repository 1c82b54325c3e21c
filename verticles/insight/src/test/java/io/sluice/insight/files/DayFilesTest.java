package io.sluice.insight.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordingFile;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lines that are written and read backwards. */
class DayFilesTest {
  private static final LocalDate MONDAY = LocalDate.of(2026, 6, 1);
  private static final LocalDate TUESDAY = MONDAY.plusDays(1);

  @TempDir
  Path folder = Path.of("");

  private DayFiles files() {
    return new DayFiles(folder);
  }

  private void write(LocalDate day, String... lines) throws IOException {
    for (var line : lines) {
      files().append(day, (line + "\n").getBytes(StandardCharsets.UTF_8));
    }
  }

  private Path file(LocalDate day) {
    return folder.resolve(day + ".000.jsonl");
  }

  /** All that are left, each page of so many lines and bytes. */
  private List<List<String>> pages(@Nullable Place from, int most, long bytes) throws IOException {
    var pages = new ArrayList<List<String>>();
    var place = from;
    do {
      var page = new ArrayList<String>();
      place = files().readBackwards(place, null, bytes, "", line -> {
        page.add(line);
        return page.size() < most;
      });
      pages.add(page);
    } while (place != null);
    return pages;
  }

  private List<String> all() throws IOException {
    return pages(null, Integer.MAX_VALUE, Long.MAX_VALUE).getFirst();
  }

  @Test
  void theLastLineComesFirst() throws IOException {
    assertEquals(List.of(), all());
    write(MONDAY, "a", "b", "휴가");
    write(TUESDAY, "c");
    assertEquals(List.of("c", "휴가", "b", "a"), all());
  }

  @Test
  void linesOfAnyLengthAreReadWhole() throws IOException {
    var random = new Random(7);
    var lines = IntStream.range(0, 200).mapToObj(i -> i + "가".repeat(random.nextInt(4)) + "x"
        .repeat(switch (random.nextInt(8)) {
          case 0 -> (64 << 10) - 5 + random.nextInt(10);
          case 1 -> random.nextInt(400_000);
          default -> random.nextInt(50);
        })).toList();
    write(MONDAY, lines.toArray(String[]::new));
    assertEquals(lines.reversed(), all());
    assertEquals(lines.reversed(), pages(null, 3, Long.MAX_VALUE).stream().flatMap(List::stream)
        .toList());
  }

  @Test
  void itGoesOnWhereItStopped() throws IOException {
    write(MONDAY, "a", "b", "c");
    write(TUESDAY, "d", "e");
    assertEquals(List.of(List.of("e", "d"), List.of("c", "b"), List.of("a")),
        pages(null, 2, Long.MAX_VALUE));
    assertEquals(List.of(List.of("e", "d", "c", "b", "a")), pages(null, 5, Long.MAX_VALUE),
        "and knows that nothing is left");
  }

  @Test
  void whatIsWrittenMeanwhileIsNotReadTwice() throws IOException {
    write(MONDAY, "a", "b", "c");
    var place = files().readBackwards(null, null, Long.MAX_VALUE, "", line -> false);
    write(MONDAY, "d");
    write(TUESDAY, "e");
    assertEquals(List.of(List.of("b", "a")), pages(place, 9, Long.MAX_VALUE));
  }

  @Test
  void soManyBytesAreReadAndOneLineAtLeast() throws IOException {
    write(MONDAY, "aaaa", "bbbb", "cccc");
    write(TUESDAY, "dddd");
    assertEquals(List.of(List.of("dddd", "cccc"), List.of("bbbb", "aaaa")), pages(null, 99, 10));
    assertEquals(
        List.of(List.of("dddd"), List.of("cccc"), List.of("bbbb"), List.of("aaaa")),
        pages(null, 99, 1));
  }

  @Test
  void whatHasNoEndYetIsNotRead() throws IOException {
    write(MONDAY, "a", "b");
    Files.writeString(file(MONDAY), "half".repeat(50_000), StandardOpenOption.APPEND);
    assertEquals(List.of("b", "a"), all());
    Files.writeString(file(TUESDAY), "half");
    assertEquals(List.of("b", "a"), all());
  }

  @Test
  void aFileThatIsGoneIsPassedOver() throws IOException {
    write(MONDAY, "a");
    write(TUESDAY, "b", "c");
    var place = files().readBackwards(null, null, Long.MAX_VALUE, "", line -> false);
    Files.delete(file(TUESDAY));
    assertTrue(files().has(Objects.requireNonNull(place)));
    assertEquals(List.of(List.of("a")), pages(place, 9, Long.MAX_VALUE));
    Files.delete(file(MONDAY));
    assertEquals(List.of(List.of()), pages(place, 9, Long.MAX_VALUE));
  }

  @Test
  void onlyBetweenLinesIsAPlace() throws IOException {
    write(MONDAY, "aa", "휴");
    for (var offset : List.of(0L, 3L, 7L)) {
      assertTrue(files().has(new Place(MONDAY, 0, offset)), offset::toString);
    }
    for (var offset : List.of(1L, 2L, 4L, 6L, 8L, Long.MAX_VALUE)) {
      assertFalse(files().has(new Place(MONDAY, 0, offset)), offset::toString);
    }
    assertEquals(List.of(List.of("aa")), pages(new Place(MONDAY, 0, 3), 9, Long.MAX_VALUE));
  }

  @Test
  void onlyLinesWithTheSignAreRead() throws IOException {
    write(MONDAY, "휴가 a", "휴", "x 휴가", "휴휴가b", "가");
    var lines = new ArrayList<String>();
    assertNull(files().readBackwards(null, null, Long.MAX_VALUE, "휴가", lines::add));
    assertEquals(List.of("휴휴가b", "x 휴가", "휴가 a"), lines);
  }

  @Test
  void daysBeforeTheOldestAreNotRead() throws IOException {
    write(MONDAY, "a");
    write(TUESDAY, "b", "c");
    var lines = new ArrayList<String>();
    assertNull(files().readBackwards(null, TUESDAY, Long.MAX_VALUE, "", lines::add));
    assertEquals(List.of("c", "b"), lines);
  }

  @Test
  void whatIsForcedIsOnTheDiskWhenItIsAppended() throws IOException {
    assertEquals(List.of(), forced(files()));
    assertEquals(List.of(folder.resolve(TUESDAY + ".000.jsonl").toString()),
        forced(DayFiles.forced(folder)));
  }

  /** The files below the folder that were forced to the disk while a line was appended. */
  private List<String> forced(DayFiles to) throws IOException {
    var seen = Files.createTempFile("forced", ".jfr");
    try (var recording = new Recording()) {
      recording.enable("jdk.FileForce").withThreshold(Duration.ZERO).withoutStackTrace();
      recording.start();
      to.append(TUESDAY, "a\n".getBytes(StandardCharsets.UTF_8));
      recording.stop();
      recording.dump(seen);
      return RecordingFile.readAllEvents(seen).stream().map(event -> event.getString("path"))
          .filter(path -> path != null && path.startsWith(folder + "/")).distinct().toList();
    } finally {
      Files.delete(seen);
    }
  }
}
