package io.sluice.evaluation.dataset;

import io.sluice.evaluation.dataset.TrecFormat.Parts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Opens data sets, whose format it finds by looking. */
public final class Datasets {
  private static final int GLANCE = 4096;

  private Datasets() {}

  /**
   * Reads the data set at a path.
   *
   * @throws BadDataset naming the file and the place in it that is wrong
   */
  public static Dataset open(Path path) throws IOException {
    var name = String.valueOf(path.toAbsolutePath().normalize().getFileName());
    if (Files.isRegularFile(path)) {
      return file(name.contains(".") ? name.substring(0, name.lastIndexOf('.')) : name, path);
    }
    if (!Files.isDirectory(path)) {
      throw new BadDataset(path + ": is not there");
    }
    if (BeirFormat.isIn(path)) {
      return BeirFormat.read(name, path);
    }
    var files = files(path);
    var parts = parts(files);
    if (!parts.topics().isEmpty()) {
      return TrecFormat.read(name, parts);
    }
    return file(name, theOne(path, files));
  }

  private static Dataset file(String name, Path file) throws IOException {
    var glance = glance(file).strip();
    if (file.toString().endsWith(".jsonl")) {
      return JsonlFormat.read(name, file);
    }
    if (glance.startsWith("{")) {
      return SquadFormat.read(name, file);
    }
    throw new BadDataset(file + ": neither a SQuAD .json nor a .jsonl of questions");
  }

  private static List<Path> files(Path folder) throws IOException {
    try (var found = Files.list(folder)) {
      return found.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private static Parts parts(List<Path> files) throws IOException {
    var parts = new Parts(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    for (var file : files) {
      var glance = glance(file).toLowerCase(Locale.ROOT);
      if (glance.contains("<top>")) {
        parts.topics().add(file);
      } else if (glance.contains("<doc>")) {
        parts.documents().add(file);
      } else if (Judgements.isTrecLine(glance.lines().findFirst().orElse(""))) {
        parts.judgements().add(file);
      }
    }
    return parts;
  }

  private static Path theOne(Path folder, List<Path> files) throws BadDataset {
    var candidates = files.stream()
        .filter(file -> file.toString().endsWith(".json") || (file.toString().endsWith(".jsonl")
            && !file.endsWith(JsonlFormat.DOCUMENTS + ".jsonl")))
        .toList();
    if (candidates.size() == 1) {
      return candidates.getFirst();
    }
    throw new BadDataset(folder + (candidates.isEmpty()
        ? ": holds no data set: neither corpus.jsonl and queries.jsonl (BEIR), nor files with <doc>"
            + " and <top> (TREC), nor a .json (SQuAD), nor a .jsonl of questions"
        : ": holds several data sets; name one of them: " + candidates));
  }

  private static String glance(Path file) throws IOException {
    try (var in = Files.newInputStream(file)) {
      return new String(in.readNBytes(GLANCE), StandardCharsets.UTF_8);
    }
  }
}
