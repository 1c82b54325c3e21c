package io.sluice.generation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.sluice.generation.EndpointConfig.Kind;
import io.sluice.generation.GenerationConfig.Tiers;
import io.sluice.resilience.CircuitConfig;
import io.sluice.strictjson.Check.Violation;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GenerationConfigTest {
  private static final String LOCAL = "http://localhost:1/v1";

  @Test
  void autoIsWhatIsThereInItsOrder() {
    assertEquals(List.of("z", "b"), config(List.of("auto"), Tiers.NONE).order("normal"));
    assertEquals(List.of("b", "z"), config(List.of("b", "auto"), Tiers.NONE).order("any"));
    assertEquals(List.of(), config(List.of("extractive"), Tiers.NONE).order("normal"));
  }

  @Test
  void aTierMayHaveAnOrderOfItsOwn() {
    var config = config(List.of("auto"), new Tiers(List.of("b"), List.of(), List.of("z")));

    assertEquals(List.of("b"), config.order("simple"));
    assertEquals(List.of("z", "b"), config.order("normal"));
    assertEquals(List.of("z"), config.order("complex"));
  }

  @Test
  void anOrderNamesWhatIsThere() {
    assertEquals("providers", refused(List.of("nowhere"), Tiers.NONE));
    assertEquals("providers", refused(List.of("absent"), Tiers.NONE));
    assertEquals("providers", refused(List.of("extractive", "b"), Tiers.NONE));
    assertEquals("tiers.simple",
        refused(List.of(), new Tiers(List.of("absent"), List.of(), List.of())));
  }

  @ParameterizedTest
  @CsvSource({"OPENAI,,https://api.openai.com/v1", "ANTHROPIC,,https://api.anthropic.com/v1",
      "OPENAI,http://localhost:8000/v1/,http://localhost:8000/v1",
      "ANTHROPIC,http://localhost:9,http://localhost:9/v1",
      "ANTHROPIC,http://localhost:9/v1,http://localhost:9/v1"})
  void anAddressIsAsItsClientsAreTold(Kind kind, String baseUrl, String address) {
    assertEquals(address, endpoint(kind, baseUrl == null ? "" : baseUrl, "k").address());
  }

  @Test
  void theKeyIsNotToldByTheRecord() {
    assertFalse(endpoint(Kind.OPENAI, LOCAL, "hidden-key").toString().contains("hidden-key"));
  }

  @ParameterizedTest
  @CsvSource({"ftp://x/v1,k,base-url", "http://u:p@x/v1,k,base-url", "http://x/v1?key=1,k,base-url",
      "http://x/v1,k k,api-key"})
  void aWrongEndpointIsRefusedByItsField(String url, String key, String field) {
    assertEquals(field,
        assertThrows(Violation.class, () -> endpoint(Kind.OPENAI, url, key)).field());
  }

  private static String refused(List<String> providers, Tiers tiers) {
    return assertThrows(Violation.class, () -> config(providers, tiers)).field();
  }

  private static GenerationConfig config(List<String> providers, Tiers tiers) {
    var endpoints = new LinkedHashMap<String, EndpointConfig>();
    endpoints.put("z", endpoint(Kind.OPENAI, LOCAL, ""));
    endpoints.put("absent", endpoint(Kind.ANTHROPIC, "", ""));
    endpoints.put("b", endpoint(Kind.ANTHROPIC, "", "key"));
    return new GenerationConfig(providers, tiers, 2000, Path.of("."), EndpointConfig.DEFAULTS,
        endpoints, ExtractiveConfig.DEFAULT, CheckConfig.DEFAULT);
  }

  private static EndpointConfig endpoint(Kind kind, String url, String key) {
    return new EndpointConfig(kind, url, key, "", "m", 8192, 256, 4, Duration.ofSeconds(1),
        Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofSeconds(1), 0, 0, Map.of(), 1,
        CircuitConfig.DEFAULT);
  }
}
