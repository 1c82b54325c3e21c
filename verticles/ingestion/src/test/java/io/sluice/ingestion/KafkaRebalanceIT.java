package io.sluice.ingestion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sluice.bus.Bus;
import io.sluice.message.Ingestion;
import io.sluice.message.Ingestion.FindIngestion;
import io.sluice.testservers.KafkaBroker;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.ThreadingModel;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two nodes share the work, each with a storage folder and a bus of its own, and one corpus. */
class KafkaRebalanceIT extends IngestionCase {
  private static final int DOCUMENTS = 60;
  private static final int VERSIONS = 4;

  private final KafkaTopics topics = new KafkaTopics(KafkaBroker.shared().address());
  private final Vertx otherVertx = Vertx.vertx();
  private final Bus otherBus = Bus.on(otherVertx);

  @BeforeEach
  void useKafka() {
    kafka = topics.create(8).config(16);
    result(Future.all(corpus.serve(otherBus), embedder.serve(otherBus)));
  }

  @AfterEach
  void closeOther() {
    result(otherVertx.close());
  }

  @Test
  void nodesThatComeAndGoLoseNothingAndDoNothingTwice() {
    var records = IntStream.range(0, DOCUMENTS * VERSIONS).mapToObj(i -> topics.record(
        "d" + i % DOCUMENTS, "{\"text\": \"%d\", \"id\": \"d%d\"}"
            .formatted(i / DOCUMENTS, i % DOCUMENTS)))
        .toList();
    topics.write(records);
    start();
    until(() -> corpus.commits.size() >= records.size() / 8);
    var other = startOther();
    until(() -> corpus.commits.size() >= records.size() / 3);
    result(vertx.undeploy(deployment));
    until(() -> corpus.commits.size() >= records.size() / 2);
    start();
    until(() -> corpus.commits.size() >= records.size() * 3 / 4);
    result(otherVertx.undeploy(other));
    until(() -> topics.committed() == records.size());

    var expected = IntStream.range(0, VERSIONS).mapToObj(Integer::toString).toList();
    for (var i = 0; i < DOCUMENTS; i++) {
      var id = "d" + i;
      assertEquals(expected, corpus.commits.stream()
          .filter(commit -> commit.document().id().equals(id)).map(commit -> commit.text())
          .toList(), id);
    }
    assertTrue(corpus.active.values().stream()
        .allMatch(commit -> commit.document().version() == VERSIONS));
  }

  @Test
  void aDocumentThatIsStuckIsTakenOverByTheNodeThatStays() {
    var gate = Promise.<Void>promise();
    embedder.gate = gate.future();
    start();
    topics.write(List.of(topics.record("a", "{\"text\": \"stuck\", \"id\": \"a\"}")));
    result(embedder.asked.future());
    embedder.gate = Future.succeededFuture();
    startOther();
    result(vertx.undeploy(deployment));
    gate.complete();
    until(() -> topics.committed() == 1);

    assertEquals(List.of("stuck"), corpus.commits.stream().map(commit -> commit.text()).toList());
  }

  @Test
  void whatIsLetGoOfCanStillBeAskedFor() {
    var gate = Promise.<Void>promise();
    embedder.gate = gate.future();
    start();
    var accepted = IntStream.range(0, 16).mapToObj(i -> submit("d" + i, TEXT + i)).toList();
    result(embedder.asked.future());
    embedder.gate = Future.succeededFuture();
    startOther();
    until(() -> {
      accepted.forEach(one -> answer(
          ask(Ingestion.FIND_INGESTION, new FindIngestion(one.ingestion(), null))));
      return corpus.commits.size() == accepted.size();
    });
    gate.complete();
  }

  private String startOther() {
    var verticle = new IngestionVerticle(otherBus, config(storage.resolve("other"), SOON),
        new SampleConfig(false, storage), new SimpleMeterRegistry());
    return result(otherVertx.deployVerticle(verticle,
        new DeploymentOptions().setThreadingModel(ThreadingModel.VIRTUAL_THREAD)));
  }
}
