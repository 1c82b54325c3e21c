package io.sluice.bench;

import io.sluice.bus.Bus;
import io.sluice.message.Bytes;
import io.sluice.message.CallInfo;
import io.sluice.message.Ingestion;
import io.sluice.message.Ingestion.DocumentAccepted;
import io.sluice.message.Ingestion.FindIngestion;
import io.sluice.message.Ingestion.IngestionFound;
import io.sluice.message.Ingestion.Status;
import io.sluice.message.Ingestion.SubmitDocument;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Documents on their way in, over the bus of a node. */
record Intake(Bus bus) {
  private static final Duration PATIENCE = Duration.ofSeconds(19);

  /** A document by its id and its Markdown. */
  record Document(String id, String text) {}

  /** Submits all and waits until all are in; a failure ends the measurement. */
  void takeIn(List<Document> documents) throws Exception {
    var accepted = new ArrayList<DocumentAccepted>();
    for (var document : documents) {
      accepted.add(submit(document.id(), "text/markdown",
          document.text().getBytes(StandardCharsets.UTF_8), null));
    }
    for (var one : accepted) {
      var end = end(one);
      if (end.status() != Status.DONE) {
        throw new IllegalStateException("not taken in: " + end);
      }
    }
  }

  DocumentAccepted submit(String id, String mediaType, byte[] content, @Nullable String upload)
      throws Exception {
    var request = new SubmitDocument("default", id, null, null, mediaType, List.of(), List.of(),
        null, Bytes.of(content), upload, null, null);
    return Wait.until(Wait.answered(bus.ask(Ingestion.SUBMIT_DOCUMENT, request, call())));
  }

  IngestionFound end(DocumentAccepted accepted) throws Exception {
    Long after = 0L;
    while (true) {
      var found = Wait.until(Wait.answered(bus.ask(Ingestion.FIND_INGESTION,
          new FindIngestion(accepted.ingestion(), after), call())));
      if (found.status() != Status.QUEUED && found.status() != Status.RUNNING) {
        return found;
      }
      after = found.revision();
    }
  }

  static CallInfo call() {
    return CallInfo.within(PATIENCE, "bench");
  }
}
