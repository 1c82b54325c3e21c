package io.sluice.launcher;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.sluice.launcher.Exposition.Sample;
import io.sluice.testservers.Acts;
import io.sluice.testservers.ScriptedModel;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.DoublePredicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a gateway tells Prometheus when it has answered, remembered, searched, taken in, refused and done
 * without; and whether the alerts and the dashboard ask for nothing else.
 */
class MetricsIT {
  private static final Path DOCKER = Path.of("../../docker");
  private static final String QUESTION = "연차는 며칠인가요?";
  private static final String OTHER_QUESTION = "How long must a password be?";
  private static final String USER = "minsu-kim-4711";
  private static final String KEY = "sk-secret-of-somebody";
  private static final String DOCUMENT = "greenhouse-gate";
  private static final String REQUEST = "request-0815";
  /** Prometheus' own, and those it adds by its scraping. */
  private static final Set<String> OF_PROMETHEUS = Set.of("up", "job", "instance");

  @TempDir
  static Path folder = Path.of("");
  private static Exposition metrics = new Exposition(List.of());

  @BeforeAll
  @Timeout(180)
  static void run() throws Exception {
    try (var model = ScriptedModel.start(); var gateway = open(model)) {
      model.otherwise(Acts.says("연차는 15일입니다 [1]."));
      assertEquals(200, post(gateway, "/v1/ask", question(QUESTION)));
      assertEquals(200, post(gateway, "/v1/ask", question(QUESTION)));
      assertEquals(200, post(gateway, "/v1/search",
          "{\"query\": \"" + QUESTION + "\", \"k\": 3}"));
      var document = RunningGateway.JSON.createObjectNode().put("id", DOCUMENT)
          .put("title", DOCUMENT).put("text", "The gate is locked at 21:30.");
      gateway.take(document);
      gateway.take(document);
      assertEquals(404, post(gateway, "/v1/ask",
          "{\"question\": \"" + QUESTION + "\", \"collection\": \"none\"}"));
      model.otherwise(Acts.status(500, "broken"));
      assertEquals(200, post(gateway, "/v1/ask", question(OTHER_QUESTION)));

      // Questions are counted when they have been answered.
      while (gateway.get("/v1/usage").at("/total/questions").asInt() < 4) {
        RunningGateway.pause(); // whose counting begins before all of the meters show one
      }
      do {
        metrics = Exposition.of(gateway.send(gateway.request("/metrics").build()).body());
      } while (metrics.sum("rag_queries_total") < 4
          || metrics.value("rag_active_queries") > 0);
    }
  }

  private static RunningGateway open(ScriptedModel model) throws IOException {
    return RunningGateway.start(folder.resolve("storage"),
        "answer.embed-within=60s", "generation.check.within=60s",
        "generation.endpoints.openai.base-url=" + model.url(),
        "generation.endpoints.openai.model=scripted-1",
        "generation.endpoints.openai.price-per-million-prompt-tokens=1000",
        "generation.endpoints.openai.price-per-million-completion-tokens=1000",
        "generation.endpoints.openai.concurrency=7",
        "generation.providers=[openai, extractive]");
  }

  private static String question(String question) {
    return RunningGateway.JSON.createObjectNode().put("question", question).put("user", USER)
        .toString();
  }

  private static int post(RunningGateway gateway, String path, String body) throws Exception {
    HttpResponse<String> response = gateway.send(gateway.request(path)
        .header("content-type", "application/json").header("authorization", "Bearer " + KEY)
        .header("x-request-id", REQUEST).POST(BodyPublishers.ofString(body)).build());
    return response.statusCode();
  }

