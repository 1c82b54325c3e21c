package io.sluice.ingestion;

import io.sluice.strictjson.Check;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * How documents come and go through Kafka.
 *
 * @param bootstrapServers the brokers to begin with; empty to do without Kafka
 * @param topic documents on their way in, keyed so that those of one document stay in order
 * @param deadLetters the topic of what could not be taken in
 * @param changes the topic that tells what is searched from now on and what not any more
 * @param group the consumers that share the work
 * @param silentFor how long nothing may be heard of a node before others take over its share
 * @param maxInFlight how many records a node takes before it is done with the first of them
 * @param maxRecordBytes the largest record
 * @param acknowledgeWithin how long brokers may take to keep a record
 * @param security properties of Kafka's clients, as they are spelled there
 */
public record KafkaConfig(List<String> bootstrapServers, String topic, String deadLetters,
    String changes, String group, Duration silentFor, int maxInFlight, int maxRecordBytes,
    Duration acknowledgeWithin, Map<String, String> security) {
  private static final Pattern SERVER = Pattern
      .compile("([A-Za-z0-9._-]+|\\[[0-9a-fA-F:.]+]):[0-9]{1,5}");
  private static final Pattern TOPIC = Pattern.compile("[A-Za-z0-9._-]{1,249}");
  private static final Pattern SECURITY = Pattern.compile("(security|sasl|ssl)\\.[a-z0-9.]+");

  public KafkaConfig {
    bootstrapServers = bootstrapServers == null ? List.of() : servers(bootstrapServers);
    topic("topic", topic);
    topic("dead-letters", deadLetters);
    topic("changes", changes);
    if (topic.equals(deadLetters) || topic.equals(changes) || deadLetters.equals(changes)) {
      throw new Check.Violation("topic", "the three topics must be different ones");
    }
    Check.text("group", group, 200);
    within("silent-for", silentFor, Duration.ofMillis(500));
    Check.range("max-in-flight", maxInFlight, 1, 10_000);
    // Above, its text would be longer than is read of one.
    Check.range("max-record-bytes", maxRecordBytes, 1024, 16 << 20);
    within("acknowledge-within", acknowledgeWithin, Duration.ofMillis(100));
    security = Map.copyOf(Check.required("security", security));
    for (var name : security.keySet()) {
      if (!SECURITY.matcher(name).matches()) {
        throw new Check.Violation("security." + name,
            "must be a property of Kafka's clients that begins with security., sasl. or ssl.");
      }
    }
  }

  /** What the shipped configuration says: Kafka is not used. */
  public static KafkaConfig off() {
    return new KafkaConfig(List.of(), "sluice.documents", "sluice.documents.dead",
        "sluice.corpus-changes", "sluice", Duration.ofSeconds(10), 32, 1_000_000,
        Duration.ofSeconds(10), Map.of());
  }

  /** Whether documents come by Kafka at all. */
  boolean isUsed() {
    return !bootstrapServers.isEmpty();
  }

  /** The brokers, for messages and for Kafka's clients. */
  String servers() {
    return String.join(",", bootstrapServers);
  }

  /** Without the security: configurations are looked at where things go wrong. */
  @Override
  public String toString() {
    return "KafkaConfig[" + servers() + ", " + topic + ", " + group + "]";
  }

  /** One text with commas, as the environment gives it, or a list. */
  private static List<String> servers(List<String> given) {
    var servers = given.stream().flatMap(text -> List.of(text.split(",", -1)).stream())
        .map(String::strip).filter(text -> !text.isEmpty()).toList();
    for (var server : servers) {
      if (!SERVER.matcher(server).matches()) {
        throw new Check.Violation("bootstrap-servers",
            "must be host:port, with commas between several, not " + server);
      }
    }
    return servers;
  }

  private static void within(String field, Duration duration, Duration least) {
    Check.positive(field, duration);
    if (duration.compareTo(least) < 0 || duration.toMinutes() > 5) {
      throw new Check.Violation(field, "must be from " + least.toMillis() + "ms to 5m");
    }
  }

  private static void topic(String field, String name) {
    if (!TOPIC.matcher(Check.required(field, name)).matches()) {
      throw new Check.Violation(field, "must be 1 to 249 letters, digits and . _ -");
    }
  }
}
