package io.sluice.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The table of all measurements, in Markdown; rows are printed as they come. */
final class Report {
  private final Path file;
  private final List<String> lines = new ArrayList<>();

  Report(Path file) {
    this.file = file;
  }

  void add(List<Row> rows) {
    for (var row : rows) {
      lines.add(row.line());
      System.out.println(row.line());
    }
  }

  /** Writes what is known so far. */
  void write() throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.writeString(file, toString());
  }

  @Override
  public String toString() {
    return """
        Measured on %d cores, JDK %d. Medians of rounds in which ours and the baseline took turns; in
        brackets the least and the greatest ratio of a round. Read the ratios: the numbers beside
        them are this machine's.

        | what | ours | baseline | ratio | goal |
        |---|---|---|---|---|
        %s
        """
        .formatted(Runtime.getRuntime().availableProcessors(), Runtime.version().feature(),
            String.join("\n", lines));
  }
}
