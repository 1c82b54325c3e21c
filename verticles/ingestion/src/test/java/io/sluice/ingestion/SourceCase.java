package io.sluice.ingestion;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sluice.message.Retrieval.CommitDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** What sources bring, once it has been taken in. */
abstract class SourceCase extends IngestionCase {

  CommitDocument active(String id) {
    return Objects.requireNonNull(
        corpus.active.get(new DocumentKey(CALL.tenant(), "default", id)), id);
  }

  void assertDocuments(String... ids) throws Exception {
    settle();
    assertEquals(Set.of(ids),
        corpus.active.keySet().stream().map(DocumentKey::document).collect(Collectors.toSet()));
  }

  void assertText(String id, String text) throws Exception {
    settle();
    assertEquals(text, active(id).text());
  }

  /** How many documents were submitted, those that turned out to be unchanged as well. */
  void assertJobs(int expected) throws Exception {
    settle();
    assertEquals(expected, files("jobs").size());
  }

  void settle() throws Exception {
    Eventually.holds(() -> {
      try (var jobs = Files.list(storage.resolve("jobs"))) {
        return jobs.allMatch(SourceCase::hasEnded);
      }
    });
  }

  private static boolean hasEnded(Path job) {
    try {
      var text = Files.readString(job);
      return text.contains("\"DONE\"") || text.contains("\"UNCHANGED\"");
    } catch (IOException e) {
      return false;
    }
  }
}
