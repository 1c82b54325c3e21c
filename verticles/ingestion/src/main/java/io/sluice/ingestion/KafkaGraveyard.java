package io.sluice.ingestion;

import io.sluice.message.Refusal;
import io.sluice.message.Refusal.TooLarge;
import io.sluice.message.Reply.Answered;
import io.sluice.message.Reply.Refused;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts records that could not be taken in to the dead letters, as they came and with the reason. To be
 * used on virtual threads of one context.
 */
final class KafkaGraveyard {
  private static final Logger LOG = LoggerFactory.getLogger(KafkaGraveyard.class);

  private final KafkaSender sender;
  private final String topic;
  private final Pauses pauses;

  KafkaGraveyard(KafkaSender sender, String topic, Pauses pauses) {
    this.sender = sender;
    this.topic = topic;
    this.pauses = pauses;
  }

  /** True when it lies there, which may take until Kafka is back; false where it is left to others. */
  boolean bury(KafkaTask task, Refusal why) {
    var ingestion = task.letter().ingestion();
    LOG.warn("record not taken in position={} ingestion={} code={} reason={}", task.position(),
        ingestion, why.code(), why.message());
    var whole = true;
    for (var attempt = 1; !task.isWithdrawn(); attempt++) {
      var dead = KafkaLetters.dead(topic, task.record(), ingestion, why, whole);
      switch (sender.send(dead).await()) {
        case Answered<RecordMetadata> kept -> {
          return true;
        }
        case Refused<RecordMetadata>(TooLarge e) -> {
          if (!whole) {
            return true; // not even its headers fit: it is in the log
          }
          whole = false;
        }
        case Refused<RecordMetadata> refused -> pauses.after(attempt);
      }
    }
    return false;
  }
}
