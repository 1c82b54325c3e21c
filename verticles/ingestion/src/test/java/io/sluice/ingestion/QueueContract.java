package io.sluice.ingestion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.message.CallInfo;
import io.sluice.message.DeadLetters;
import io.sluice.message.DeadLetters.ListDeadLetters;
import io.sluice.message.DeadLetters.RetryDeadLetter;
import io.sluice.message.Ingestion;
import io.sluice.message.Ingestion.Activate;
import io.sluice.message.Ingestion.DocumentAccepted;
import io.sluice.message.Ingestion.FindIngestion;
import io.sluice.message.Ingestion.IngestionFound;
import io.sluice.message.Ingestion.Status;
import io.sluice.message.Ingestion.SubmitDocument;
import io.sluice.message.Refusal;
import io.sluice.message.Refusal.Forbidden;
import io.sluice.message.Refusal.NotFound;
import io.sluice.message.Refusal.Overloaded;
import io.sluice.message.Refusal.Unavailable;
import io.sluice.message.Reply.Answered;
import io.sluice.message.Reply.Refused;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the actor does with documents, whatever they are queued in. */
abstract class QueueContract extends IngestionCase {
  static final int LIMIT = 4;

  /** Makes the actor take no more than {@link #LIMIT} documents on. */
  abstract void limit();

  /** Makes the queue forget, as far as it may, what was done. */
  abstract void forget();

  @Test
  void aDocumentIsTakenIn() {
    start();

    assertEquals(Status.DONE, ended(submit("a.md", TEXT)).status());
    assertEquals(List.of(TEXT), texts());
  }

  @Test
  void theSameAgainIsUnchanged() {
    start();
    ended(submit("a.md", TEXT));
    var again = ended(submit("a.md", TEXT));

    assertEquals(Status.UNCHANGED, again.status());
    assertEquals(1, again.version());
    assertEquals(1, corpus.commits.size());
  }

  @Test
  void whatIsAcceptedSurvivesARestartInTheMiddle() {
    embedder.gate = Promise.<Void>promise().future();
    start();
    var accepted = IntStream.range(0, 5).mapToObj(i -> submit("d" + i, TEXT + i)).toList();
    result(embedder.asked.future());
    embedder.gate = Future.succeededFuture();
    restart();

    accepted.forEach(one -> until(() -> status(one) == Status.DONE));
    assertEquals(IntStream.range(0, 5).mapToObj(i -> TEXT + i).toList(),
        texts().stream().sorted().toList());
  }

  @Test
  void versionsKeepTheirOrder() {
    start();
    var all = IntStream.rangeClosed(1, 20).mapToObj(i -> submit("a.md", "version " + i)).toList();

    assertEquals(IntStream.rangeClosed(1, 20).boxed().toList(),
        all.stream().map(one -> ended(one).version()).toList());
    assertEquals(IntStream.rangeClosed(1, 20).mapToObj(i -> "version " + i).toList(), texts());
    assertEquals(IntStream.rangeClosed(1, 20).boxed().toList(),
        corpus.commits.stream().map(commit -> commit.document().version()).toList());
  }

  @Test
  void oneDocumentThatHasToWaitHoldsUpNoOther() {
    var gate = Promise.<Void>promise();
    embedder.gate = gate.future();
    start();
    var slow = submit("slow.md", TEXT);
    result(embedder.asked.future());
    embedder.gate = Future.succeededFuture();

    assertEquals(Status.DONE, ended(submit("quick.md", "Another text.")).status());
    gate.complete();
    assertEquals(Status.DONE, ended(slow).status());
  }

  @Test
  void whatFailedIsADeadLetterUntilItIsTriedAgain() {
    embedder.refusal = new Unavailable("embedding", "down");
    start();
    var failed = ended(submit("a.md", TEXT));

    var letter = answer(ask(DeadLetters.LIST, new ListDeadLetters(null, 10))).letters().getFirst();
    assertEquals(Status.FAILED, failed.status());
    assertEquals(failed.ingestion(), letter.ingestion());
    assertEquals(embedder.refusal, letter.reason());
    assertEquals(5, letter.attempts());

    embedder.refusal = null;
    assertEquals(failed.ingestion(),
        answer(ask(DeadLetters.RETRY, new RetryDeadLetter(failed.ingestion()))).ingestion());
    assertEquals(Status.DONE, ended(failed.ingestion()).status());
    assertEquals(List.of(),
        answer(ask(DeadLetters.LIST, new ListDeadLetters("default", 10))).letters());
    refused(NotFound.class, ask(DeadLetters.RETRY, new RetryDeadLetter(failed.ingestion())));
  }

  @Test
  void noMoreIsTakenOnThanThereIsRoomFor() {
    limit();
    var most = new AtomicInteger();
    embedder.onAsked = () -> most.accumulateAndGet(open(), Math::max);
    var gate = Promise.<Void>promise();
    embedder.gate = gate.future();
    start();
    var waiting = new ArrayList<Integer>();
    var accepted = new ArrayList<DocumentAccepted>();
    IntStream.range(0, 3 * LIMIT).forEach(i -> {
      switch (result(submitting(document("d" + i, TEXT + i, List.of())))) {
        case Answered<DocumentAccepted>(DocumentAccepted one) -> accepted.add(one);
        case Refused<DocumentAccepted>(Refusal why) -> {
          assertInstanceOf(Overloaded.class, why);
          waiting.add(i);
        }
      }
    });
    until(() -> open() == LIMIT);
    gate.complete();
    accepted.forEach(this::ended);
    waiting.forEach(i -> ended(submit("d" + i, TEXT + i)));

    assertEquals(3 * LIMIT, corpus.commits.size());
    assertTrue(most.get() <= LIMIT, "at once: " + most.get());
  }

