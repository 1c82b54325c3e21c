package io.sluice.ingestion;

import io.sluice.ingestion.KafkaProgress.Commit;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** The partitions that are this node's, and what is done of them here. Confined to one context. */
final class KafkaShares {
  private final Map<TopicPartition, Share> byPartition = new HashMap<>();

  /** One partition. It comes paused. */
  static final class Share {
    final KafkaProgress progress;
    final Set<KafkaTask> tasks = new HashSet<>();
    private boolean paused = true;

    private Share(@Nullable Commit committed) {
      progress = KafkaProgress.from(committed);
    }
  }

  /** Which partitions to pause, and which to resume. */
  record Flow(Set<TopicPartition> pause, Set<TopicPartition> resume) {}

  void add(TopicPartition partition, @Nullable Commit committed) {
    byPartition.put(partition, new Share(committed));
  }

  /** These partitions, which are not this node's any more. */
  KafkaShares remove(Set<TopicPartition> partitions) {
    var removed = new KafkaShares();
    for (var partition : partitions) {
      var share = byPartition.remove(partition);
      if (share != null) {
        removed.byPartition.put(partition, share);
      }
    }
    return removed;
  }

  void clear() {
    byPartition.clear();
  }

  @Nullable
  Share of(TopicPartition partition) {
    return byPartition.get(partition);
  }

  Set<TopicPartition> partitions() {
    return Set.copyOf(byPartition.keySet());
  }

  List<KafkaTask> tasks() {
    return byPartition.values().stream().map(share -> share.tasks).flatMap(Collection::stream)
        .toList();
  }

  /** Whether the record that stands there is to come here. */
  boolean isExpected(KafkaPosition position) {
    var share = byPartition.get(new TopicPartition(position.topic(), position.partition()));
    return share != null && share.progress.isExpected(position.offset());
  }

  /** How far they are, as far as Kafka does not know yet. */
  Map<TopicPartition, Commit> uncommitted() {
    var commits = new HashMap<TopicPartition, Commit>();
    byPartition.forEach((partition, share) -> {
      var commit = share.progress.uncommitted();
      if (commit != null) {
        commits.put(partition, commit);
      }
    });
    return commits;
  }

  /** Kafka knows. */
  void committed(Map<TopicPartition, Commit> commits) {
    commits.forEach((partition, commit) -> {
      var share = byPartition.get(partition);
      if (share != null) {
        share.progress.committed(commit);
      }
    });
  }

  /** What is to change so that records come where there is room for them, and nowhere else. */
  Flow flow(boolean full) {
    var flow = new Flow(new HashSet<>(), new HashSet<>());
    byPartition.forEach((partition, share) -> {
      var toPause = full || share.progress.isTooFarAhead();
      if (toPause != share.paused) {
        share.paused = toPause;
        (toPause ? flow.pause() : flow.resume()).add(partition);
      }
    });
    return flow;
  }
}
