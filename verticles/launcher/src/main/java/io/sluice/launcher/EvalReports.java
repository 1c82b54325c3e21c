package io.sluice.launcher;

import io.sluice.evaluation.Evaluated;
import io.sluice.evaluation.report.Header;
import io.sluice.evaluation.report.Json;
import io.sluice.evaluation.report.Markdown;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The files that the numbers of an evaluation go to, by their names JSON or Markdown. */
final class EvalReports {
  private static final String JSON = ".json";
  private static final String MARKDOWN = ".md";

  private final List<Path> files;

  private EvalReports(List<Path> files) {
    this.files = files;
  }

  /** Says what is wrong with them before the work begins. */
  static EvalReports to(List<Path> files) {
    for (var file : files) {
      var name = file.toString();
      if (!name.endsWith(JSON) && !name.endsWith(MARKDOWN)) {
        throw new Trouble("--out " + file + ": must end with " + JSON + " or " + MARKDOWN);
      }
      if (!Files.isDirectory(file.toAbsolutePath().normalize().resolveSibling("."))) {
        throw new Trouble("--out " + file + ": there is no such folder");
      }
    }
    return new EvalReports(files);
  }

  void write(Header header, List<Evaluated> all) {
    for (var file : files) {
      try (var writer = Files.newBufferedWriter(file)) {
        if (file.toString().endsWith(JSON)) {
          Json.write(header, all, writer);
        } else {
          writer.write(Markdown.of(header, all));
        }
      } catch (IOException e) {
        throw new Trouble("cannot write " + file);
      }
    }
  }
}
