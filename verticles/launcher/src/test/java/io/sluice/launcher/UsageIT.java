package io.sluice.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.testservers.Acts;
import io.sluice.testservers.ScriptedModel;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a whole gateway says it used: two tiers on two models, one of them ten times as dear. */
class UsageIT {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  @TempDir
  Path folder = Path.of("");
  private final ScriptedModel small = ScriptedModel.start();
  private final ScriptedModel large = ScriptedModel.start();
  private RunningGateway gateway;

  @BeforeEach
  void start() throws Exception {
    small.otherwise(Acts.says("연차는 15일입니다 [1]."));
    large.otherwise(Acts.says("연차는 1년에 15일입니다 [1]."));
    gateway = open();
  }

  @AfterEach
  void stop() throws Exception {
    gateway.close();
    small.close();
    large.close();
  }

  @Test
  void usageAndMetricsTellWhatTheTiersTookAndSaved() throws Exception {
    var simple = gateway.ask("연차는 며칠인가요?");
    assertEquals("simple", simple.path("route").path("tier").asText(), simple::toString);
    assertEquals(12e-3 + 34e-3, simple.path("usage").path("costUsd").asDouble(), 1e-9);
    assertEquals(9 * (12e-3 + 34e-3), simple.path("usage").path("savedUsd").asDouble(), 1e-9);
    var complex = gateway.post("/v1/ask", RunningGateway.JSON.createObjectNode()
        .put("question", "연차는 며칠인가요?").put("tier", "complex"));
    assertEquals(10 * (12e-3 + 34e-3), complex.path("usage").path("costUsd").asDouble(), 1e-9);
    assertEquals(0, complex.path("usage").path("savedUsd").asDouble());
    assertEquals(404, asked("{\"question\": \"q\", \"collection\": \"none\"}").statusCode());

    var usage = usage(so -> so.at("/total/questions").asInt() >= 3
        && so.at("/total/costUsd").asDouble() > 11 * (12e-3 + 34e-3) - 1e-9);
    assertEquals(2, usage.at("/total/answered").asInt(), usage::toString);
    assertEquals(11 * (12e-3 + 34e-3), usage.at("/total/costUsd").asDouble(), 1e-9);
    assertEquals(9 * (12e-3 + 34e-3), usage.at("/total/savedUsd").asDouble(), 1e-9);
    assertEquals(0.5, usage.at("/tiers/1/share").asDouble());
    assertEquals("simple", usage.at("/tiers/1/tier").asText());
    assertEquals("{\"caller.not_found\":1}", usage.path("refused").toString());
    assertEquals(3, usage.at("/total/questions").asInt());

    var lines = List.of("rag_queries_total{result=\"grounded\"} 2.0",
        "rag_routed_total{tier=\"simple\"} 1.0",
        "rag_refusals_total{code=\"caller.not_found\"} 1.0",
        "rag_llm_tokens_total{kind=\"prompt\",model=\"small-1\"} 12.0",
        "rag_llm_cost_usd_total{model=\"large-1\"} 0.46", "rag_saved_usd_total{by=\"tier\"} 0.414",
        "rag_retrieval_latency_seconds_count 2",
        "rag_time_to_first_token_seconds_bucket{le=\"0.5\"}",
        "jvm_memory_used_bytes", "vertx_http_server_requests_total", "vertx_pool_in_use");
    var metrics = metrics(so -> lines.stream().allMatch(so::contains));
    lines.forEach(line -> assertTrue(metrics.contains(line), () -> line + " in\n" + metrics));
  }

  @Test
  @Timeout(120)
  void whatWasSaidOfAnAnswerWithoutAnEndCostsTooThoughItIsNone() throws Exception {
    small.then(Acts.cutsAfter("연차는 "));
    assertEquals(502, asked("{\"question\": \"연차는 며칠인가요?\"}").statusCode());

    var usage = usage(so -> so.at("/total/costUsd").asDouble() > 0
        && so.at("/total/questions").asInt() >= 1);
    assertEquals(0, usage.at("/total/answered").asInt(), usage::toString);
    assertEquals(1, usage.at("/total/questions").asInt(), usage::toString);
    assertEquals("{\"provider.failed\":1}", usage.path("refused").toString());
    var tokens = "rag_llm_tokens_total{kind=\"prompt\",model=\"small-1\"}";
    assertTrue(metrics(so -> so.contains(tokens)).contains(tokens));
  }

  @Test
  void usageIsStillThereAfterARestart() throws Exception {
    gateway.ask("연차는 며칠인가요?");
    usage(so -> so.at("/total/answered").asInt() >= 1);
    gateway.close();
    gateway = open();
    gateway.ask("연차는 며칠인가요?");

    assertEquals(2, usage(so -> so.at("/total/answered").asInt() >= 2).at("/total/answered")
        .asInt());
  }

  /** Questions are counted a moment after they have been answered. */
  private JsonNode usage(Predicate<JsonNode> counted) throws Exception {
    return last(() -> gateway.get("/v1/usage"), counted);
  }

  private String metrics(Predicate<String> counted) throws Exception {
    return last(() -> gateway.send(gateway.request("/metrics").build()).body(), counted);
  }

  private static <T> T last(Callable<T> look, Predicate<T> enough) throws Exception {
    var end = System.nanoTime() + PATIENCE.toNanos();
    var seen = look.call();
    while (!enough.test(seen) && System.nanoTime() - end < 0) {
      RunningGateway.pause();
      seen = look.call();
    }
    return seen;
  }

  private HttpResponse<String> asked(String body) throws Exception {
    return gateway.send(gateway.request("/v1/ask").header("content-type", "application/json")
        .POST(BodyPublishers.ofString(body)).build());
  }

  private RunningGateway open() throws Exception {
    return RunningGateway.start(folder.resolve("storage"), RunningGateway.FORGETFUL,
        "generation.endpoints.small.base-url=" + small.url(),
        "generation.endpoints.small.model=small-1",
        "generation.endpoints.small.price-per-million-prompt-tokens=1000",
        "generation.endpoints.small.price-per-million-completion-tokens=1000",
        "generation.endpoints.large.base-url=" + large.url(),
        "generation.endpoints.large.model=large-1",
        "generation.endpoints.large.price-per-million-prompt-tokens=10000",
        "generation.endpoints.large.price-per-million-completion-tokens=10000",
        "generation.tiers.simple=[small]", "generation.tiers.complex=[large]");
  }
}
