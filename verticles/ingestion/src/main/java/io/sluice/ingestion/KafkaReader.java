package io.sluice.ingestion;

import io.sluice.ingestion.KafkaProgress.Commit;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.kafka.client.consumer.KafkaReadStream;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes records from Kafka, round by round: says how far it is, takes more where there is room, and
 * hands them to the work. Partitions are paused, not the consumer, which would lose them if it did not
 * ask for records.
 *
 * <p>Confined to one virtual-thread context; partitions come and go on Kafka's own thread, which waits
 * until they have been taken over or let go of here.
 */
final class KafkaReader implements KafkaHandover.Owner {
  private static final Logger LOG = LoggerFactory.getLogger(KafkaReader.class);
  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration TO_LET_GO = Duration.ofSeconds(20);
  private static final Duration TO_STOP = Duration.ofSeconds(1);
  private static final int LAST_ROUNDS = 100;
  private static final int LARGE = 64 << 10;

  private final Vertx vertx;
  private final Context context;
  private final WorkerExecutor workers;
  private final KafkaConfig config;
  private final KafkaLink link;
  private final KafkaWork work;
  private final Pauses pauses;
  private final DocumentNames names;
  private final String member;
  private final int polled;
  private final KafkaShares shares = new KafkaShares();
  private final Promise<Void> ended = Promise.promise();
  /** Polled, and nobody is at work on it yet: Kafka does not give it a second time. */
  private final Queue<ConsumerRecord<byte[], byte[]>> untaken = new ArrayDeque<>();
  private int inFlight;
  private boolean started;
  private boolean stopped;

  KafkaReader(Vertx vertx, Context context, WorkerExecutor workers, KafkaConfig config,
      DocumentNames names, String member, KafkaLink link, KafkaWork work, Pauses pauses) {
    this.vertx = vertx;
    this.context = context;
    this.workers = workers;
    this.config = config;
    this.names = names;
    this.member = member;
    this.link = link;
    this.work = work;
    this.pauses = pauses;
    this.polled = Math.min(100, Math.max(1, config.maxInFlight() / 2));
  }

  /** Begins; to be called once brokers answer. */
  void start() {
    started = true;
    context.runOnContext(_ -> {
      try {
        run();
      } catch (Throwable e) { // await() throws also what is checked
        LOG.info("reading from kafka ended reason={}", e.toString());
      }
      ended.tryComplete();
    });
  }

  /** Takes no more, and completes when Kafka knows how far it came. */
  Future<Void> stop() {
    stopped = true;
    return started ? ended.future() : Future.succeededFuture();
  }

  private void run() {
    var reading = open();
    if (reading == null) {
      return;
    }
    for (var failures = 0; !stopped;) {
      try {
        round(reading);
        failures = 0;
      } catch (RuntimeException | Error e) {
        failures++;
        LOG.warn("could not read from kafka topic={} reason={}", config.topic(), e.toString());
        pauses.after(failures);
      }
    }
    end(reading);
  }

  /** Null where it is stopped before: the names of brokers may be unknown for as long as those are away. */
  private @Nullable KafkaReadStream<byte[], byte[]> open() {
    for (var failures = 1; !stopped; failures++) {
      try {
        var consumer = Objects.requireNonNull(vertx.executeBlocking(
            () -> new KafkaHandover(KafkaClients.consumer(config, member, polled), this)).await());
        var reading = KafkaReadStream.<byte[], byte[]>create(vertx, consumer);
        reading.subscribe(Set.of(config.topic())).await();
        return reading;
      } catch (RuntimeException e) {
        LOG.warn("could not begin to read from kafka topic={} reason={}", config.topic(),
            e.toString());
        pauses.after(failures);
      }
    }
    return null;
  }

  private void round(KafkaReadStream<byte[], byte[]> reading) {
    work.endErased();
    commit(reading);
    makeRoom(reading);
    if (untaken.isEmpty()) {
      Objects.requireNonNull(reading.poll(POLL).await()).forEach(untaken::add);
    }
    for (var record = untaken.peek(); record != null; record = untaken.peek()) {
      take(record);
      untaken.remove(record);
    }
  }

  /**
   * False where it is to be tried again after a poll: partitions are being shared out anew, or the
   * brokers forgot this node while they were away, which joins again by polling only.
   */
  private boolean commit(KafkaReadStream<byte[], byte[]> reading) {
    var commits = shares.uncommitted();
    if (commits.isEmpty() || !link.isUp()) {
      return true;
    }
    try {
      reading.commit(KafkaHandover.forKafka(commits)).await();
      shares.committed(commits);
      return true;
    } catch (RebalanceInProgressException | CommitFailedException e) {
      return false;
    } catch (org.apache.kafka.common.errors.TimeoutException e) {
      link.down(e);
      return true;
    }
  }

