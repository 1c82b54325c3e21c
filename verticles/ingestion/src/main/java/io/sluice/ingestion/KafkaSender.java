package io.sluice.ingestion;

import io.sluice.message.Refusal;
import io.sluice.message.Refusal.TooLarge;
import io.sluice.message.Refusal.Unavailable;
import io.sluice.message.Reply;
import io.vertx.core.Future;
import io.vertx.kafka.client.producer.KafkaWriteStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.RetriableException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands records to the brokers. While they are known not to answer nothing is handed over: it would
 * wait for them, and go out when its sender has been told that it did not. Confined to one context.
 */
final class KafkaSender {
  private static final Logger LOG = LoggerFactory.getLogger(KafkaSender.class);
  private static final String PART = "kafka";

  private final KafkaLink link;
  private @Nullable KafkaWriteStream<byte[], byte[]> producer;

  KafkaSender(KafkaLink link) {
    this.link = link;
  }

  void use(KafkaWriteStream<byte[], byte[]> made) {
    // Each failure is answered where the record came from.
    producer = made.exceptionHandler(_ -> {});
  }

  /** Whether the brokers answer, once it is known: not in the first moments of a start. */
  Future<Boolean> isUp() {
    return link.known().map(_ -> producer != null && link.isUp());
  }

  /** Where it stands now, once all brokers that are to have it do. The future never fails. */
  Future<Reply<RecordMetadata>> send(ProducerRecord<byte[], byte[]> record) {
    return link.known().compose(_ -> sendNow(record));
  }

  private Future<Reply<RecordMetadata>> sendNow(ProducerRecord<byte[], byte[]> record) {
    if (producer == null || !link.isUp()) {
      return Future.succeededFuture(Reply.refused(away()));
    }
    return producer.send(record).map(Reply::of)
        .otherwise(failure -> Reply.refused(refusal(record, failure)));
  }

  static Unavailable away() {
    return new Unavailable(PART,
        "Kafka, in which documents are queued, does not answer; send it again later");
  }

  Future<Void> close() {
    return producer == null ? Future.succeededFuture() : producer.close(1000);
  }

  private Refusal refusal(ProducerRecord<byte[], byte[]> record, Throwable failure) {
    return switch (failure) {
      case RecordTooLargeException e -> new TooLarge("the document makes a record of "
          + (record.value() == null ? 0 : record.value().length)
          + " bytes, which is more than Kafka takes", null);
      case RetriableException e -> {
        link.down(e);
        yield new Unavailable(PART,
            "Kafka, in which documents are queued, did not answer in time; send it again later");
      }
      default -> {
        LOG.error("kafka refused a record topic={} reason={}", record.topic(), failure.toString());
        yield new Unavailable(PART,
            "Kafka, in which documents are queued, refused it; see the log");
      }
    };
  }
}
