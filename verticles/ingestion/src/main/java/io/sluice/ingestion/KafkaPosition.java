package io.sluice.ingestion;

import static java.util.Objects.requireNonNull;

/** Where a record stands in Kafka. */
record KafkaPosition(String topic, int partition, long offset) {

  KafkaPosition {
    requireNonNull(topic, "topic");
  }
}
