package io.sluice.ingestion;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.chunking.ChunkingConfig;
import io.sluice.chunking.Strategy;
import io.sluice.ingestion.CopyRules.Keep;
import io.sluice.message.Bytes;
import io.sluice.message.CallInfo;
import io.sluice.message.DeadLetters;
import io.sluice.message.DeadLetters.ListDeadLetters;
import io.sluice.message.Ingestion;
import io.sluice.message.Ingestion.Activate;
import io.sluice.message.Ingestion.FindIngestion;
import io.sluice.message.Ingestion.FindSource;
import io.sluice.message.Ingestion.Reveal;
import io.sluice.message.Ingestion.Status;
import io.sluice.message.Ingestion.SubmitDocument;
import io.sluice.message.Refusal.BadRequest;
import io.sluice.message.Refusal.Forbidden;
import io.sluice.message.Refusal.NotFound;
import io.sluice.message.Refusal.Unavailable;
import io.sluice.message.Uploading;
import io.sluice.message.Uploading.AppendBytes;
import io.sluice.message.Uploading.DropUpload;
import io.sluice.message.Uploading.StartUpload;
import io.sluice.privacy.Masking;
import io.vertx.core.Promise;
import java.io.IOException;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What is told of documents, what is brought back, and what comes in pieces. */
class DeskIT extends IngestionCase {
  static final CollectionRules HASHED = new CollectionRules(
      new ChunkingConfig(Strategy.AUTO, 256, 0, 64, 90.0), Masking.HASH,
      InstructionRule.FLAG, new CopyRules(Keep.ALL, 0.9, List.of()));

  @Test
  void aLetterThatWasSentAnewIsDeadNoMore() {
    embedder.refusal = new Unavailable("embedding", "down");
    start();
    ended(submit("a.md", TEXT));
    embedder.refusal = null;
    ended(submit("a.md", TEXT));

    assertEquals(List.of(), answer(ask(DeadLetters.LIST, new ListDeadLetters(null, 10))).letters());
  }

  @Test
  void aWatcherIsToldOfEachStepUntilTheEnd() {
    var gate = Promise.<Void>promise();
    embedder.gate = gate.future();
    start();
    var accepted = submit("a.md", TEXT);
    result(embedder.asked.future());
    var now = answer(ask(Ingestion.FIND_INGESTION, new FindIngestion(accepted.ingestion(), null)));
    assertEquals("embedding", now.progress() == null ? null : now.progress().stage());
    var later = ask(Ingestion.FIND_INGESTION,
        new FindIngestion(accepted.ingestion(), now.revision()));
    assertFalse(later.isComplete());
    gate.complete();

    assertTrue(
        Objects.requireNonNull(answer(later).revision()) > Objects.requireNonNull(now.revision()));
    var end = ended(accepted);
    assertEquals(end, answer(ask(Ingestion.FIND_INGESTION,
        new FindIngestion(accepted.ingestion(), end.revision()))));
  }

