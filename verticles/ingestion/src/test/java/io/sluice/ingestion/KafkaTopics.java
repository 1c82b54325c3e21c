package io.sluice.ingestion;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** What other programs do with the topics of one test, which are its own. */
final class KafkaTopics {
  private final String server;
  private final String name = "t" + UUID.randomUUID();

  KafkaTopics(String server) {
    this.server = server;
  }

  KafkaConfig config(int maxInFlight) {
    return new KafkaConfig(List.of(server), name, name + ".dead", name + ".changes", name,
        Duration.ofSeconds(2), maxInFlight, 100_000, Duration.ofSeconds(4), Map.of());
  }

  /** One partition has one order; so have the dead letters and the changes. */
  KafkaTopics create(int partitions) {
    try (var admin = Admin.create(Map.of("bootstrap.servers", server))) {
      done(admin.createTopics(List.of(new NewTopic(name, partitions, (short) 1),
          new NewTopic(name + ".dead", 1, (short) 1),
          new NewTopic(name + ".changes", 1, (short) 1))).all());
    }
    return this;
  }

  /** Writes values to the topic as any producer would; returns when the broker has them. */
  void write(List<ProducerRecord<byte[], byte[]>> records) {
    try (var producer = new KafkaProducer<>(
        Map.of("bootstrap.servers", server, "max.in.flight.requests.per.connection", 1),
        new ByteArraySerializer(), new ByteArraySerializer())) {
      records.stream().map(producer::send).toList().forEach(KafkaTopics::done);
    }
  }

  ProducerRecord<byte[], byte[]> record(@Nullable String key, @Nullable String value,
      String... headers) {
    var record = new ProducerRecord<byte[], byte[]>(name, key == null ? null : key.getBytes(UTF_8),
        value == null ? null : value.getBytes(UTF_8));
    for (var i = 0; i < headers.length; i += 2) {
      record.headers().add(headers[i], headers[i + 1].getBytes(UTF_8));
    }
    return record;
  }

  List<ConsumerRecord<byte[], byte[]>> dead(int count) {
    return read(name + ".dead", count);
  }

  List<ConsumerRecord<byte[], byte[]>> changes(int count) {
    return read(name + ".changes", count);
  }

  /** The first records of a topic, once there are so many. */
  private List<ConsumerRecord<byte[], byte[]>> read(String topic, int count) {
    var found = new ArrayList<ConsumerRecord<byte[], byte[]>>();
    try (var consumer = new KafkaConsumer<>(Map.of("bootstrap.servers", server),
        new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      var partitions = consumer.partitionsFor(topic).stream()
          .map(info -> new TopicPartition(topic, info.partition())).toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      var limit = System.nanoTime() + Duration.ofSeconds(30).toNanos();
      while (found.size() < count) {
        assertTrue(System.nanoTime() - limit < 0, topic + " has only " + found.size());
        consumer.poll(Duration.ofMillis(200)).forEach(found::add);
      }
    }
    return found;
  }

  static Map<String, String> headers(ConsumerRecord<byte[], byte[]> record) {
    var headers = new HashMap<String, String>();
    record.headers()
        .forEach(header -> headers.put(header.key(), new String(header.value(), UTF_8)));
    return headers;
  }

  /** How far the group is, all partitions together. */
  long committed() {
    return offsets().values().stream().mapToLong(OffsetAndMetadata::offset).sum();
  }

  /** All of it comes again to the group; who was in it is not waited for. */
  void rewind() {
    try (var admin = Admin.create(Map.of("bootstrap.servers", server))) {
      done(admin.removeMembersFromConsumerGroup(name, new RemoveMembersFromConsumerGroupOptions())
          .all());
      done(admin.alterConsumerGroupOffsets(name, offsets().keySet().stream()
          .collect(Collectors.toMap(partition -> partition, _ -> new OffsetAndMetadata(0))))
          .all());
    }
  }

  private Map<TopicPartition, OffsetAndMetadata> offsets() {
    try (var admin = Admin.create(Map.of("bootstrap.servers", server))) {
      return done(admin.listConsumerGroupOffsets(name).partitionsToOffsetAndMetadata());
    }
  }

  private static <T> T done(java.util.concurrent.Future<T> future) {
    try {
      return future.get();
    } catch (InterruptedException | ExecutionException e) {
      throw new AssertionError(e);
    }
  }
}
