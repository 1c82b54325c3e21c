package io.sluice.ingestion;

import io.sluice.ingestion.Changes.Change;
import io.sluice.message.Refusal;
import io.sluice.message.Reply.Answered;
import io.sluice.message.Reply.Refused;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells others through a topic what is searched from now on; what does not get through is logged. */
final class KafkaChanges {
  private static final Logger LOG = LoggerFactory.getLogger(KafkaChanges.class);

  private final KafkaSender sender;
  private final String topic;

  KafkaChanges(KafkaSender sender, String topic) {
    this.sender = sender;
    this.topic = topic;
  }

  /**
   * The value of a record.
   *
   * @param version null where the document is not searched any more
   * @param at in ISO 8601
   */
  record CorpusChange(String tenant, String collection, String document,
      @Nullable Integer version, int added, int removed, String at) {}

  void tell(Change change) {
    var document = change.document();
    var value = new CorpusChange(document.tenant(), document.collection(), document.document(),
        change.version(), change.added(), change.removed(), change.at().toString());
    sender.send(new ProducerRecord<>(topic, KafkaLetters.key(document), KafkaLetters.json(value)))
        .onSuccess(reply -> {
          switch (reply) {
            case Answered<RecordMetadata> kept -> {
            }
            case Refused<RecordMetadata>(Refusal why) ->
              LOG.warn("change not told topic={} document={} version={} code={}", topic,
                  document.document(), change.version(), why.code());
          }
        });
  }
}