  @Test
  void anErasureTakesAllWithItThatWasQueuedBefore() throws IOException {
    var gate = Promise.<Void>promise();
    embedder.gate = gate.future();
    start();
    var accepted = IntStream.range(0, 3).mapToObj(i -> submit("a.md", TEXT + i)).toList();
    result(embedder.asked.future());
    var erased = erasing("a.md");
    gate.complete();

    answer(erased);
    ended(submit("b.md", TEXT));
    assertEquals(1, corpus.active.size());
    assertEquals(List.of(Hashes.of(bytes(TEXT).content())), files("raw"));
    accepted.forEach(one -> refused(NotFound.class,
        ask(Ingestion.FIND_INGESTION, new FindIngestion(one.ingestion(), null))));
    assertEquals(1, ended(submit("a.md", TEXT)).version());
  }

  @Test
  void whatIsSubmittedAfterAnErasureStays() {
    start();
    ended(submit("a.md", TEXT));
    var erased = erasing("a.md");
    var again = submitting(document("a.md", TEXT, List.of()));

    assertEquals(2, answer(erased).passages());
    assertEquals(Status.DONE, ended(answer(again)).status());
    assertEquals(1, corpus.active.size());
  }

  @Test
  void whatIsForOthersIsNotOverwritten() {
    start();
    submitAs("ann", "vault", "vault pin 90210", List.of("ann"));

    refused(Forbidden.class, submitting(document("vault", "anything", List.of())));
    assertEquals(2, submitAs("ann", "vault", "금고 번호", List.of("ann")).version());
  }

  @Test
  void whatIsForOthersSinceARollbackIsNeitherOverwrittenNorErased() {
    start();
    submitAs("ann", "vault", "vault pin 90210", List.of("ann"));
    submitAs("ann", "vault", "anything", List.of());
    answer(ask(Ingestion.ACTIVATE, new Activate("default", "vault", 1)));

    refused(Forbidden.class, submitting(document("vault", "something", List.of())));
    refused(NotFound.class, erasing("vault"));
    assertEquals(List.of("vault pin 90210", "anything"), texts());
    assertEquals(1, corpus.active.size());
  }

  @Test
  void whatIsForOthersIsNotOverwrittenBeforeItIsTakenInNorWhileTheCorpusIsDown() {
    var gate = Promise.<Void>promise();
    embedder.gate = gate.future();
    start();
    var first = submittingAs("ann", "vault", "vault pin 90210", List.of("ann"));
    result(embedder.asked.future());

    refused(Forbidden.class, submitting(document("vault", "anything", List.of())));
    gate.complete();
    ended(first);
    corpus.findRefusal = new Unavailable("retrieval", "down");
    refused(Forbidden.class, submitting(document("vault", "anything", List.of())));
  }

  private DocumentAccepted submittingAs(String principal, String id, String text,
      List<String> acl) {
    var call = new CallInfo("r", CALL.tenant(), List.of(principal), null, CALL.deadlineNanos(),
        null);
    return answer(bus.ask(Ingestion.SUBMIT_DOCUMENT, new SubmitDocument("default", id, null, null,
        "text/markdown", List.of(), acl, null, bytes(text), null, null, null), call));
  }

  private IngestionFound submitAs(String principal, String id, String text, List<String> acl) {
    return ended(submittingAs(principal, id, text, acl));
  }

  @Test
  void nothingIsDoneTwice() {
    start();
    IntStream.range(0, 3).forEach(i -> ended(submit("a.md", TEXT + i)));
    ended(submit("b.md", TEXT));
    result(vertx.undeploy(deployment));
    forget();
    start();
    ended(submit("c.md", TEXT));

    assertEquals(List.of(TEXT + 0, TEXT + 1, TEXT + 2, TEXT, TEXT), texts());
  }

  List<String> texts() {
    return corpus.commits.stream().map(commit -> commit.text()).toList();
  }

  /** As it is told; not found for a moment counts as queued. */
  Status status(DocumentAccepted accepted) {
    return switch (result(ask(Ingestion.FIND_INGESTION,
        new FindIngestion(accepted.ingestion(), null)))) {
      case Answered<Ingestion.IngestionFound>(Ingestion.IngestionFound found) -> found.status();
      case Refused<Ingestion.IngestionFound> refused -> Status.QUEUED;
    };
  }

  /** How many documents the actor has taken on and not done. */
  private int open() {
    try {
      var open = 0;
      for (var file : files("jobs")) {
        var job = read(file);
        open += job.contains("\"RUNNING\"") || job.contains("\"QUEUED\"") ? 1 : 0;
      }
      return open;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String read(String file) throws IOException {
    try {
      return file.endsWith(".json") ? Files.readString(storage.resolve("jobs").resolve(file)) : "";
    } catch (NoSuchFileException e) {
      return "";
    }
  }
}