  @Test
  void everyNameOfTheDesignIsThereAndSaysWhatHappened() {
    assertAll(
        () -> expect(3, "rag_queries_total", "result", "grounded"),
        () -> expect(1, "rag_queries_total", "result", "refused"),
        () -> expect(n -> n >= 3, "rag_search_requests_total"),
        () -> expect(metrics.value("rag_search_requests_total"),
            "rag_search_latency_seconds_count"),
        () -> expect(MetricsIT::isShort, "rag_search_latency_seconds_sum"),
        () -> expect(2, "rag_retrieval_latency_seconds_count"),
        () -> expect(MetricsIT::isShort, "rag_retrieval_latency_seconds_sum"),
        () -> expect(2, "rag_generation_latency_seconds_count"),
        () -> expect(MetricsIT::isShort, "rag_generation_latency_seconds_sum"),
        () -> expect(n -> n >= 1, "rag_time_to_first_token_seconds_count"),
        () -> expect(0, "rag_active_queries"),
        () -> expect(1, "rag_cache_hits_total", "layer", "exact"),
        // Also of the one that is refused: it is looked up before its collection is looked for.
        () -> expect(3, "rag_cache_misses_total", "layer", "exact"),
        () -> expect(n -> n >= 1, "rag_embedding_cache_hits_total"),
        () -> expect(n -> n >= 2, "rag_embedding_requests_total"),
        () -> expect(2, "rag_rerank_top1_score_count"),
        () -> expect(n -> n > 0 && n <= 2, "rag_rerank_top1_score_sum"),
        () -> expect(2, "rag_rerank_top1_score_bucket", "le", "1.0"),
        () -> expect(12, "rag_llm_tokens_total", "model", "scripted-1", "kind", "prompt"),
        () -> expect(34, "rag_llm_tokens_total", "model", "scripted-1", "kind", "completion"),
        () -> expect(0.046, "rag_llm_cost_usd_total", "model", "scripted-1"),
        () -> expect(0, "rag_llm_cost_usd_total", "model", "extractive"),
        () -> expect(1, "rag_degraded_total", "what", "generation"),
        () -> expect(1, "rag_refusals_total", "code", "caller.not_found"),
        () -> expect(0, "rag_refusals_total", "code", "gateway.internal"),
        () -> expect(n -> n >= 0 && n <= 2, "rag_circuit_state", "name", "openai"),
        () -> expect(0, "rag_circuit_state", "name", "extractive"),
        () -> expect(n -> n >= 1, "rag_ingested_documents_total", "result", "done"),
        () -> expect(1, "rag_ingested_documents_total", "result", "unchanged"),
        () -> expect(0, "rag_ingested_documents_total", "result", "failed"),
        // What failed was asked once more, and failed again.
        () -> expect(1, "rag_retries_total", "name", "openai"),
        () -> expect(7, "rag_concurrency_limit", "name", "openai"),
        () -> expect(0, "rag_cache_semantic_off"),
        () -> expect(0, "rag_query_log_lost_total"),
        () -> expect(0, "rag_observations_lost_total"),
        () -> expect(0, "rag_webhook_untold_total"),
        () -> expect(0, "rag_spans_lost_total"));
  }

  @Test
  void linesInWhichSomethingWaitsAreMeasured() {
    for (var what : List.of("search", "observation", "query_log", "webhook", "span")) {
      expect(n -> n >= 0 && n < 10, "rag_waiting", "what", what);
    }
  }

  @Test
  void theProcessItsLoopsAndItsPoolsAreMeasured() {
    assertAll(
        () -> expect(n -> n >= 1, "rag_event_loop_lag_seconds_count"),
        () -> assertTrue(metrics.sum("jvm_memory_used_bytes") > 0),
        () -> expect(n -> n >= 0, "vertx_pool_queue_pending", "pool_name", "vert.x-worker-thread"),
        () -> expect(n -> n >= 0, "vertx_pool_in_use", "pool_name", "sluice-ingestion"),
        () -> expect(n -> n >= 5, "vertx_http_server_requests_total", "code", "200"));
  }

