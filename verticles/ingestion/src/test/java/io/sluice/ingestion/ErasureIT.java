package io.sluice.ingestion;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.message.CallInfo;
import io.sluice.message.Ingestion;
import io.sluice.message.Ingestion.Erase;
import io.sluice.message.Ingestion.Erased;
import io.sluice.message.Ingestion.FindIngestion;
import io.sluice.message.Ingestion.FindSource;
import io.sluice.message.Ingestion.Forget;
import io.sluice.message.Ingestion.Status;
import io.sluice.message.Ingestion.SubmitDocument;
import io.sluice.message.Refusal.NotFound;
import io.sluice.message.Refusal.Unavailable;
import io.vertx.core.Promise;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

class ErasureIT extends IngestionCase {

  @Test
  void erasingForgetsEverythingButSharedBytes() throws IOException {
    start();
    ended(submit("a.md", TEXT));
    ended(submit("a.md", TEXT + "more"));
    ended(submit("b.md", TEXT));

    assertEquals(new Erased(2, 2, 1, 1, 0, List.of()), answer(erasing("a.md")));
    assertEquals(List.of(Hashes.of(TEXT.getBytes(UTF_8))), files("raw"));
    assertEquals(1, files("jobs").size());
    assertEquals(new Erased(2, 1, 1, 1, 0, List.of()), answer(erasing("b.md")));
    assertEquals(List.of(), files("raw"));
    assertEquals(List.of(), files("jobs"));
    refused(NotFound.class, erasing("b.md"));
    assertEquals(1, submit("b.md", TEXT).version());
  }

  @Test
  void whatIsErasedWhileItIsTakenInStaysAway() throws IOException {
    var gate = Promise.<Void>promise();
    embedder.gate = gate.future();
    start();
    submit("a.md", TEXT);
    result(embedder.asked.future());
    var erased = erasing("a.md");
    gate.complete();

    assertEquals(new Erased(0, 1, 1, 0, 0, List.of()), answer(erased));
    assertTrue(corpus.active.isEmpty());
    assertEquals(List.of(), files("jobs"));
  }

  @Test
  void erasingDoesNotWaitForAJobThatWaits() {
    embedder.refusal = new Unavailable("embedding", "down");
    start(NEVER);
    submit("a.md", TEXT);
    submit("b.md", TEXT);
    result(embedder.asked.future());

    assertEquals(new Erased(0, 1, 0, 0, 0, List.of()), answer(erasing("a.md")));
    assertEquals(new Erased(0, 1, 1, 0, 0, List.of()), answer(erasing("b.md")));
  }

  @Test
  void whatIsSubmittedWhileItsPredecessorIsErasedIsNotErasedWithIt() {
    var gate = Promise.<Void>promise();
    embedder.gate = gate.future();
    start();
    submit("a.md", TEXT);
    result(embedder.asked.future());
    var erased = erasing("a.md");
    var again = submitting(document("a.md", TEXT, List.of()));
    submit("b.md", "others do not wait for it");
    gate.complete();

    answer(erased);
    assertEquals(Status.DONE, ended(answer(again)).status());
    assertTrue(corpus.active.containsKey(new DocumentKey(CALL.tenant(), "default", "a.md")));
  }

  @Test
  void otherNodesAreToldOfWhatIsErasedAndTheNodeItselfKeepsWhatCameSince() {
    var told = new ConcurrentLinkedQueue<Forget>();
    start();
    result(bus.hear(Ingestion.FORGET, told::add));
    ended(submit("a.md", TEXT));
    answer(erasing("a.md"));
    ended(submit("a.md", TEXT));
    until(() -> !told.isEmpty());
    var forget = told.element();
    assertEquals(new Forget(CALL.tenant(), "default", "a.md", forget.by()), forget);

    bus.tell(Ingestion.FORGET, forget);
    ended(submit("b.md", TEXT));
    answer(ask(Ingestion.FIND_SOURCE, new FindSource(Hashes.of(TEXT.getBytes(UTF_8)))));
    assertEquals(new Erased(2, 1, 0, 1, 0, List.of()), answer(erasing("a.md")));
    assertEquals(1, told.stream().map(Forget::by).distinct().count());
  }

  @Test
  void whatAnotherNodeErasedIsForgottenHereAndNothingElse() throws Exception {
    rules = DeskIT.HASHED;
    start();
    ended(submit("a.md", "# 연락처\n전화는 010-8361-2947 입니다.\n"));
    ended(submit("b.md", TEXT));
    assertEquals(1, files("originals").size());
    bus.tell(Ingestion.FORGET, new Forget(CALL.tenant(), "other", "b.md", "another"));
    bus.tell(Ingestion.FORGET, erasedElsewhere("a.md"));

    Eventually.holds(() -> files("jobs").size() == 1 && files("raw").size() == 1
        && files("originals").isEmpty());
  }

  @Test
  void otherNodesAreAskedForWhatIsNotHere() {
    var told = new ConcurrentLinkedQueue<Forget>();
    start();
    result(bus.hear(Ingestion.FORGET, told::add));
    refused(NotFound.class, erasing("a.md"));

    until(() -> !told.isEmpty());
    assertEquals(CALL.principals(), told.element().principals());
  }

  @Test
  void whatAnotherNodeDidNotFindIsForgottenHereIfItsAskerMaySeeIt() throws Exception {
    start();
    submit(new SubmitDocument("default", "anns.md", null, null, "text/markdown", List.of(),
        List.of("ann"), null, bytes(TEXT), null, null, null));
    ended(submit("a.md", TEXT + "more"));
    Eventually.holds(() -> corpus.active.containsKey(
        new DocumentKey(CALL.tenant(), "default", "anns.md")));
    for (var document : List.of("anns.md", "a.md")) {
      bus.tell(Ingestion.FORGET,
          new Forget(CALL.tenant(), "default", document, "another", List.of("bob")));
    }
    Eventually.holds(() -> files("raw").equals(List.of(Hashes.of(TEXT.getBytes(UTF_8)))));

    bus.tell(Ingestion.FORGET,
        new Forget(CALL.tenant(), "default", "anns.md", "another", List.of("ann")));
    Eventually.holds(() -> files("raw").isEmpty() && files("jobs").isEmpty());
  }

