package io.sluice.ingestion;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sluice.bus.Bus;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.kafka.admin.KafkaAdminClient;
import io.vertx.kafka.admin.NewTopic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The queue by Kafka: keeps the link to the brokers, and what works by it. It starts without brokers,
 * and begins when they answer. Confined to one virtual-thread context.
 */
final class KafkaQueue {
  private static final Logger LOG = LoggerFactory.getLogger(KafkaQueue.class);
  private static final Duration WHILE_UP = Duration.ofSeconds(5);
  private static final Duration WHILE_DOWN = Duration.ofSeconds(1);
  private static final Duration TO_CLOSE = Duration.ofMillis(100);
  private static final int TRIES = 5;
  private static final int BY_DEFAULT = -1;

  private final Vertx vertx;
  private final Context context;
  private final KafkaConfig config;
  private final KafkaLink link;
  private final KafkaSender sender;
  private final KafkaReader reader;
  private final KafkaIntake intake;
  private final KafkaChanges changes;
  private @Nullable KafkaAdminClient admin;
  private int failures;
  private boolean begun;
  private boolean stopped;
  private Future<Void> looking = Future.succeededFuture();

  /** What works with or without Kafka. */
  record Local(Vertx vertx, Context context, WorkerExecutor workers, Bus bus,
      IngestionConfig config, DocumentNames names, Intake intake, Desk desk, JobStore jobs,
      RawStore raw,
      JobQueue queue, News news, Removal removal, Changes changes, Pauses pauses) {}

  KafkaQueue(Local local) throws IOException {
    vertx = local.vertx();
    context = local.context();
    config = local.config().kafka();
    link = new KafkaLink(config);
    sender = new KafkaSender(link);
    var pauses = local.pauses();
    var announced = new KafkaAnnounced();
    var erasing = new KafkaErasing(vertx, local.bus(), local.jobs(), local.removal());
    var work = new KafkaWork(context, config.topic(), local.intake(), local.jobs(), local.queue(),
        announced, erasing, new KafkaGraveyard(sender, config.deadLetters(), pauses), pauses);
    reader = new KafkaReader(vertx, context, local.workers(), config, local.names(),
        member(local.config().path()),
        link, work, pauses);
    intake = new KafkaIntake(local, sender, announced, erasing, reader);
    changes = new KafkaChanges(context, sender, config.changes(), pauses);
    local.changes().listen(changes::tell);
  }

  /** The name of this node in its group, which goes with its folder. */
  private static String member(Path folder) throws IOException {
    var file = folder.resolve("kafka-member");
    if (!Files.exists(file)) {
      SafeFiles.write(file, UUID.randomUUID().toString().getBytes(UTF_8));
    }
    return Files.readString(file);
  }

  /** What is asked for here. */
  KafkaIntake intake() {
    return intake;
  }

  /** Begins to look for the brokers. */
  void start() {
    var looked = Promise.<Void>promise();
    looking = looked.future();
    context.runOnContext(_ -> {
      look();
      looked.complete();
      if (!stopped) {
        vertx.setTimer((link.isUp() ? WHILE_UP : WHILE_DOWN).toMillis(), _ -> start());
      }
    });
  }

  /** Completes when Kafka knows how far this node came, as far as it can be told. */
  Future<Void> stop() {
    stopped = true;
    // Ends a look that waits for brokers, which is not to begin anything after this.
    var closed = admin == null ? Future.<Void>succeededFuture() : admin.close();
    return closed.eventually(() -> looking).eventually(reader::stop).eventually(changes::stop)
        .eventually(sender::close);
  }

  private void look() {
    try {
      var asking = admin();
      asking.describeCluster().await();
      if (!begun && !stopped) {
        begin(asking);
      }
      link.up();
      failures = 0;
    } catch (Throwable e) { // await() throws also what is checked
      if (!stopped) {
        link.down(e);
        failed();
      }
    }
  }

  /**
   * For an hour it waits on a connection that was taken and in which nothing is said. A new one begins from
   * nothing, so that each is given some tries.
   */
  private void failed() {
    failures++;
    if (admin != null && failures % TRIES == 0) {
      var _ = admin.close(TO_CLOSE.toMillis());
      admin = null;
    }
  }

  private KafkaAdminClient admin() {
    if (admin == null) {
      admin = Objects.requireNonNull(
          vertx.executeBlocking(() -> KafkaClients.admin(vertx, config)).await());
    }
    return admin;
  }

  private void begin(KafkaAdminClient asking) {
    createTopics(asking);
    var producer = Objects.requireNonNull(
        vertx.executeBlocking(() -> KafkaClients.producer(vertx, config)).await());
    try {
      for (var topic : topics()) {
        // The first record of a topic would hold up those of others.
        producer.partitionsFor(topic).await();
      }
    } catch (Throwable e) { // the next look makes another
      var _ = producer.close(0);
      throw e;
    }
    begun = true;
    sender.use(producer);
    link.up();
    if (!stopped) {
      reader.start();
    }
  }

  private List<String> topics() {
    return List.of(config.topic(), config.deadLetters(), config.changes());
  }

  /** As the brokers' own settings would have them. */
  private void createTopics(KafkaAdminClient asking) {
    var there = Objects.requireNonNull(asking.listTopics().await());
    for (var topic : topics()) {
      if (!there.contains(topic)) {
        try {
          asking.createTopics(List.of(new NewTopic(topic, Map.of()).setNumPartitions(BY_DEFAULT)))
              .await();
          LOG.info("topic created topic={}", topic);
        } catch (Throwable e) { // another node may have been faster
          LOG.warn("topic not created topic={} reason={}", topic, e.toString());
        }
      }
    }
  }
}