  @Test
  void noLabelTellsOfAQuestionAUserAKeyOrADocument() {
    var labels = metrics.samples().stream().flatMap(sample -> sample.labels().entrySet().stream())
        .distinct().toList();
    for (var secret : List.of(QUESTION, OTHER_QUESTION, USER, KEY, DOCUMENT, REQUEST, "/v1/")) {
      assertFalse(labels.stream().anyMatch(label -> label.getValue().contains(secret)),
          () -> secret + " in " + labels);
    }
    var values = labels.stream().filter(label -> !label.getKey().equals("le"))
        .collect(Collectors.groupingBy(label -> label.getKey(), Collectors.counting()));
    assertTrue(Set.of("result", "code", "what", "layer", "tier", "by", "model", "kind", "name",
        "area", "id", "state", "pool_name", "pool_type", "action", "cause", "gc",
        "rating", "position", "measure")
        .containsAll(values.keySet()), values::toString);
    assertTrue(values.values().stream().allMatch(count -> count <= 30), values::toString);
  }

  @Test
  void alertsAskForWhatIsThere() throws Exception {
    var rules = rules();
    var recorded = rules.stream().map(rule -> rule.path("record").asText())
        .collect(Collectors.toSet());
    rules.forEach(rule -> expectAll(rule.path("expr").asText(), recorded));
  }

  @Test
  void everyAlertSaysWhatToDoAndIsSeenToFire() throws Exception {
    var tests = Files.readString(DOCKER.resolve("prometheus/alerts-test.yaml"));
    var alerts = rules().stream().filter(rule -> rule.has("alert")).toList();
    assertFalse(alerts.isEmpty());
    for (var alert : alerts) {
      var name = alert.path("alert").asText();
      assertTrue(tests.contains("alertname=\"" + name + "\""), name);
      assertTrue(alert.at("/annotations/summary").asText().length() > 10, name);
      assertTrue(alert.at("/annotations/description").asText().length() > 30, name);
      assertTrue(alert.at("/labels/severity").asText().matches("page|warning"), name);
    }
  }

  @Test
  void theDashboardAsksForWhatIsThere() throws Exception {
    var dashboard = RunningGateway.JSON.readTree(
        DOCKER.resolve("grafana/dashboards/sluice.json").toFile());
    var datasource = yaml("grafana/provisioning/datasources/prometheus.yaml")
        .at("/datasources/0/uid").asText();
    var panels = dashboard.path("panels");
    assertTrue(panels.size() > 20, panels::toString);
    for (var panel : panels) {
      assertEquals(datasource, panel.at("/datasource/uid").asText());
      assertFalse(panel.path("targets").isEmpty(), panel::toString);
      for (var target : panel.path("targets")) {
        expectAll(target.path("expr").asText(), Set.of());
      }
    }
  }

  private static List<JsonNode> rules() throws IOException {
    var rules = new ArrayList<JsonNode>();
    yaml("prometheus/alerts.yaml").path("groups")
        .forEach(group -> group.path("rules").forEach(rules::add));
    return rules;
  }

  private static JsonNode yaml(String file) throws IOException {
    return new YAMLMapper().readTree(DOCKER.resolve(file).toFile());
  }

  private static void expectAll(String expression, Set<String> known) {
    PromQl.metrics(expression).forEach((name, labels) -> {
      if (!known.contains(name) && !OF_PROMETHEUS.contains(name)) {
        var samples = metrics.samples().stream().filter(sample -> sample.name().equals(name))
            .toList();
        assertFalse(samples.isEmpty(), () -> name + " of " + expression + " is not among "
            + metrics.names());
        labels.stream().filter(label -> !OF_PROMETHEUS.contains(label))
            .forEach(label -> assertTrue(hasLabel(samples, label),
                () -> label + " of " + expression + " is not in " + samples));
      }
    });
  }

  private static boolean hasLabel(List<Sample> samples, String label) {
    return samples.stream().allMatch(sample -> sample.labels().containsKey(label));
  }

  private static void expect(double value, String name, String... labels) {
    assertEquals(value, metrics.value(name, labels), 1e-9, () -> name + List.of(labels));
  }

  private static void expect(DoublePredicate isPlausible, String name, String... labels) {
    var value = metrics.value(name, labels);
    assertTrue(isPlausible.test(value), () -> name + List.of(labels) + " " + value);
  }

  /** Of a few of them, in seconds: neither nothing nor another unit. */
  private static boolean isShort(double seconds) {
    return seconds > 0 && seconds < 120;
  }
}
