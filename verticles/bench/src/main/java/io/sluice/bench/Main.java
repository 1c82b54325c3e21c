package io.sluice.bench;

import java.nio.file.Path;
import java.util.List;

/** Measures everything and writes the table. */
final class Main {

  private Main() {}

  /** Measures what is named, or everything. */
  public static void main(String[] names) throws Exception {
    var settings = Settings.FULL;
    var report = new Report(Path.of(System.getProperty("bench.report", "target/bench.md")));
    for (var measurement : Measurement.values()) {
      if (names.length == 0 || List.of(names).contains(measurement.name())) {
        var start = System.nanoTime();
        report.add(measurement.run(settings));
        report.write();
        System.out.printf("%s took %.0f s%n", measurement, (System.nanoTime() - start) / 1e9);
      }
    }
    System.out.println("\n" + report);
    System.exit(0);
  }
}
