package io.sluice.bench;

import io.sluice.bench.ReaderHost.Kind;
import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The heap that idle readers of a running answer cost, each; beside connections of a bare Vert.x
 * server that was sent the same event. Server and readers are processes of their own. A few readers
 * come first, so that what is loaded once is not counted. What Netty holds outside the heap is not
 * counted either.
 */
final class ReaderMemory {
  private static final Pattern SERVING = Pattern.compile("serving: (\\d+/\\S*)");
  private static final Pattern READING = Pattern.compile("reading: (\\d+)");
  private static final Pattern HEAP = Pattern.compile("heap: (\\d+)");
  private static final int FIRST_READERS = 20;

  private ReaderMemory() {}

  static List<Row> measure(Settings settings) throws Exception {
    var readers = settings.readers();
    var turns = Turns.take(Math.min(3, settings.rounds()), () -> kilobytes(Kind.GATEWAY, readers),
        () -> kilobytes(Kind.BARE, readers));
    return List.of(turns.row("heap of an idle SSE reader, of %,d / a bare connection"
        .formatted(readers), Row.Kind.KILOBYTES, each -> each, ""));
  }

  private static double kilobytes(Kind kind, int readers) throws Exception {
    try (var host = Child.java(ReaderHost.class, kind.name())) {
      var address = host.line(SERVING);
      try (var first = readers(address, FIRST_READERS)) {
        first.line(READING);
        var before = heap(host);
        try (var child = readers(address, readers)) {
          child.line(READING);
          return (heap(host) - before) / 1024.0 / readers;
        }
      }
    }
  }

  private static Child readers(String address, int count) throws IOException {
    var slash = address.indexOf('/');
    return Child.java(IdleReaders.class, address.substring(0, slash), address.substring(slash),
        Integer.toString(count));
  }

  private static long heap(Child host) throws IOException {
    host.send("heap");
    return Long.parseLong(host.line(HEAP));
  }
}
