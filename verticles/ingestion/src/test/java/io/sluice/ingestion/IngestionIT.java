package io.sluice.ingestion;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.message.Bytes;
import io.sluice.message.Ingestion.PassageCounts;
import io.sluice.message.Ingestion.Report;
import io.sluice.message.Ingestion.Status;
import io.sluice.message.Ingestion.SubmitDocument;
import io.sluice.message.Refusal.BadRequest;
import io.sluice.message.Refusal.Internal;
import io.sluice.message.Refusal.Unavailable;
import io.sluice.message.Refusal.Unreadable;
import io.vertx.core.Promise;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class IngestionIT extends IngestionCase {

  @Test
  void aDocumentIsTakenIn() {
    start();

    var done = ended(submit("a.md", TEXT));

    assertEquals(Status.DONE, done.status());
    assertEquals(new PassageCounts(2, 2, 0, 0), done.passages());
    assertEquals(new Report("text/markdown", 0, List.of(), Map.of(), null, null), done.report());
    assertEquals(List.of("규정 > 휴가\n연차는 15일이다.", "규정 > Sick leave\nTen days a year."),
        embedder.texts);
    var commit = corpus.commits.getFirst();
    assertEquals("규정", commit.document().title());
    assertEquals("m1", commit.document().embeddingModel());
    assertEquals(TEXT, commit.text());
  }

  @Test
  void theSameAgainIsUnchanged() {
    start();
    ended(submit("a.md", TEXT));
    var again = ended(submit("a.md", TEXT));

    assertEquals(Status.UNCHANGED, again.status());
    assertEquals(1, again.version());
    assertEquals(new PassageCounts(2, 0, 2, 0), again.passages());
    assertEquals(1, corpus.commits.size());
  }

  @Test
  void theSameWhileItWaitsIsTheSameIngestion() {
    embedder.gate = Promise.<Void>promise().future();
    start();

    assertEquals(submit("a.md", TEXT), submit("a.md", TEXT));
  }

  @Test
  void ofAChangedTextOnlyWhatIsNewIsEmbedded() {
    start();
    ended(submit("a.md", TEXT));
    embedder.texts.clear();

    var done = ended(submit("a.md", TEXT.replace("Ten", "Twelve")));

    assertEquals(2, done.version());
    assertEquals(new PassageCounts(2, 1, 1, 1), done.passages());
    assertEquals(List.of("규정 > Sick leave\nTwelve days a year."), embedder.texts);
    assertNull(corpus.commits.getLast().passages().getFirst().vector());
  }

  @Test
  void wordsThatStandThereTwiceAreEmbeddedOnce() {
    start();
    ended(submit("a.md", "## A\nx\n## B\ny\n## A\nx\n"));

    assertEquals(2, embedder.texts.size());
    assertEquals(3, corpus.commits.getFirst().passages().size());
  }

  @Test
  void anotherModelEmbedsEverythingOnce() {
    start();
    ended(submit("a.md", TEXT));
    embedder.texts.clear();
    embedder.model = "m2";

    ended(submit("a.md", TEXT.replace("Ten", "Twelve")));

    assertEquals(2, embedder.texts.size());
    assertTrue(corpus.commits.getLast().passages().stream().allMatch(p -> p.vector() != null));
  }

  @Test
  void anotherModelEmbedsEverythingAlsoWhereNoPassageIsNew() {
    start();
    ended(submit("a.md", TEXT));
    embedder.texts.clear();
    embedder.model = "m2";

    ended(submit(document("a.md", TEXT, List.of("tag"))));

    var commit = corpus.commits.getLast();
    assertEquals(2, embedder.texts.size());
    assertEquals("m2", commit.document().embeddingModel());
    assertTrue(commit.passages().stream().allMatch(p -> p.vector() != null));
  }

  @Test
  void changedTagsAreANewVersionOfTheSamePassages() {
    start();
    ended(submit(document("a.md", TEXT, List.of("a, b"))));
    embedder.texts.clear();

    var done = ended(submit(document("a.md", TEXT, List.of("a", "b"))));

    assertEquals(Status.DONE, done.status());
    assertEquals(2, done.version());
    assertEquals(new PassageCounts(2, 0, 2, 0), done.passages());
    assertEquals(List.of(), embedder.texts);
  }

  @Test
  void documentsAreCountedByWhatCameOfThem() {
    start();
    ended(submit("a.md", TEXT));
    ended(submit("a.md", TEXT));
    ended(submit(document("a.md", TEXT, List.of("tag"))));
    embedder.refusal = new BadRequest("too long", null);
    embedder.refusalsLeft = 1;
    ended(submit("b.md", "# B\n\nNew."));

    assertEquals(2, counted("done"));
    assertEquals(1, counted("unchanged"));
    assertEquals(1, counted("failed"));
  }

  private double counted(String result) {
    return registry.get("rag.ingested.documents").tag("result", result).counter().count();
  }

  @Test
  void anEmbedderThatComesBackIsWaitedFor() {
    embedder.refusal = new Unavailable("embedding", "down");
    embedder.refusalsLeft = 3;
    start();

    assertEquals(Status.DONE, ended(submit("a.md", TEXT)).status());
    assertEquals(3, embedder.refusals.get());
  }

  @Test
  void anEmbedderThatStaysAwayFailsTheJobWithTheReason() {
    embedder.refusal = new Unavailable("embedding", "down");
    start();

    var failed = ended(submit("a.md", TEXT));

    assertEquals(Status.FAILED, failed.status());
    assertEquals(embedder.refusal, failed.error());
    assertEquals(5, embedder.refusals.get());
    assertEquals(2, submit("a.md", TEXT).version(), "a failed document may be sent again");
  }

  @Test
  void whatIsNotWorthRetryingIsNotRetried() {
    embedder.refusal = new Internal("broken");
    start();

    assertEquals(Status.FAILED, ended(submit("a.md", TEXT)).status());
    assertEquals(1, embedder.refusals.get());
  }

  @ParameterizedTest
  @ValueSource(strings = {"../x", "/x", "a//b", "a/../b", ".", ""})
  void pathTricksAreRefused(String id) {
    start();

    assertEquals("id", refused(BadRequest.class, submitting(
        document(id, TEXT, List.of()))).param());
  }

  @Test
  void aNameWithoutLettersLeavesTheTitleToMakeTheId() {
    start();
    var request = new SubmitDocument("default", null, "휴가 규정", "🎉.md", null, List.of(), List.of(),
        null, bytes(TEXT), null, null, null);

    assertEquals("휴가-규정", submit(request).document());
  }

  @Test
  void whatIsEmptyIsRefusedAtOnce() {
    start();

    assertEquals("text",
        refused(BadRequest.class, submitting(document("a.md", " \n", List.of()))).param());
  }

  static Stream<Arguments> unreadable() {
    return Stream.of(Arguments.of("a.pdf", "%PDF-1.7 nothing"),
        Arguments.of("a.docx", "PK\3\4 cut off"), Arguments.of("a.md", "\u00ef\u00bb\u00bf \n"),
        Arguments.of("a.png", "\u0089PNG\r\n\u001a\n\0\0\0\rIHDR"));
  }

  @ParameterizedTest
  @MethodSource("unreadable")
  void whatCannotBeReadFailsWithTheReason(String name, String content) {
    start();
    var failed = ended(submit(new SubmitDocument("default", null, null, name, null, List.of(),
        List.of(), null, Bytes.of(content.getBytes(ISO_8859_1)), null, null, null)));

    assertEquals(Status.FAILED, failed.status());
    assertInstanceOf(Unreadable.class, failed.error());
    assertEquals(0, corpus.commits.size());
  }
}
