package io.sluice.ingestion;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.message.Ingestion;
import io.sluice.message.Ingestion.Activate;
import io.sluice.message.Ingestion.FindIngestion;
import io.sluice.message.Ingestion.IngestionFound;
import io.sluice.message.Refusal.NotFound;
import io.sluice.message.Refusal.Unavailable;
import io.sluice.message.Reply.Refused;
import io.sluice.testservers.KafkaBroker;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What others are told of what is searched. */
class KafkaChangesIT extends IngestionCase {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void whatChangesWhileBrokersAreAwayIsToldInItsOrderWhenTheyAreBack() throws IOException {
    try (var broker = KafkaBroker.start()) {
      var topics = new KafkaTopics(broker.address()).create(1);
      kafka = topics.config(8);
      start();
      ended(submit("a.md", TEXT));
      ended(submit("a.md", TEXT + "more"));
      topics.changes(2);
      broker.kill();
      List.of(1, 2, 1).forEach(this::activate);
      refused(Unavailable.class, submitting(document("b.md", TEXT, List.of())));
      List.of(2, 1).forEach(this::activate);
      broker.run();
      activate(2);

      var versions = new ArrayList<Integer>();
      for (var change : topics.changes(8)) {
        versions.add(JSON.readTree(new String(change.value(), UTF_8)).path("version").asInt());
      }
      assertEquals(List.of(1, 2, 1, 2, 1, 2, 1, 2), versions);
      result(vertx.undeploy(deployment));
    }
  }

  @Test
  void ofWhatMayLieInAQueueThatIsAwayNobodySaysThatItIsNotThere() throws IOException {
    KafkaBroker.shared(); // where there can be none, this is not to be tested
    try (var broker = KafkaBroker.prepare()) {
      kafka = new KafkaTopics(broker.address()).config(8);
      start();
      refused(Unavailable.class, ask(Ingestion.FIND_INGESTION, new FindIngestion("none", null)));
      broker.run();
      until(() -> result(ask(Ingestion.FIND_INGESTION,
          new FindIngestion("none", null))) instanceof Refused<IngestionFound>(NotFound none));
      result(vertx.undeploy(deployment));
    }
  }

  private void activate(int version) {
    answer(ask(Ingestion.ACTIVATE, new Activate("default", "a.md", version)));
  }
}
