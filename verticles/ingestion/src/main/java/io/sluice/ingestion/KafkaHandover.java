package io.sluice.ingestion;

import io.sluice.ingestion.KafkaProgress.Commit;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Kafka's consumer, which lets go of a partition only when nobody here works on it any more: the next
 * owner begins when the callback of Kafka returns, and Vert.x' own handlers come after that.
 *
 * <p>All of it runs on the consumer's thread.
 */
final class KafkaHandover extends KafkaConsumer<byte[], byte[]> {
  private static final Logger LOG = LoggerFactory.getLogger(KafkaHandover.class);
  private static final Duration TO_CLOSE = Duration.ofSeconds(2);

  private final Owner owner;

  /** Works on partitions. Its methods return when it is done, however long that takes. */
  interface Owner {
    /** They come paused. */
    void assigned(Map<TopicPartition, Commit> committed, Set<TopicPartition> all);

    /** Stops, and says how far it came. */
    Map<TopicPartition, Commit> released(Set<TopicPartition> partitions);
  }

  KafkaHandover(Map<String, Object> settings, Owner owner) {
    super(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    this.owner = owner;
  }

  @Override
  public void subscribe(Collection<String> topics, ConsumerRebalanceListener ignored) {
    super.subscribe(topics, new ConsumerRebalanceListener() {
      @Override
      public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        pause(partitions);
        owner.assigned(committedOf(Set.copyOf(partitions)), Set.copyOf(partitions));
      }

      @Override
      public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        commit(owner.released(Set.copyOf(partitions)));
      }

      // Somebody else has them already: what was done here may be done again there.
      @Override
      public void onPartitionsLost(Collection<TopicPartition> partitions) {
        LOG.warn(
            "partitions were lost, since the group did not hear of this node in time partitions={}",
            partitions);
        owner.released(Set.copyOf(partitions));
      }
    });
  }

  @Override
  public void close() {
    close(TO_CLOSE);
  }

  static Map<TopicPartition, OffsetAndMetadata> forKafka(Map<TopicPartition, Commit> commits) {
    var offsets = new HashMap<TopicPartition, OffsetAndMetadata>();
    commits.forEach((partition, commit) -> offsets.put(partition,
        new OffsetAndMetadata(commit.offset(), commit.metadata())));
    return offsets;
  }

  private Map<TopicPartition, Commit> committedOf(Set<TopicPartition> partitions) {
    var commits = new HashMap<TopicPartition, Commit>();
    try {
      committed(partitions).forEach((partition, known) -> {
        if (known != null) {
          commits.put(partition, new Commit(known.offset(), known.metadata()));
        }
      });
    } catch (KafkaException e) {
      LOG.warn("could not learn how far partitions are, so some of it may be done again"
          + " partitions={} reason={}", partitions, e.toString());
    }
    return commits;
  }

  private void commit(Map<TopicPartition, Commit> commits) {
    try {
      if (!commits.isEmpty()) {
        commitSync(forKafka(commits));
      }
    } catch (KafkaException e) {
      LOG.warn("could not say how far partitions are, so some of it may be done again"
          + " partitions={} reason={}", commits.keySet(), e.toString());
    }
  }
}
