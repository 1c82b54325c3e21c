package io.sluice.ingestion;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A record that is worked on. Confined to one context. */
final class KafkaTask {
  private final ConsumerRecord<byte[], byte[]> record;
  private final KafkaLetter letter;
  private final Promise<Boolean> ended = Promise.promise();
  private boolean withdrawn;

  KafkaTask(ConsumerRecord<byte[], byte[]> record, KafkaLetter letter) {
    this.record = record;
    this.letter = letter;
  }

  ConsumerRecord<byte[], byte[]> record() {
    return record;
  }

  KafkaLetter letter() {
    return letter;
  }

  KafkaPosition position() {
    return new KafkaPosition(record.topic(), record.partition(), record.offset());
  }

  /** Its partition is another node's now, which will do it: nothing more is to be begun. */
  void withdraw() {
    withdrawn = true;
  }

  boolean isWithdrawn() {
    return withdrawn;
  }

  /** True where it was done, for good or for bad, and false where it was left. */
  Future<Boolean> ended() {
    return ended.future();
  }

  void end(boolean done) {
    ended.tryComplete(done);
  }
}
