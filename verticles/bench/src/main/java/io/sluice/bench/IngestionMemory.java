package io.sluice.bench;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.DoubleStream;

/**
 * The heap that is alive after very much was taken in, in a process that is given no more than the
 * limit: one that needs more meanwhile dies, and with it the measurement.
 */
final class IngestionMemory {
  private static final int LIMIT_MB = 512;
  private static final Pattern ALIVE = Pattern.compile("alive: (\\d+)");

  private IngestionMemory() {}

  static List<Row> measure(Settings settings) throws Exception {
    return List.of(
        row("heap alive after %,d passages in a process limited to 512 MB / the limit"
            .formatted(settings.bulk()),
            "PASSAGES", settings.bulk()),
        row("heap alive after a PDF of %d MB in a process limited to 512 MB / the limit"
            .formatted(settings.pdfMb()), "PDF",
            settings.pdfMb()));
  }

  private static Row row(String what, String kind, int amount) throws Exception {
    try (var child = Child.java(List.of("-Xmx" + LIMIT_MB + "m", "-XX:+ExitOnOutOfMemoryError"),
        BulkIngestion.class, kind, Integer.toString(amount))) {
      var alive = Double.parseDouble(child.line(ALIVE));
      return new Row.Measured(what, Series.of(DoubleStream.of(alive)),
          Series.of(DoubleStream.of(LIMIT_MB)), Row.Kind.MEGABYTES, "≤ 1");
    }
  }
}
