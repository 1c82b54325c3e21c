package io.sluice.ingestion;

import io.sluice.ingestion.Changes.Change;
import io.sluice.message.Refusal;
import io.sluice.message.Refusal.TooLarge;
import io.sluice.message.Reply.Answered;
import io.sluice.message.Reply.Refused;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells others through a topic what is searched from now on, one change after the other. Those that
 * brokers do not take wait in memory and are told in their order when the brokers are back; of too many
 * the oldest are given up, and so is what waits when the process ends. A change of which it is not known
 * whether it got through is told again. Confined to one virtual-thread context.
 */
final class KafkaChanges {
  private static final Logger LOG = LoggerFactory.getLogger(KafkaChanges.class);
  private static final int MOST_WAITING = 100_000;
  private static final Duration TO_STOP = Duration.ofSeconds(2);

  private final Context context;
  private final KafkaSender sender;
  private final String topic;
  private final Pauses pauses;
  private final Deque<ProducerRecord<byte[], byte[]>> waiting = new ArrayDeque<>();
  private Future<Void> telling = Future.succeededFuture();
  private boolean stopped;
  private int lost;

  KafkaChanges(Context context, KafkaSender sender, String topic, Pauses pauses) {
    this.context = context;
    this.sender = sender;
    this.topic = topic;
    this.pauses = pauses;
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
    waiting.addLast(
        new ProducerRecord<>(topic, KafkaLetters.key(document), KafkaLetters.json(value)));
    if (waiting.size() > MOST_WAITING) {
      waiting.removeFirst();
      lost++;
    }
    if (telling.isComplete()) {
      tellAll();
    }
  }

  private void tellAll() {
    var told = Promise.<Void>promise();
    telling = told.future();
    context.runOnContext(_ -> {
      try {
        for (var next = waiting.pollFirst(); next != null; next = waiting.pollFirst()) {
          tell(next);
        }
      } catch (Throwable e) { // await() throws also what is checked
        LOG.warn("changes not told topic={} reason={}", topic, e.toString());
      } finally {
        told.complete();
      }
    });
  }

  private void tell(ProducerRecord<byte[], byte[]> change) {
    for (var attempt = 1;; attempt++) {
      switch (sender.send(change).await()) {
        case Answered<RecordMetadata> kept -> {
          tellOfLost();
          return;
        }
        case Refused<RecordMetadata>(TooLarge why) -> {
          LOG.warn("change not told topic={} reason={}", topic, why.message());
          return;
        }
        case Refused<RecordMetadata>(Refusal why) when stopped -> {
          lost += 1 + waiting.size();
          waiting.clear();
          tellOfLost();
          return;
        }
        case Refused<RecordMetadata> refused -> pauses.after(attempt);
      }
    }
  }

  private void tellOfLost() {
    if (lost > 0) {
      LOG.warn("changes never told, since kafka did not answer topic={} count={}", topic, lost);
      lost = 0;
    }
  }

  /** Completes when all is told, or not to be told within a moment. */
  Future<Void> stop() {
    stopped = true;
    return telling.timeout(TO_STOP.toMillis(), TimeUnit.MILLISECONDS).otherwiseEmpty();
  }
}
