package io.sluice.ingestion;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.message.Ingestion;
import io.sluice.message.Ingestion.FindIngestion;
import io.sluice.message.Ingestion.Status;
import io.sluice.message.Refusal;
import io.sluice.message.Refusal.BadRequest;
import io.sluice.message.Refusal.Internal;
import io.sluice.message.Refusal.Unavailable;
import io.sluice.message.Reply;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.ThreadingModel;
import io.vertx.core.VerticleBase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DurabilityIT extends IngestionCase {

  @Test
  void whatAnotherNodeTookInAtTheSameTimeIsFollowedByWhatWasTakenInHere() {
    var gate = Promise.<Void>promise();
    embedder.gate = gate.future();
    start();
    var accepted = submit("a.md", TEXT);
    result(embedder.asked.future());
    corpus.takenInElsewhere(new DocumentKey(CALL.tenant(), "default", "a.md"), "other");
    gate.complete();

    assertEquals(Status.DONE, ended(accepted).status());
    assertEquals(List.of("2 " + TEXT), corpus.commits.stream()
        .map(commit -> commit.document().version() + " " + commit.text()).toList());
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
  void jobsThatACrashLeftBehindAreDoneOnce() throws IOException {
    var jobs = jobs();
    accept(jobs, job(1, "a.md", "one", Status.RUNNING), "one");
    accept(jobs, job(2, "b.md", "two", Status.QUEUED), "two");
    start();

    assertEquals(Status.DONE, ended("job-1").status());
    assertEquals(Status.DONE, ended("job-2").status());
    restart();
    ended(submit("c.md", "three"));
    // Two documents do not wait for each other.
    assertEquals(List.of("one", "three", "two"),
        corpus.commits.stream().map(commit -> commit.text()).sorted().toList());
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
    var job = Files.createDirectories(storage.resolve("jobs")).resolve("x.json.half");
    var raw = Files.createDirectories(storage.resolve("raw")).resolve("abc.half");
    Files.writeString(job, "{");
    Files.writeString(raw, "{");
    start();

    assertFalse(Files.exists(job));
    assertFalse(Files.exists(raw));
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

  @Test
  void whereWhatIsMaskedCannotBeWrittenItIsTriedAgain() throws IOException {
    rules = DeskIT.HASHED;
    start(Duration.ofMillis(500));
    breakFolder("originals");
    var accepted = submit("a.md", "# 연락처\n전화는 010-8361-2947 입니다.\n");
    until(() -> answer(ask(Ingestion.FIND_INGESTION,
        new FindIngestion(accepted.ingestion(), null))).error() instanceof Unavailable);
    mendFolder("originals");

    assertEquals(Status.DONE, ended(accepted).status());
    assertEquals(1, files("originals").size());
  }

  /** All actors of a node are stopped at once: what is asked then fails in all kinds of ways. */
  @Test
  void whateverAJobFailsForWhileItsNodeStopsTheNextStartDoesItAgain() throws IOException {
    var kept = jobs();
    accept(kept, job(1, "a.md", "one", Status.QUEUED), "one");
    var config = config(storage, SOON);
    result(vertx.deployVerticle(new VerticleBase() {
      @Override
      public Future<?> start() {
        var queue = new JobQueue[1];
        queue[0] = new JobQueue(vertx, context, config, kept, new News(vertx),
            (job, pulse) -> {
              queue[0].close();
              return Reply.refused(new Internal("a neighbour is gone"));
            });
        kept.open().forEach(queue[0]::add);
        return queue[0].settled();
      }
    }, new DeploymentOptions().setThreadingModel(ThreadingModel.VIRTUAL_THREAD)));
    start();

    assertEquals(Status.DONE, ended("job-1").status());
  }

  @Test
  void theSampleIsTakenInOnTheFirstStartOnly(@TempDir Path sample) throws IOException {
    Files.writeString(sample.resolve("a.md"), TEXT);
    Files.writeString(sample.resolve("b.pdf"), "%PDF-1.7 broken");
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
      accept(jobs, job(i + 1, "d" + i, "x", Status.QUEUED).failed(reasons.get(i)), "x");
    }

    var reopened = jobs();

    assertEquals(reasons, IntStream.rangeClosed(1, reasons.size())
        .mapToObj(i -> reopened.find("job-" + i))
        .map(job -> job == null ? null : job.state().error())
        .toList());
    assertEquals(reasons.size() + 1, reopened.nextNumber());
  }
}
