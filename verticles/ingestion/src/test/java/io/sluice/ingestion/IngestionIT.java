package io.sluice.ingestion;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.bus.Bus;
import io.sluice.message.Ask;
import io.sluice.message.Bytes;
import io.sluice.message.CallInfo;
import io.sluice.message.Ingestion;
import io.sluice.message.Ingestion.DocumentAccepted;
import io.sluice.message.Ingestion.Erase;
import io.sluice.message.Ingestion.Erased;
import io.sluice.message.Ingestion.FindIngestion;
import io.sluice.message.Ingestion.FindSource;
import io.sluice.message.Ingestion.IngestionFound;
import io.sluice.message.Ingestion.PassageCounts;
import io.sluice.message.Ingestion.Status;
import io.sluice.message.Ingestion.SubmitDocument;
import io.sluice.message.Message;
import io.sluice.message.Refusal;
import io.sluice.message.Refusal.BadRequest;
import io.sluice.message.Refusal.Internal;
import io.sluice.message.Refusal.NotFound;
import io.sluice.message.Refusal.Unavailable;
import io.sluice.message.Refusal.UnsupportedMedia;
import io.sluice.message.Reply;
import io.sluice.message.Reply.Answered;
import io.sluice.message.Reply.Refused;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.ThreadingModel;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IngestionIT {
  private static final Duration SOON = Duration.ofMillis(2);
  private static final Duration NEVER = Duration.ofHours(1);
  private static final CallInfo CALL = CallInfo.within(Duration.ofMinutes(5), "req");
  private static final String TEXT = "# 규정\n## 휴가\n연차는 15일이다.\n## Sick leave\nTen days a year.\n";

  @TempDir
  private Path storage;
  private final Vertx vertx = Vertx.vertx();
  private final Bus bus = Bus.on(vertx);
  private final Corpus corpus = new Corpus();
  private final Embedder embedder = new Embedder();
  private String deployment = "";

  @BeforeEach
  void serveNeighbours() {
    result(Future.all(corpus.serve(bus), embedder.serve(bus)));
  }

  @AfterEach
  void close() {
    result(vertx.close());
  }

  @Test
  void whatIsAcceptedIsOnTheDisk() throws IOException {
    embedder.gate = Promise.<Void>promise().future();
    start();
    var accepted = submit("a.md", TEXT);

    assertEquals(1, accepted.version());
    assertEquals(List.of(Hashes.of(TEXT.getBytes(UTF_8))), files("raw"));
    assertTrue(files("jobs").contains(accepted.ingestion() + ".json"));
  }

  @Test
  void aDocumentIsTakenIn() {
    start();

    var done = ended(submit("a.md", TEXT));

    assertEquals(new IngestionFound(done.ingestion(), Status.DONE, "a.md", 1,
        new PassageCounts(2, 2, 0, 0), null, null, null, null), done);
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

  @Test
  void twoVersionsKeepTheirOrder() {
    start();
    var all = IntStream.range(1, 20).mapToObj(i -> submit("a.md", "version " + i)).toList();
    all.forEach(this::ended);

    assertEquals(IntStream.range(1, 20).mapToObj(i -> "version " + i).toList(),
        corpus.commits.stream().map(commit -> commit.text()).toList());
    assertEquals(IntStream.range(1, 20).boxed().toList(),
        corpus.commits.stream().map(commit -> commit.document().version()).toList());
  }

  @Test
  void jobsThatACrashLeftBehindAreDoneOnce() throws IOException {
    var jobs = jobs();
    jobs.accept(job(1, "a.md", "one", Status.RUNNING), "one".getBytes(UTF_8));
    jobs.accept(job(2, "b.md", "two", Status.QUEUED), "two".getBytes(UTF_8));
    start();

    assertEquals(Status.DONE, ended("job-1").status());
    assertEquals(Status.DONE, ended("job-2").status());
    restart();
    ended(submit("c.md", "three"));
    assertEquals(List.of("one", "two", "three"),
        corpus.commits.stream().map(commit -> commit.text()).toList());
  }

  @Test
  void aCommitBeforeTheCrashIsNoNewVersion() throws IOException {
    start();
    ended(submit("a.md", TEXT));
    var accepted = submit("a.md", TEXT + "more");
    var before = ended(accepted);
    result(vertx.undeploy(deployment));
    var file = storage.resolve("jobs").resolve(accepted.ingestion() + ".json");
    Files.writeString(file, Files.readString(file).replace("\"DONE\"", "\"RUNNING\""));
    embedder.texts.clear();
    start();

    assertEquals(before.version(), ended(accepted).version());
    assertEquals(List.of(), embedder.texts);
    assertEquals(List.of(1, 2, 2),
        corpus.commits.stream().map(commit -> commit.document().version()).toList());
  }

  @Test
  void whereTheJobsAreLostAChangeIsStillANewerVersion() throws IOException {
    start();
    IntStream.range(0, 3).forEach(i -> ended(submit("a.md", TEXT + i)));
    result(vertx.undeploy(deployment));
    for (var file : files("jobs")) {
      Files.delete(storage.resolve("jobs").resolve(file));
    }
    start();

    assertEquals(4, ended(submit(document("a.md", TEXT + 2, List.of("new")))).version());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "null", "{}", "[]", "{\"id\":", "{\"id\":\"x\",\"future\":1}", "\0"})
  void aJobFileThatCannotBeReadIsLeftAlone(String content) throws IOException {
    var broken = Files.createDirectories(storage.resolve("jobs")).resolve("x.json");
    Files.writeString(broken, content);
    start();

    assertEquals(Status.DONE, ended(submit("a.md", TEXT)).status());
    assertEquals(content, Files.readString(broken));
  }

  @Test
  void halfWrittenFilesAreClearedAtTheStart() throws IOException {
    Files.writeString(Files.createDirectories(storage.resolve("jobs")).resolve("x.json.half"), "{");
    Files.writeString(Files.createDirectories(storage.resolve("raw")).resolve("abc.half"), "{");
    start();

    assertEquals(List.of(), files("jobs"));
    assertEquals(List.of(), files("raw"));
  }

  @Test
  void whereTheJobCannotBeWrittenNothingIsKept() throws IOException {
    start();
    breakFolder("jobs");

    refused(Unavailable.class, submitting(document("a.md", TEXT, List.of())));

    assertEquals(List.of(), files("raw"));
    mendFolder("jobs");
    assertEquals(1, ended(submit("a.md", TEXT)).version());
  }

  @Test
  void whereTheBytesCannotBeWrittenNothingIsKept() throws IOException {
    start();
    breakFolder("raw");

    refused(Unavailable.class, submitting(document("a.md", TEXT, List.of())));

    assertEquals(List.of(), files("jobs"));
  }

  @Test
  void aDiskThatFailsDuringAJobDoesNotStopIt() throws IOException {
    var gate = Promise.<Void>promise();
    embedder.gate = gate.future();
    start();
    var accepted = submit("a.md", TEXT);
    result(embedder.asked.future());
    breakFolder("jobs");
    gate.complete();

    assertEquals(Status.DONE, ended(accepted).status());
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
  void whatIsNoTextIsRefused() {
    start();
    refused(BadRequest.class, submitting(new SubmitDocument("default", "a", null, null, null,
        List.of(), List.of(), null, Bytes.of(new byte[]{(byte) 0xff}), null, null, null)));
    refused(BadRequest.class, submitting(document("a.md", "\uFEFF \n", List.of())));
    refused(UnsupportedMedia.class, submitting(new SubmitDocument("default", "a", null, "a.pdf",
        null, List.of(), List.of(), null, bytes(TEXT), null, null, null)));

    assertEquals(0, corpus.commits.size());
  }

  @Test
  void erasingForgetsEverythingButSharedBytes() throws IOException {
    start();
    ended(submit("a.md", TEXT));
    ended(submit("a.md", TEXT + "more"));
    ended(submit("b.md", TEXT));

    assertEquals(new Erased(2, 2, 1, null, null, null), answer(erasing("a.md")));
    assertEquals(List.of(Hashes.of(TEXT.getBytes(UTF_8))), files("raw"));
    assertEquals(1, files("jobs").size());
    assertEquals(new Erased(2, 1, 1, null, null, null), answer(erasing("b.md")));
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

    assertEquals(new Erased(2, 1, 1, null, null, null), answer(erased));
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

    assertEquals(new Erased(0, 1, 0, null, null, null), answer(erasing("a.md")));
    assertEquals(new Erased(0, 1, 1, null, null, null), answer(erasing("b.md")));
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

  @Test
  void theSampleIsTakenInOnTheFirstStartOnly(@TempDir Path sample) throws IOException {
    Files.writeString(sample.resolve("a.md"), TEXT);
    Files.writeString(sample.resolve("b.pdf"), "no");
    deploy(SOON, new SampleConfig(true, sample));
    assertEquals(1, corpus.active.size(), "the start is complete when the sample is in");
    answer(erasing("a.md"));
    result(vertx.undeploy(deployment));

    deploy(SOON, new SampleConfig(true, sample));

    assertTrue(corpus.active.isEmpty(), "the operator has erased it");
  }

  @Test
  void theStartDoesNotWaitForAnEmbedderThatIsAway(@TempDir Path sample) throws IOException {
    Files.writeString(sample.resolve("a.md"), TEXT);
    embedder.refusal = new Unavailable("embedding", "down");

    deploy(NEVER, new SampleConfig(true, sample));

    assertFalse(deployment.isEmpty());
  }

  @Test
  void everyReasonForFailingComesBackFromTheDisk() throws IOException {
    var jobs = jobs();
    var reasons = List.<Refusal>of(new BadRequest("m", null), new Internal("m"),
        new Unavailable("p", "m"), new Refusal.UpstreamFailed("p", "m", true),
        new Refusal.Overloaded("m", 1), new Refusal.TooLarge("m", "p"));
    for (var i = 0; i < reasons.size(); i++) {
      jobs.accept(job(i + 1, "d" + i, "x", Status.QUEUED).failed(reasons.get(i)), new byte[1]);
    }

    var reopened = jobs();

    assertEquals(reasons, IntStream.rangeClosed(1, reasons.size())
        .mapToObj(i -> reopened.find("job-" + i)).map(job -> job == null ? null : job.error())
        .toList());
    assertEquals(reasons.size() + 1, reopened.nextNumber());
  }

  private JobStore jobs() throws IOException {
    return JobStore.open(storage.resolve("jobs"), new RawStore(storage.resolve("raw")));
  }

  private static Job job(long number, String document, String text, Status status) {
    var hash = Hashes.of(text.getBytes(UTF_8));
    return new Job("job-" + number, number, CALL.tenant(), "default", document, 1, null,
        MediaTypes.TEXT, List.of(), List.of(), null, hash, hash, Instant.EPOCH, status,
        PassageCounts.NONE, null);
  }

  private void start() {
    start(SOON);
  }

  private void start(Duration retryAfter) {
    deploy(retryAfter, new SampleConfig(false, storage));
  }

  private void restart() {
    result(vertx.undeploy(deployment));
    start();
  }

  private void deploy(Duration retryAfter, SampleConfig sample) {
    var config = new IngestionConfig(storage, 256, 2, 5, retryAfter, 1000);
    deployment = result(vertx.deployVerticle(new IngestionVerticle(bus, config, sample),
        new DeploymentOptions().setThreadingModel(ThreadingModel.VIRTUAL_THREAD)));
  }

  private void breakFolder(String name) throws IOException {
    Files.move(storage.resolve(name), storage.resolve(name + "-away"));
    Files.writeString(storage.resolve(name), "not a folder");
  }

  private void mendFolder(String name) throws IOException {
    Files.delete(storage.resolve(name));
    Files.move(storage.resolve(name + "-away"), storage.resolve(name));
  }

  private List<String> files(String folder) throws IOException {
    try (var files = Files.list(storage.resolve(folder))) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private static SubmitDocument document(String id, String text, List<String> tags) {
    return new SubmitDocument("default", id, null, null, "text/markdown", tags, List.of(), null,
        bytes(text), null, null, null);
  }

  private static Bytes bytes(String text) {
    return Bytes.of(text.getBytes(UTF_8));
  }

  private DocumentAccepted submit(String id, String text) {
    return submit(document(id, text, List.of()));
  }

  private DocumentAccepted submit(SubmitDocument request) {
    return answer(submitting(request));
  }

  private Future<Reply<DocumentAccepted>> submitting(SubmitDocument request) {
    return ask(Ingestion.SUBMIT_DOCUMENT, request);
  }

  private Future<Reply<Erased>> erasing(String document) {
    return ask(Ingestion.ERASE, new Erase("default", document));
  }

  private <Q extends Message, A extends Message> Future<Reply<A>> ask(Ask<Q, A> ask, Q request) {
    return bus.ask(ask, request, CALL);
  }

  private IngestionFound ended(DocumentAccepted accepted) {
    return ended(accepted.ingestion());
  }

  /** Asks until it has ended: each round goes through the actor, which works meanwhile. */
  private IngestionFound ended(String ingestion) {
    var limit = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (System.nanoTime() - limit < 0) {
      var found = answer(ask(Ingestion.FIND_INGESTION, new FindIngestion(ingestion, null)));
      if (found.status() != Status.QUEUED && found.status() != Status.RUNNING) {
        return found;
      }
    }
    throw new AssertionError("not ended: " + ingestion);
  }

  private static <T> T result(Future<T> future) {
    try {
      return future.await(30, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new AssertionError("nothing came", e);
    }
  }

  private static <A> A answer(Future<Reply<A>> reply) {
    return switch (result(reply)) {
      case Answered<A>(A value) -> value;
      case Refused<A>(Refusal refusal) -> throw new AssertionError("refused: " + refusal);
    };
  }

  private static <R extends Refusal> R refused(Class<R> type, Future<? extends Reply<?>> reply) {
    return assertInstanceOf(type,
        assertInstanceOf(Refused.class, result(reply), "not refused").refusal());
  }
}
