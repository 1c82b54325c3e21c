package io.sluice.ingestion;

import io.sluice.testservers.KafkaBroker;
import org.junit.jupiter.api.BeforeEach;

class KafkaQueueIT extends QueueContract {
  private final KafkaTopics topics = new KafkaTopics(KafkaBroker.shared().address());

  @BeforeEach
  void useKafka() {
    kafka = topics.create(1).config(32);
  }

  @Override
  void limit() {
    kafka = topics.config(LIMIT);
  }

  @Override
  void forget() {
    topics.rewind();
  }
}
