package io.sluice.ingestion;

import io.vertx.core.Vertx;
import io.vertx.kafka.admin.KafkaAdminClient;
import io.vertx.kafka.client.producer.KafkaWriteStream;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.AdminClient;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * What speaks to the brokers, and how. Making one looks up their names, which blocks and may fail.
 */
final class KafkaClients {
  private static final Duration TO_ANSWER = Duration.ofSeconds(5);
  private static final int HEARTBEATS = 5;
  private static final Duration TO_POLL = Duration.ofMinutes(5);
  /** Also a dead letter that is too large to be taken in has to go through. */
  private static final int LARGEST_REQUEST = 64 << 20;

  private KafkaClients() {}

  static KafkaAdminClient admin(Vertx vertx, KafkaConfig config) {
    var settings = common(config);
    var within = config.acknowledgeWithin().dividedBy(2);
    settings.put(CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, millis(within));
    settings.put(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, millis(within));
    return KafkaAdminClient.create(vertx, AdminClient.create(settings));
  }

  /** Each record is kept by all brokers that are to have it, once and in order. */
  static KafkaWriteStream<byte[], byte[]> producer(Vertx vertx, KafkaConfig config) {
    var settings = common(config);
    var within = config.acknowledgeWithin();
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    // Of two at once, brokers were seen to take the second alone into a topic that was just made.
    settings.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
    settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, millis(within.dividedBy(2)));
    settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, millis(within.dividedBy(2)));
    settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, millis(within));
    settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, LARGEST_REQUEST);
    settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 2L * LARGEST_REQUEST);
    // What is known of a topic is not forgotten: the next record would wait for it again.
    settings.put(ProducerConfig.METADATA_MAX_IDLE_CONFIG, Duration.ofDays(365).toMillis());
    return KafkaWriteStream.create(vertx, new KafkaProducer<>(settings, new ByteArraySerializer(),
        new ByteArraySerializer()));
  }

  /**
   * To be given to Kafka's consumer. What is taken over by another node is only what it is to have:
   * a partition that stays is not stopped. A node that is started again within the time it may be
   * silent goes on with its own.
   *
   * @param member this node in the group, the same after every start
   */
  static Map<String, Object> consumer(KafkaConfig config, String member,
      int maxPolled) {
    var settings = common(config);
    settings.put(ConsumerConfig.GROUP_ID_CONFIG, config.group());
    settings.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, member);
    settings.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, millis(config.silentFor()));
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, maxPolled);
    // It is with heartbeats that a node learns that another has come or gone.
    settings.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG,
        millis(config.silentFor().dividedBy(HEARTBEATS)));
    settings.put(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG, millis(TO_POLL));
    settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, millis(TO_ANSWER));
    settings.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, millis(TO_ANSWER));
    settings.put(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
        CooperativeStickyAssignor.class.getName());
    return settings;
  }

  private static Map<String, Object> common(KafkaConfig config) {
    var settings = new HashMap<String, Object>(config.security());
    settings.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, config.servers());
    return settings;
  }

  private static int millis(Duration duration) {
    return Math.toIntExact(duration.toMillis());
  }
}
