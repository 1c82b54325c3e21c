package io.sluice.ingestion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.message.Ingestion.DocumentAccepted;
import io.sluice.message.Ingestion.Status;
import io.sluice.message.Refusal.Unavailable;
import io.sluice.message.Reply.Answered;
import io.sluice.testservers.KafkaBroker;
import io.vertx.core.Promise;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A broker that is away, from the start or in the middle. */
class KafkaOutageIT extends IngestionCase {

  @Test
  void aBrokerThatDiesInTheMiddleLosesNothing() throws IOException {
    try (var broker = KafkaBroker.start()) {
      kafka = new KafkaTopics(broker.address()).config(8);
      var gate = Promise.<Void>promise();
      embedder.gate = gate.future();
      start();
      var accepted = new ArrayList<DocumentAccepted>();
      IntStream.range(0, 20).forEach(i -> accepted.add(submit("d" + i, TEXT + i)));
      result(embedder.asked.future());
      broker.kill();
      gate.complete();
      refused(Unavailable.class, submitting(document("while.md", TEXT, List.of())));
      broker.run();
      accepted.forEach(one -> assertEquals(Status.DONE, ended(one).status()));
      until(() -> result(submitting(document("after.md", TEXT, List.of()))) instanceof Answered);
      until(() -> corpus.commits.stream()
          .anyMatch(commit -> commit.document().id().equals("after.md")));

      result(vertx.undeploy(deployment));
      assertEquals(20,
          corpus.commits.stream().filter(c -> c.document().id().startsWith("d")).count());
    }
  }

  @Test
  void theStartDoesNotWaitForABrokerThatIsAway() throws IOException {
    KafkaBroker.shared(); // where there can be none, this is not to be tested
    try (var broker = KafkaBroker.prepare()) {
      kafka = new KafkaTopics(broker.address()).config(8);
      start();
      var why = refused(Unavailable.class, submitting(document("a.md", TEXT, List.of())));
      assertTrue(why.message().contains("does not answer"), why.message());
      assertEquals(List.of(), files("uploads"));
      broker.run();
      until(() -> result(submitting(document("a.md", TEXT, List.of()))) instanceof Answered);
      until(() -> corpus.active.size() == 1);
      result(vertx.undeploy(deployment));
    }
  }
}
