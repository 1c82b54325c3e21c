package io.sluice.evaluation;

import io.sluice.evaluation.dataset.Dataset;
import io.sluice.evaluation.dataset.Document;
import io.sluice.message.Bytes;
import io.sluice.message.Ingestion;
import io.sluice.message.Ingestion.DocumentAccepted;
import io.sluice.message.Ingestion.FindIngestion;
import io.sluice.message.Ingestion.IngestionFound;
import io.sluice.message.Ingestion.SubmitDocument;
import io.sluice.message.Refusal;
import io.sluice.message.Reply;
import io.sluice.message.Reply.Answered;
import io.sluice.message.Reply.Refused;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Takes a data set's documents in and waits until they are searched. */
final class Loading {
  /** Enough to keep the workers busy, few enough to remember. */
  private static final int AT_ONCE = 64;

  private final Calls calls;
  private final Progress progress;
  private final String collection;
  private final AtomicInteger done = new AtomicInteger();
  private final AtomicInteger unchanged = new AtomicInteger();
  private final Queue<String> failures = new ConcurrentLinkedQueue<>();

  Loading(Calls calls, Progress progress, String collection) {
    this.calls = calls;
    this.progress = progress;
    this.collection = collection;
  }

  /**
   * What came of it.
   *
   * @param unchanged how many were there already
   * @param failures those that are not searched, each with its reason
   */
  record Loaded(int unchanged, List<String> failures) {}

  Loaded load(Dataset dataset) throws IOException {
    var documents = dataset.documents();
    if (documents != null) {
      try (var work = new AtOnce(AT_ONCE)) {
        documents.each(document -> work.run(() -> {
          load(document);
          progress.at("taking in", done.incrementAndGet(), dataset.documentCount());
        }));
      }
    }
    return new Loaded(unchanged.get(), List.copyOf(failures));
  }

  private void load(Document document) {
    var reply = submit(document);
    switch (reply) {
      case Refused<DocumentAccepted>(Refusal why) ->
        failures.add(document.id() + ": " + why.message());
      case Answered<DocumentAccepted>(DocumentAccepted accepted) -> {
        var error = error(accepted.ingestion());
        if (error != null) {
          failures.add(document.id() + ": " + error);
        }
      }
    }
  }

  private Reply<DocumentAccepted> submit(Document document) {
    return calls.ask(Ingestion.SUBMIT_DOCUMENT, switch (document) {
      case Document.Text(String id, String title, String text) ->
        new SubmitDocument(collection, GatewayIds.of(id), title.isBlank() ? null : title, null,
            "text/plain", List.of(), List.of(), null,
            Bytes.of((text.isBlank() ? title : text).getBytes(StandardCharsets.UTF_8)), null, null,
            null);
      case Document.File file -> new SubmitDocument(collection, GatewayIds.of(file.id()), null,
          String.valueOf(file.path().getFileName()), null, List.of(), List.of(), null,
          Bytes.of(content(file)), null, null, null);
    });
  }

  private static byte[] content(Document.File file) {
    try {
      return Files.readAllBytes(file.path());
    } catch (IOException e) {
      throw new EvaluationFailed("cannot read " + file.path());
    }
  }

  /** Waits for the end of an ingestion; null where the document is in. */
  private @Nullable String error(String ingestion) {
    var state = calls.need(Ingestion.FIND_INGESTION, new FindIngestion(ingestion, null));
    while (true) {
      switch (state.status()) {
        case QUEUED, RUNNING -> state = next(state);
        case DONE -> {
          return null;
        }
        case UNCHANGED -> {
          unchanged.incrementAndGet();
          return null;
        }
        case FAILED -> {
          return state.error() == null ? "failed" : state.error().message();
        }
      }
    }
  }

  private IngestionFound next(IngestionFound state) {
    return calls.need(Ingestion.FIND_INGESTION,
        new FindIngestion(state.ingestion(), state.revision()));
  }
}
