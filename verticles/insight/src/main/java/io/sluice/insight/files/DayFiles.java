package io.sluice.insight.files;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Files of lines in a folder: {@code 2026-06-01.000.jsonl}, a new one each day (UTC) and whenever one is
 * large. One process writes them, any number may read them meanwhile. Only their owner may.
 */
public final class DayFiles {
  private static final Logger LOG = LoggerFactory.getLogger(DayFiles.class);
  private static final long LARGE = 64L << 20;
  private static final Pattern NAME = Pattern
      .compile("(\\d{4}-\\d\\d-\\d\\d)\\.(\\d{3,9})\\.jsonl");

  private final Path folder;
  private final boolean forces;
  private @Nullable Path latest;

  /** Files in this folder; what is appended is left to the system to bring to the disk. */
  public DayFiles(Path folder) {
    this(folder, false);
  }

  private DayFiles(Path folder, boolean forces) {
    this.folder = folder;
    this.forces = forces;
  }

  /** The same, where what is appended is on the disk itself, to be there after a power cut, too. */
  public static DayFiles forced(Path folder) {
    return new DayFiles(folder, true);
  }

  /**
   * Appends whole lines of today, which are written when this returns, and where a file is begun deletes what
   * is too old or too much; where that fails it is done with the next file.
   */
  public void append(LocalDate today, byte[] lines, Duration keepFor, long maxBytes)
      throws IOException {
    var file = append(today, lines);
    if (!file.equals(latest)) {
      try {
        clean(today, keepFor, maxBytes);
      } catch (IOException e) {
        LOG.warn("what is too old in {} could not be deleted: {}", folder, e.getMessage());
      }
      latest = file;
    }
  }

  /** Appends whole lines, which are written when this returns; gives the file. */
  public Path append(LocalDate day, byte[] lines) throws IOException {
    var file = forMore(day);
    try (var channel = FileChannel.open(file, StandardOpenOption.READ,
        StandardOpenOption.WRITE)) {
      var end = wholeLines(channel);
      var left = ByteBuffer.wrap(lines);
      while (left.hasRemaining()) {
        end += channel.write(left, end);
      }
      if (forces) {
        channel.force(true);
      }
    }
    return file;
  }

  private Path forMore(LocalDate day) throws IOException {
    var last = all().filter(file -> dayOf(file).equals(day)).reduce((_, later) -> later);
    if (last.isPresent() && Files.size(last.get()) < LARGE) {
      return last.get();
    }
    var number = last.map(DayFiles::numberOf).orElse(-1) + 1;
    var file = Files.createFile(
        Files.createDirectories(folder).resolve(String.format("%s.%03d.jsonl", day, number)),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    if (forces) {
      try (var itself = FileChannel.open(folder, StandardOpenOption.READ)) {
        itself.force(true);
      }
    }
    return file;
  }

  /** Where the whole lines end: what was cut off by a full disk or a crash goes. */
  private static long wholeLines(FileChannel channel) throws IOException {
    var end = channel.size();
    var one = ByteBuffer.allocate(1);
    while (end > 0) {
      channel.read(one.clear(), end - 1);
      if (one.get(0) == '\n') {
        break;
      }
      end--;
    }
    channel.truncate(end);
    return end;
  }

  /** Deletes what is too old, and the oldest of what is too much. */
  public void clean(LocalDate today, Duration keepFor, long maxBytes) throws IOException {
    var oldest = today.minusDays(keepFor.toDays());
    var newestFirst = all().toList().reversed();
    var bytes = 0L;
    for (var i = 0; i < newestFirst.size(); i++) {
      var file = newestFirst.get(i);
      bytes += Files.size(file);
      if (dayOf(file).isBefore(oldest) || (i > 0 && bytes > maxBytes)) {
        Files.deleteIfExists(file);
      }
    }
  }

  /** Reads the lines of days from this one on, the oldest first, to the end or until that is enough. */
  public void read(@Nullable LocalDate from, Predicate<String> goesOn) throws IOException {
    for (var file : all().filter(one -> from == null || !dayOf(one).isBefore(from)).toList()) {
      if (!read(file, goesOn)) {
        return;
      }
    }
  }

  /**
   * Reads the lines before a place that have this sign in them, the last one first, back to those of a day,
   * until that is enough or so many bytes were read. A file that is not there any more is passed over.
   *
   * @param from null for the end
   * @param oldest the first day that is read; null where all are
   * @return where to go on; null where there is nothing left
   */
  public @Nullable Place readBackwards(@Nullable Place from, @Nullable LocalDate oldest,
      long maxBytes, String sign, Predicate<String> goesOn) throws IOException {
    var bytes = sign.getBytes(StandardCharsets.UTF_8);
    var files = all().filter(file -> from == null || order(from, file) >= 0)
        .filter(file -> oldest == null || !dayOf(file).isBefore(oldest)).toList().reversed();
    var left = maxBytes;
    for (var file : files) {
      try (var lines = LinesBackwards.open(file)) {
        if (from != null && order(from, file) == 0 && !lines.startBefore(from.offset())) {
          continue; // it is another one now
        }
        var end = lines.at();
        while (lines.back()) {
          if ((lines.has(bytes) && !goesOn.test(lines.text())) || end - lines.at() >= left) {
            return lines.at() == 0 && file.equals(files.getLast()) ? null : place(file, lines);
          }
        }
        left -= end;
      } catch (NoSuchFileException cleaned) {
        // the next older one
      }
    }
    return null;
  }

  private static Place place(Path file, LinesBackwards lines) {
    return new Place(dayOf(file), numberOf(file), lines.at());
  }

  /** Whether a line ends there, or none could any more: its file is gone. */
  public boolean has(Place place) throws IOException {
    var file = all().filter(one -> order(place, one) == 0).findFirst();
    if (file.isPresent()) {
      try (var lines = LinesBackwards.open(file.get())) {
        return lines.startBefore(place.offset());
      } catch (NoSuchFileException cleaned) {
        return true;
      }
    }
    return true;
  }

  /** Below 0 where the place is before the file, above where behind, and 0 where in it. */
  private static int order(Place place, Path file) {
    var days = place.day().compareTo(dayOf(file));
    return days != 0 ? days : Integer.compare(place.number(), numberOf(file));
  }

  /** Whether it went on to the end. */
  private static boolean read(Path file, Predicate<String> goesOn) throws IOException {
    try (var lines = new BufferedReader(
        new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8))) {
      for (var line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!goesOn.test(line)) {
          return false;
        }
      }
    } catch (NoSuchFileException cleaned) {
      return true;
    }
    return true;
  }

  /** The oldest first. */
  private Stream<Path> all() throws IOException {
    if (!Files.isDirectory(folder)) {
      return Stream.empty();
    }
    try (var files = Files.list(folder)) {
      return files.filter(file -> NAME.matcher(name(file)).matches())
          .sorted(Comparator.comparing(DayFiles::dayOf).thenComparingInt(DayFiles::numberOf))
          .toList().stream();
    }
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName());
  }

  private static LocalDate dayOf(Path file) {
    return LocalDate.parse(name(file).substring(0, 10));
  }

  private static int numberOf(Path file) {
    return Integer.parseInt(List.of(name(file).split("\\.")).get(1));
  }
}
