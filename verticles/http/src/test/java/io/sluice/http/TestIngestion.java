package io.sluice.http;

import io.sluice.message.DeadLetters;
import io.sluice.message.DeadLetters.DeadLetter;
import io.sluice.message.DeadLetters.DeadLettersListed;
import io.sluice.message.DeadLetters.ListDeadLetters;
import io.sluice.message.Ingestion;
import io.sluice.message.Ingestion.Activated;
import io.sluice.message.Ingestion.DocumentAccepted;
import io.sluice.message.Ingestion.Dropped;
import io.sluice.message.Ingestion.Erase;
import io.sluice.message.Ingestion.Erased;
import io.sluice.message.Ingestion.FindIngestion;
import io.sluice.message.Ingestion.FindSource;
import io.sluice.message.Ingestion.IngestionFound;
import io.sluice.message.Ingestion.Instructions;
import io.sluice.message.Ingestion.PassageCounts;
import io.sluice.message.Ingestion.Progress;
import io.sluice.message.Ingestion.Report;
import io.sluice.message.Ingestion.Revealed;
import io.sluice.message.Ingestion.SourceFound;
import io.sluice.message.Ingestion.Status;
import io.sluice.message.Ingestion.SubmitDocument;
import io.sluice.message.Message;
import io.sluice.message.Refusal;
import io.sluice.message.Refusal.BadRequest;
import io.sluice.message.Refusal.Forbidden;
import io.sluice.message.Refusal.NotFound;
import io.sluice.message.Refusal.Unreadable;
import io.sluice.message.Refusal.UnsupportedMedia;
import io.sluice.message.Reply;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The ingestion as tests want it. It knows the ingestions {@code i-1}, which is done, and
 * {@code i-2}, which failed, and reveals what is masked in the collection {@code default} only.
 */
final class TestIngestion {
  final BlockingQueue<SubmitDocument> submitted = new LinkedBlockingQueue<>();
  final BlockingQueue<List<String>> submitters = new LinkedBlockingQueue<>();
  final BlockingQueue<Erase> erased = new LinkedBlockingQueue<>();
  final BlockingQueue<FindSource> sources = new LinkedBlockingQueue<>();
  final BlockingQueue<ListDeadLetters> letters = new LinkedBlockingQueue<>();
  final TestUploads uploads = new TestUploads();
  volatile @Nullable Refusal refusal;
  volatile Function<FindIngestion, Future<Reply<IngestionFound>>> find = TestIngestion::find;

  Future<?> serve(TestActors actors) {
    return Future
        .all(List.of(actors.serve(Ingestion.SUBMIT_DOCUMENT, (submit, call) -> {
          submitters.add(call.principals());
          return submit(submit);
        }),
            actors.bus.serve(Ingestion.FIND_INGESTION, (request, call) -> find.apply(request)),
            actors.serve(Ingestion.FIND_SOURCE, (request, call) -> {
              sources.add(request);
              return new SourceFound(Samples.SOURCE);
            }), actors.serve(Ingestion.ERASE, (erase, call) -> {
              erased.add(erase);
              return TestActors.known(erase.document(),
                  new Erased(2, 1, 1, 2, 3, List.of("copy")));
            }), actors.serve(Ingestion.ACTIVATE, (activate, call) -> activate.version() > 2
                ? new NotFound("there is no such version", "version")
                : TestActors.known(activate.document(),
                    new Activated(activate.version(), 2, 1, 2))),
            actors.serve(Ingestion.REVEAL,
                (reveal, call) -> reveal.collection().equals("open")
                    ? new NotFound("nothing is kept", Ingestion.ORIGINALS)
                    : reveal.collection().equals("default")
                        ? TestActors.known(reveal.document(), new Revealed(
                            Map.of("[EMAIL:2]", "lee@example.org", "[EMAIL:1]", "kim@example.org")))
                        : new Forbidden("you may not see what is masked here")),
            actors.serve(DeadLetters.LIST, (list, call) -> {
              letters.add(list);
              return new DeadLettersListed(List.of(letter()));
            }), actors.serve(DeadLetters.RETRY, (retry, call) -> retry.ingestion().equals("i-2")
                ? new DocumentAccepted("i-2", "handbook", 1)
                : new NotFound("there is no such dead letter", "id")),
            uploads.serve(actors)));
  }

  private Message submit(SubmitDocument document) {
    submitted.add(document);
    var why = refusal;
    if (why != null) {
      return why;
    }
    if (document.id() != null && document.id().contains("//")) {
      return new BadRequest("must be letters", "id");
    }
    return "application/x-unknown".equals(document.mediaType())
        ? new UnsupportedMedia("application/x-unknown is not read here")
        : new DocumentAccepted("i-1", "handbook", 1);
  }

  private static Future<Reply<IngestionFound>> find(FindIngestion find) {
    return Future.succeededFuture(switch (find.ingestion()) {
      case "i-1" -> Reply.of(found(Status.DONE, 7));
      case "i-2" -> Reply.of(found(Status.FAILED, 3));
      default -> Reply.refused(new NotFound("there is no such ingestion", "id"));
    });
  }

  static IngestionFound found(Status status, long revision) {
    return switch (status) {
      case QUEUED -> new IngestionFound("i-1", status, "handbook", 1, PassageCounts.NONE, null,
          revision, new Progress("waiting", 0, 0, 1), null);
      case RUNNING -> new IngestionFound("i-1", status, "handbook", 1, PassageCounts.NONE, null,
          revision, new Progress("embedding", 2, 5, 1), report());
      case DONE, UNCHANGED -> new IngestionFound("i-1", status, "handbook", 1,
          new PassageCounts(5, 5, 0, 0), null, revision, new Progress("finished", 5, 5, 1),
          report());
      case FAILED -> new IngestionFound("i-2", status, "handbook", 1, PassageCounts.NONE,
          new Unreadable("broken", "the file is broken"), revision, null, null);
    };
  }

  private static Report report() {
    return new Report("application/pdf", 3, List.of(new Dropped("page number", 3, "- 1 -")),
        Map.of("EMAIL", 2), null, new Instructions(1, 0, Map.of("COMMAND", 1)));
  }

  private static DeadLetter letter() {
    return new DeadLetter("i-2", "default", "handbook", 1, new Unreadable("encrypted", "is locked"),
        1, Instant.parse("2026-01-31T10:00:00Z"));
  }
}
