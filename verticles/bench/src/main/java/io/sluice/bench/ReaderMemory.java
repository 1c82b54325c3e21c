package io.sluice.bench;

import com.sun.management.UnixOperatingSystemMXBean;
import io.sluice.bench.ReaderHost.Kind;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import java.util.regex.Pattern;

/**
 * What idle readers of a running answer cost: memory, each, beside connections of a bare Vert.x server
 * that was sent the same event; and time of others who ask while they read. Memory is the heap that is in
 * use after collections and the buffers outside of it. Server and readers are processes of their own.
 *
 * <p>A few readers come first and stay: so what is loaded once is not counted, and the answer is not
 * stopped when the others leave.
 */
final class ReaderMemory {
  private static final Pattern SERVING = Pattern.compile("serving: (\\d+/\\S*)");
  private static final Pattern READING = Pattern.compile("reading: (\\d+)");
  private static final Pattern HELD = Pattern.compile("heap: (\\d+ outside: \\d+ files: \\d+)");
  private static final int FIRST_READERS = 20;
  private static final int ASKERS = 4;
  private static final int WARM_UP = 3;
  /** Than a reader waits for news before it is told that there are none. */
  private static final int LONGER = 3;
  private static final int ROUNDS = 2;
  /** Of any JVM, and of those who ask. */
  private static final int OTHER_FILES = 500;
  private static final int FEW = 50;
  private static final long PATIENCE_SECONDS = 30;

  private final Settings settings;
  private final Child host;
  private final String address;
  private int seats = FIRST_READERS;

  private ReaderMemory(Settings settings, Child host, String address) {
    this.settings = settings;
    this.host = host;
    this.address = address;
  }

  static List<Row> measure(Settings settings) throws Exception {
    var readers = "%,d idle SSE readers".formatted(settings.readers());
    if (files() < settings.readers() + OTHER_FILES) {
      return List.of(new Row.Skipped(readers, "a process may have only " + files()
          + " files open; see ulimit -n"));
    }
    var ours = rounds(settings, Kind.GATEWAY);
    var bare = rounds(settings, Kind.BARE);
    return List.of(
        new Row.Measured(readers + ": memory of each / of a bare connection",
            series(ours, round -> round.kilobytes(settings.readers())),
            series(bare, round -> round.kilobytes(settings.readers())), Row.Kind.KILOBYTES,
            "≤ 30 KB"),
        new Row.Measured(readers + ": p99 of " + ASKERS + " who ask beside them / before they came",
            series(ours, round -> round.among().p99(Outcome::isAnswer)),
            series(ours, round -> round.alone().p99(Outcome::isAnswer)), Row.Kind.MILLIS,
            "≤ 1.2"),
        new Row.Measured(readers + ": memory after they have left / before they came",
            series(ours, round -> round.after().megabytes()),
            series(ours, round -> round.before().megabytes()), Row.Kind.MEGABYTES, "≤ 1.1"));
  }

  private static Series series(List<Round> rounds, ToDoubleFunction<Round> number) {
    return Series.of(rounds.stream().mapToDouble(number));
  }

  /** How many files a process may have open. */
  private static long files() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
        ? unix.getMaxFileDescriptorCount()
        : Long.MAX_VALUE;
  }

  /** What the server holds, in bytes, and how many files it has open. */
  private record Held(long heap, long outside, long files) {

    static Held parse(String said) {
      var numbers = said.split("\\D+", -1);
      return new Held(Long.parseLong(numbers[0]), Long.parseLong(numbers[1]),
          Long.parseLong(numbers[2]));
    }

    long bytes() {
      return heap + outside;
    }

    double megabytes() {
      return bytes() / 1024.0 / 1024;
    }
  }

  /** Before the readers came, with them, and after; and what became of others who asked meanwhile. */
  private record Round(Held before, Held during, Held after, Outcomes alone, Outcomes among) {

    double kilobytes(int readers) {
      return (during.bytes() - before.bytes()) / 1024.0 / readers;
    }
  }

  private static List<Round> rounds(Settings settings, Kind kind) throws Exception {
    try (var host = Child.java(ReaderHost.class, kind.name())) {
      var memory = new ReaderMemory(settings, host, host.line(SERVING));
      try (var first = memory.readers(0, FIRST_READERS);
          var crowd = Crowd.at(Integer.parseInt(memory.address.split("/", -1)[0]))) {
        first.line(READING);
        var rounds = new ArrayList<Round>();
        memory.asked(kind, crowd, WARM_UP);
        for (var round = 0; round < Math.min(ROUNDS, settings.rounds()); round++) {
          rounds.add(memory.round(kind, crowd));
        }
        return rounds;
      }
    }
  }

  private Round round(Kind kind, Crowd crowd) throws Exception {
    var alone = asked(kind, crowd, LONGER);
    var before = held();
    Held during;
    Outcomes among;
    try (var child = readers(seats, settings.readers())) {
      seats += settings.readers();
      child.line(READING);
      during = held();
      among = asked(kind, crowd, LONGER);
      child.send("still?");
      var still = Integer.parseInt(child.line(READING));
      if (still < settings.readers()) {
        throw new IllegalStateException(settings.readers() - still + " readers were dropped");
      }
    }
    return new Round(before, during, afterAllHaveLeft(before), alone, among);
  }

  /** The bare server knows no answers. */
  private Outcomes asked(Kind kind, Crowd crowd, int times) throws Exception {
    return kind == Kind.GATEWAY
        ? crowd.askers(ASKERS, settings.load().multipliedBy(times)).allAnswered()
        : new Outcomes(List.of(), 0);
  }

  /** A server needs a moment to close so many connections. */
  private Held afterAllHaveLeft(Held before) throws IOException {
    var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (true) {
      var now = held();
      if (now.files() - before.files() < FEW) {
        return held();
      }
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException(
            now.files() - before.files() + " of the readers' connections are still open");
      }
    }
  }

  private Child readers(int first, int count) throws IOException {
    var slash = address.indexOf('/');
    return Child.java(IdleReaders.class, address.substring(0, slash), address.substring(slash),
        Integer.toString(count), Integer.toString(first));
  }

  private Held held() throws IOException {
    host.send("heap");
    return Held.parse(host.line(HELD));
  }
}
