package io.sluice.ingestion;

import io.sluice.message.Bytes;
import io.sluice.message.Ingestion.SubmitDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads the sample folder as documents to be submitted. */
final class SampleFolder {
  private static final String COLLECTION = "default";

  private SampleFolder() {}

  static List<SubmitDocument> documents(Path sample) throws IOException {
    var folder = sample.toRealPath();
    var documents = new ArrayList<SubmitDocument>();
    try (var files = Files.walk(folder)) {
      for (var file : files.filter(Files::isRegularFile).sorted().toList()) {
        var id = folder.relativize(file).toString().replace('\\', '/');
        documents.add(new SubmitDocument(COLLECTION, id, null, id, null, List.of("sample"),
            List.of(), null, Bytes.of(Files.readAllBytes(file)), null, null, null));
      }
    }
    return documents;
  }
}