  /** So that no poll brings more than there is room for. */
  private void makeRoom(KafkaReadStream<byte[], byte[]> reading) {
    var flow = shares.flow(inFlight + polled > config.maxInFlight());
    if (!flow.pause().isEmpty()) {
      reading.pause(flow.pause()).await();
    }
    if (!flow.resume().isEmpty()) {
      reading.resume(flow.resume()).await();
    }
  }

  private void take(ConsumerRecord<byte[], byte[]> record) {
    var letter = read(record);
    // Asked for behind that: meanwhile the partition may have gone to another node.
    var share = shares.of(partition(record));
    if (share == null || !share.progress.take(record.offset())) {
      return;
    }
    var task = new KafkaTask(record, letter);
    inFlight++;
    share.tasks.add(task);
    task.ended().onSuccess(done -> {
      inFlight--;
      share.tasks.remove(task);
      if (done) {
        share.progress.finish(record.offset());
      }
    });
    work.begin(task);
  }

  private static TopicPartition partition(ConsumerRecord<byte[], byte[]> record) {
    return new TopicPartition(record.topic(), record.partition());
  }

  private KafkaLetter read(ConsumerRecord<byte[], byte[]> record) {
    return record.serializedValueSize() < LARGE
        ? KafkaLetters.read(record, config.maxRecordBytes(), names)
        : Objects.requireNonNull(workers.executeBlocking(
            () -> KafkaLetters.read(record, config.maxRecordBytes(), names), false).await());
  }

  /** Whoever takes over is to know all that was done; what runs is given a moment to get done. */
  private void end(KafkaReadStream<byte[], byte[]> reading) {
    try {
      letGo(shares, TO_STOP, false);
      reading.pause(shares.partitions()).await();
      for (var rounds = 0; !commit(reading) && rounds < LAST_ROUNDS; rounds++) {
        reading.poll(POLL).await();
      }
    } catch (RuntimeException e) {
      LOG.warn("could not say how far partitions are, so some of it may be done again topic={}"
          + " reason={}", config.topic(), e.toString());
    } finally {
      shares.clear();
      reading.close().await();
    }
  }

  /** Whether this node has the partition. */
  boolean has(int partition) {
    return shares.of(new TopicPartition(config.topic(), partition)) != null;
  }

  @Override
  public void assigned(Map<TopicPartition, Commit> committed, Set<TopicPartition> all) {
    onContext(() -> {
      all.forEach(partition -> shares.add(partition, committed.get(partition)));
      tell("taken over", all);
      work.forgetUnless(shares::isExpected);
      return true;
    });
  }

  @Override
  public Map<TopicPartition, Commit> released(Set<TopicPartition> partitions) {
    var commits = onContext(() -> {
      var leaving = shares.remove(partitions);
      untaken.removeIf(record -> partitions.contains(partition(record)));
      letGo(leaving, TO_LET_GO, true);
      tell("let go of", partitions);
      return leaving.uncommitted();
    });
    return commits == null ? Map.of() : commits;
  }

  private void letGo(KafkaShares leaving, Duration patience, boolean forget) {
    var tasks = leaving.tasks();
    try {
      work.withdraw(tasks, forget).timeout(patience.toMillis(), TimeUnit.MILLISECONDS).await();
    } catch (Throwable e) { // await() throws also what is checked
      LOG.info("records are left unfinished count={} reason={}", tasks.size(), e.toString());
    }
  }

  private void tell(String what, Set<TopicPartition> partitions) {
    if (!partitions.isEmpty() && !stopped) {
      LOG.info("partitions {} topic={} partitions={}", what, config.topic(),
          new TreeSet<>(partitions.stream().map(TopicPartition::partition).toList()));
    }
  }

  /** On Kafka's thread: does something on the context and waits for it; null where it fails. */
  private <T> @Nullable T onContext(Callable<T> task) {
    var done = new CompletableFuture<T>();
    context.runOnContext(_ -> {
      try {
        done.complete(task.call());
      } catch (Throwable e) { // await() throws also what is checked
        done.completeExceptionally(e);
      }
    });
    try {
      return done.get(TO_LET_GO.toSeconds() * 2, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      LOG.error("could not take over or let go of partitions", e);
    }
    return null;
  }
}