  @Test
  void whatAnotherNodeErasedIsNotBroughtBackByWhatRunsHere() throws Exception {
    var gate = Promise.<Void>promise();
    embedder.gate = gate.future();
    start();
    submit("a.md", TEXT);
    result(embedder.asked.future());
    bus.tell(Ingestion.FORGET, erasedElsewhere("a.md"));
    // It is heard before this: what was taken in after it stays.
    var later = submit("a.md", TEXT + "later");
    gate.complete();

    assertEquals(Status.DONE, ended(later).status());
    assertEquals(List.of(TEXT + "later"), corpus.commits.stream().map(c -> c.text()).toList());
    Eventually.holds(() -> files("jobs").size() == 1 && files("raw").size() == 1);
  }

  @Test
  void whatWasJustDoneWhenItWasErasedElsewhereIsErasedAgain() throws Exception {
    start();
    ended(submit("a.md", TEXT));
    bus.tell(Ingestion.FORGET, erasedElsewhere("a.md"));

    nothingIsLeft();
  }

  @Test
  void originalsOfWhatWasErasedElsewhereAreGoneThoughRetrievalIsAway() throws Exception {
    rules = DeskIT.HASHED;
    start();
    ended(submit("a.md", "# 연락처\n전화는 010-8361-2947 입니다.\n"));
    ended(submit("a.md", "# 연락처\n전화는 010-8361-2948 입니다.\n"));
    corpus.eraseRefusal = new Unavailable("retrieval", "down");
    bus.tell(Ingestion.FORGET, erasedElsewhere("a.md"));

    Eventually.holds(() -> files("originals").isEmpty());
    assertEquals(2, files("jobs").size(), "nobody would know what to erase any more");
    corpus.eraseRefusal = null;
    nothingIsLeft();
  }

  @Test
  void whatIsBackOfAnEarlierVersionIsErasedAgain() throws Exception {
    start();
    ended(submit("a.md", TEXT));
    ended(submit("a.md", TEXT + "later"));
    // As after a rollback, with the renewal of what is searched then.
    corpus.active.put(new DocumentKey(CALL.tenant(), "default", "a.md"),
        corpus.commits.getFirst());
    bus.tell(Ingestion.FORGET, erasedElsewhere("a.md"));

    nothingIsLeft();
  }

  @Test
  void whatCameBackIsErasedAgainThoughRetrievalWasAway() throws Exception {
    bringBackWhileRetrievalIsAway();
    assertEquals(1, files("jobs").size(), "nobody would know of it any more");
    corpus.eraseRefusal = null;

    nothingIsLeft();
  }

  @Test
  void whatAnotherNodeTookInSinceThenIsNotErasedWithWhatCameBack() throws Exception {
    bringBackWhileRetrievalIsAway();
    var key = new DocumentKey(CALL.tenant(), "default", "a.md");
    corpus.takenInElsewhere(key);
    corpus.eraseRefusal = null;

    Eventually.holds(() -> files("jobs").isEmpty() && files("raw").isEmpty());
    assertTrue(corpus.active.containsKey(key));
  }

  /** It is heard that a document was erased while the job that commits it can no longer be stopped. */
  private void bringBackWhileRetrievalIsAway() {
    var committing = Promise.<Void>promise();
    corpus.commitGate = committing.future();
    corpus.eraseRefusal = new Unavailable("retrieval", "down");
    start();
    submit("a.md", TEXT);
    until(() -> !corpus.commits.isEmpty());
    bus.tell(Ingestion.FORGET, erasedElsewhere("a.md"));
    refused(NotFound.class, ask(Ingestion.FIND_SOURCE, new FindSource("heard before this")));
    committing.complete();
    until(() -> corpus.erasuresRefused.get() > 1);
  }

  private void nothingIsLeft() throws Exception {
    Eventually.holds(() -> corpus.active.isEmpty() && files("jobs").isEmpty()
        && files("raw").isEmpty());
  }

  private static Forget erasedElsewhere(String document) {
    return new Forget(CALL.tenant(), "default", document, "another");
  }

  @Test
  void whatCannotBeErasedEverywhereIsKept() throws IOException {
    start();
    ended(submit("a.md", TEXT));
    corpus.eraseRefusal = new Unavailable("retrieval", "down");

    refused(Unavailable.class, erasing("a.md"));

    assertEquals(1, files("jobs").size());
    assertEquals(1, files("raw").size());
  }

  @Test
  void anotherTenantSeesNothing() {
    start();
    var accepted = submit("a.md", TEXT);
    var other = new CallInfo("r", "other", List.of(), null, CALL.deadlineNanos(), null);
    var hash = Hashes.of(TEXT.getBytes(UTF_8));

    refused(NotFound.class,
        bus.ask(Ingestion.FIND_INGESTION, new FindIngestion(accepted.ingestion(), null), other));
    refused(NotFound.class, bus.ask(Ingestion.FIND_SOURCE, new FindSource(hash), other));
    refused(NotFound.class, bus.ask(Ingestion.ERASE, new Erase("default", "a.md"), other));
    refused(NotFound.class, ask(Ingestion.FIND_SOURCE, new FindSource("../jobs")));
    assertEquals(bytes(TEXT), answer(ask(Ingestion.FIND_SOURCE, new FindSource(hash))).content());
  }
}
