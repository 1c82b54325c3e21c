package io.sluice.ingestion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.strictjson.Check.Violation;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KafkaConfigTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  @Test
  void withoutBrokersItIsNotUsed() {
    assertFalse(KafkaConfig.off().isUsed());
    assertFalse(config(List.of("")).isUsed());
    assertFalse(config(List.of(" , ")).isUsed());
  }

  @Test
  void theEnvironmentNamesBrokersInOneText() {
    var config = config(List.of("kafka-1:9092, kafka-2:9092,[::1]:9092"));

    assertTrue(config.isUsed());
    assertEquals(List.of("kafka-1:9092", "kafka-2:9092", "[::1]:9092"),
        config.bootstrapServers());
  }

  @ParameterizedTest
  @ValueSource(strings = {"kafka", "kafka:", ":9092", "http://kafka:9092", "a:9092,b", "카프카:9092"})
  void aBrokerWithoutAPortIsRefused(String servers) {
    assertEquals("bootstrap-servers",
        assertThrows(Violation.class, () -> config(List.of(servers))).field());
  }

  @ParameterizedTest
  @ValueSource(strings = {"acks", "group.id", "sasl", "sslx.y", "security.", "enable.auto.commit"})
  void whatTheQueueRestsOnCannotBeSet(String name) {
    assertThrows(Violation.class, () -> config(Map.of(name, "1")));
  }

  @Test
  void howToLogInCanBeSetAndIsNotShown() {
    var config = config(Map.of("sasl.jaas.config", "password=geheim"));

    assertEquals(1, config.security().size());
    assertFalse(config.toString().contains("geheim"));
  }

  @Test
  void theTopicsMustDiffer() {
    assertThrows(Violation.class, () -> new KafkaConfig(List.of(), "a", "a", "c", "g", SECOND, 1,
        1024, SECOND, Map.of()));
  }

  @Test
  void nodesMayBeSilentForHalfASecondToFiveMinutes() {
    for (var wrong : List.of(Duration.ofMillis(499), Duration.ofMinutes(6))) {
      var why = assertThrows(Violation.class, () -> new KafkaConfig(List.of(), "a", "b", "c", "g",
          wrong, 1, 1024, SECOND, Map.of()));
      assertEquals("silent-for", why.field());
    }
  }

  private static KafkaConfig config(List<String> servers) {
    return new KafkaConfig(servers, "a", "b", "c", "g", SECOND, 1, 1024, SECOND, Map.of());
  }

  private static KafkaConfig config(Map<String, String> security) {
    return new KafkaConfig(List.of(), "a", "b", "c", "g", SECOND, 1, 1024, SECOND, security);
  }
}
