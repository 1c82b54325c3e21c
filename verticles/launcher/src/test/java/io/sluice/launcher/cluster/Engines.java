package io.sluice.launcher.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.testservers.KafkaBroker;
import io.sluice.testservers.Relay;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The servers that the nodes share, behind ways that can be shut. */
final class Engines implements AutoCloseable {
  private final Map<Engine, List<Relay>> ways = new EnumMap<>(Engine.class);
  private final KafkaBroker kafka;

  /** One of them, and how a node says that it is not there. */
  enum Engine {
    REDIS("redis", "it cannot be reached"),
    WEAVIATE("retrieval", "Weaviate"),
    KAFKA("ingestion", "Kafka");

    private final String part;
    private final String word;

    Engine(String part, String word) {
      this.part = part;
      this.word = word;
    }

    boolean isMissedIn(JsonNode health) {
      return health.path("parts").path(part).path("error").asText().contains(word);
    }

    String part() {
      return part;
    }
  }

  /** How one goes. */
  enum Mishap {
    GONE,
    SILENT;

    private void happens(Relay way) {
      switch (this) {
        case GONE -> way.shut();
        case SILENT -> way.swallow();
      }
    }
  }

  Engines() {
    var way = Relay.open();
    kafka = KafkaBroker.startBehind(way.address());
    way.leadTo(kafka.address());
    ways.put(Engine.KAFKA, List.of(way));
  }

  /** What nodes are to have in their environment. */
  Map<String, String> before(ThreeNodes nodes) {
    var redis = Relay.to(nodes.redis.url().substring("redis://".length()));
    var rest = Relay.to(nodes.index.url().substring("http://".length()));
    var grpc = Relay.to(nodes.index.grpc());
    ways.put(Engine.REDIS, List.of(redis));
    ways.put(Engine.WEAVIATE, List.of(rest, grpc));
    return Map.of("REDIS_URL", "redis://" + redis.address(), "WEAVIATE_URL",
        "http://" + rest.address(), "WEAVIATE_GRPC", grpc.address(), "KAFKA_BOOTSTRAP_SERVERS",
        ways.get(Engine.KAFKA).getFirst().address());
  }

  void lose(Set<Engine> engines, Mishap mishap) {
    engines.forEach(engine -> ways.get(engine).forEach(mishap::happens));
  }

  void slow(Set<Engine> engines, Duration delay) {
    engines.forEach(engine -> ways.get(engine).forEach(way -> way.slow(delay)));
  }

  void giveBack(Set<Engine> engines) {
    engines.forEach(engine -> ways.get(engine).forEach(Relay::goOn));
  }

  @Override
  public void close() {
    ways.values().forEach(of -> of.forEach(Relay::close));
    kafka.close();
  }
}