  @Test
  void aDocumentMayComeInPieces() throws IOException {
    start();
    var bytes = TEXT.getBytes(UTF_8);
    var upload = answer(ask(Uploading.START, new StartUpload())).upload();
    for (var at = 0; at < bytes.length; at += 7) {
      var piece = Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + 7));
      assertEquals(at + piece.length,
          answer(ask(Uploading.APPEND, new AppendBytes(upload, at, Bytes.of(piece)))).size());
    }
    var done = ended(submit(uploaded("a.md", upload)));

    assertEquals(Status.DONE, done.status());
    assertEquals(TEXT, corpus.commits.getFirst().text());
    assertEquals(List.of(), files("uploads"));
    refused(NotFound.class, submitting(uploaded("b.md", upload)));
  }

  @Test
  void aPieceAtTheWrongPlaceAndADroppedUploadAreRefused() throws IOException {
    start();
    var upload = answer(ask(Uploading.START, new StartUpload())).upload();
    refused(BadRequest.class,
        ask(Uploading.APPEND, new AppendBytes(upload, 3, bytes("too far"))));
    answer(ask(Uploading.DROP, new DropUpload(upload)));

    refused(NotFound.class, ask(Uploading.APPEND, new AppendBytes(upload, 0, bytes("late"))));
    refused(NotFound.class, submitting(uploaded("a.md", upload)));
    refused(NotFound.class, submitting(uploaded("a.md", "../jobs")));
  }

  @Test
  void theSameAgainAfterARollbackIsAChange() {
    start();
    ended(submit("a.md", TEXT));
    ended(submit("a.md", TEXT + "more"));
    answer(ask(Ingestion.ACTIVATE, new Activate("default", "a.md", 1)));

    assertEquals(Status.DONE, ended(submit("a.md", TEXT + "more")).status());
  }

  @Test
  void whatIsSearchedAgainAfterARollbackIsUnchanged() {
    start();
    ended(submit("a.md", TEXT));
    ended(submit("a.md", TEXT + "more"));
    answer(ask(Ingestion.ACTIVATE, new Activate("default", "a.md", 1)));
    var again = ended(submit("a.md", TEXT));

    assertEquals(Status.UNCHANGED, again.status());
    assertEquals(1, again.version());
    assertEquals(3, ended(submit("a.md", TEXT + "and more")).version());
  }

  @Test
  void whatIsMaskedIsNowhereInPlain() {
    rules = HASHED;
    start();
    var made = submit(new SubmitDocument("default", null, "연락처 010-8361-2947", null,
        "text/markdown", List.of("of kim@example.com", "t"), List.of(),
        "https://crm.example/kim@example.com", bytes("x"), null, null, null));
    ended(made);
    var document = corpus.commits.getFirst().document();

    assertTrue(made.document().matches("연락처-phone-[0-9a-f]{16}"), made.document());
    assertFalse(document.toString().contains("8361"), document::toString);
    assertFalse(document.toString().contains("kim"), document::toString);
    assertEquals("t", document.tags().get(1));
    assertNotEquals(made.document(), submit(new SubmitDocument("default", null,
        "연락처 010-8361-2948", null, "text/markdown", List.of(), List.of(), null, bytes("x"), null,
        null, null)).document());
    assertEquals("id", refused(BadRequest.class,
        submitting(document("hr/010-8361-2947", "x", List.of()))).param());
    submit("hr/휴가-2026.md", "x");
  }

  @Test
  void whatIsEmptyIsNamedAsItWasSent() {
    start();
    var none = new SubmitDocument("default", null, null, "a.md", "text/markdown", List.of(),
        List.of(), null, bytes(""), null, null, null);
    assertEquals("file", refused(BadRequest.class, submitting(none)).param());
    assertEquals("text",
        refused(BadRequest.class, submitting(document("a", " ", List.of()))).param());
  }

  @Test
  void anIdIsOneHoweverItsLettersAreComposed() {
    start();
    var apart = Normalizer.normalize("휴가-규정.md", Normalizer.Form.NFD);
    assertEquals("휴가-규정.md", submit(apart, TEXT).document());
  }

  @Test
  void whatIsMaskedIsForThoseWhoMaySeeIt() throws IOException {
    rules = HASHED;
    start();
    var text = "# 연락처\n전화는 010-8361-2947 입니다.\n";
    var done = ended(submit("a.md", text));
    var auditor = new CallInfo("r", CALL.tenant(), List.of("auditor"), null, CALL.deadlineNanos(),
        null);
    var hash = Hashes.of(text.getBytes(UTF_8));

    assertEquals(Map.of("PHONE", 1), done.report() == null ? null : done.report().masked());
    assertFalse(corpus.commits.getFirst().text().contains("8361"));
    assertEquals(List.of(hash + ".sealed"), files("raw"));
    assertEquals(List.of(), files("opened"));
    refused(Forbidden.class, ask(Ingestion.FIND_SOURCE, new FindSource(hash)));
    assertEquals(bytes(text),
        answer(bus.ask(Ingestion.FIND_SOURCE, new FindSource(hash), auditor)).content());
    assertEquals(1, files("originals").size());
    var reveal = new Reveal("default", "a.md");
    refused(Forbidden.class, ask(Ingestion.REVEAL, reveal));
    assertTrue(answer(bus.ask(Ingestion.REVEAL, reveal, auditor)).originals()
        .containsValue("010-8361-2947"));
    assertEquals(1, answer(erasing("a.md")).originals());
    assertEquals(List.of(), files("originals"));
    assertEquals(List.of(), files("raw"));
  }

  @Test
  void whatIsMaskedElsewhereIsNotFoundHere() {
    start();
    ended(submit("a.md", TEXT));
    var auditor = new CallInfo("r", CALL.tenant(), List.of("auditor"), null, CALL.deadlineNanos(),
        null);
    assertEquals(Ingestion.ORIGINALS, refused(NotFound.class,
        bus.ask(Ingestion.REVEAL, new Reveal("default", "a.md"), auditor)).param());
    assertEquals("id", refused(NotFound.class,
        bus.ask(Ingestion.REVEAL, new Reveal("default", "none.md"), auditor)).param());
  }

  private static SubmitDocument uploaded(String id, String upload) {
    return new SubmitDocument("default", id, null, null, "text/markdown", List.of(), List.of(),
        null, Bytes.of(new byte[0]), upload, null, null);
  }
}
