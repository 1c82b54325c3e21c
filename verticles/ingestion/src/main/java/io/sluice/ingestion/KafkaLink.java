package io.sluice.ingestion;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether the brokers answer. The log says so when that changes, and now and then while they do not;
 * what Kafka's own clients say of it meanwhile is the same every second. Confined to one context.
 */
final class KafkaLink {
  private static final Logger LOG = LoggerFactory.getLogger(KafkaLink.class);
  private static final Duration REMIND_AFTER = Duration.ofMinutes(1);

  private final KafkaConfig config;
  private final Promise<Void> known = Promise.promise();
  private boolean up;
  private boolean told;
  private long toldAt;

  KafkaLink(KafkaConfig config) {
    this.config = config;
  }

  boolean isUp() {
    return up;
  }

  /** Completes when it is known for the first time. */
  Future<Void> known() {
    return known.future();
  }

  void up() {
    if (!up) {
      LOG.info("kafka answers servers={} topic={} group={}", config.servers(), config.topic(),
          config.group());
    }
    up = true;
    told = false;
    known.tryComplete();
  }

  void down(Throwable why) {
    up = false;
    var now = System.nanoTime();
    if (!told || now - toldAt >= REMIND_AFTER.toNanos()) {
      LOG.warn("kafka does not answer, so no documents are taken in until it does; what is there is"
          + " searched servers={} reason={}", config.servers(), why.toString());
      told = true;
      toldAt = now;
    }
    known.tryComplete();
  }
}
