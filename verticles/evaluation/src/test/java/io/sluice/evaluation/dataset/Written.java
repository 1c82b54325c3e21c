package io.sluice.evaluation.dataset;

import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Data sets as tests write them. */
final class Written {

  private Written() {}

  static Path file(Path folder, String name, String... lines) throws IOException {
    var file = folder.resolve(name);
    Files.createDirectories(Objects.requireNonNull(file.getParent()));
    return Files.writeString(file, String.join("\n", lines) + "\n");
  }

  static List<Document> documents(Dataset dataset) throws IOException {
    var documents = new ArrayList<Document>();
    Objects.requireNonNull(dataset.documents()).each(documents::add);
    return documents;
  }

  /** What is said of a data set that cannot be used, with the folder's name left out. */
  static String whyNot(Path folder, Path path) {
    var bad = assertThrows(BadDataset.class, () -> Datasets.open(path));
    return String.valueOf(bad.getMessage()).replace(folder + "/", "");
  }
}
