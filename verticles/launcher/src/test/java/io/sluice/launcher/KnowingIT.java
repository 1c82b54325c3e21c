package io.sluice.launcher;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.testservers.ScriptedModel;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.NumberFormat;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A thousand questions, some again, some over which the model breaks down, some that cannot be answered, while
 * a variant shuffles the passages: everything that counts them must count the same, and the variant must lose.
 */
class KnowingIT {
  private static final int QUESTIONS = 1_000;
  /** Before the experiment begins. */
  private static final int BEFORE = 200;

  @TempDir
  static Path folder = Path.of("");
  private static final Vertx VERTX = Vertx.vertx();
  private static final Queue<String> TOLD = new ConcurrentLinkedQueue<>();
  private static ScriptedModel model;
  private static RunningGateway gateway;
  private static Driver driver;
  private static List<String> toldBefore = List.of();
  private static Exposition metrics = Exposition.of("");

  @BeforeAll
  static void ask() throws Exception {
    model = ScriptedModel.start();
    model.otherwise(Driver::believesTheFirst);
    gateway = open(webhook());
    driver = new Driver(gateway);
    driver.writeDocuments();
    driver.ask(0, BEFORE);
    awaitCounted();
    toldBefore = List.copyOf(TOLD);
    gateway.send(gateway.request("/v1/experiments/order")
        .POST(BodyPublishers.ofString("{\"on\": true}")).build());
    driver.experimentBegins();
    driver.ask(BEFORE, QUESTIONS);
    awaitCounted();
  }

  /** Questions are counted a moment after they have been answered. */
  private static void awaitCounted() throws Exception {
    var end = System.nanoTime() + Duration.ofMinutes(1).toNanos();
    do {
      assertTrue(System.nanoTime() < end, () -> "not counted: " + driver);
      metrics = Exposition.of(gateway.send(gateway.request("/metrics").build()).body());
    } while (gateway.get("/v1/usage").at("/total/questions").asInt() < driver.counted("questions")
        || metrics.sum("rag_queries_total") < driver.counted("questions")
        || metrics.sum("rag_llm_cost_usd_total") < spentUsd() - 1e-6
        || Math.abs(metrics.value("rag_quality", "measure", "rating") - rating()) > 1e-9);
  }

  /** Of which is told when it is looked at, each second. */
  private static double rating() throws Exception {
    for (var one : gateway.get("/v1/quality").path("measures")) {
      if (one.path("name").asText().equals("rating")) {
        return one.path("value").asDouble();
      }
    }
    throw new AssertionError("no ratings");
  }

  private static String webhook() throws Exception {
    var server = VERTX.createHttpServer().requestHandler(request -> request.body()
        .onSuccess(body -> {
          TOLD.add(new JsonObject(body).getString("text"));
          request.response().end("ok");
        })).listen(0, "localhost").toCompletionStage().toCompletableFuture().get();
    return "http://localhost:" + server.actualPort() + "/hook";
  }

  private static RunningGateway open(String webhook) throws Exception {
    var config = Files.writeString(folder.resolve("knowing.yaml"), """
        experiments:
          order:
            on: false
            metric: rating
            minimum: 50
            variants: {shuffled: {shuffled: true}}
        sample: {enabled: false}
        generation:
          providers: [openai, extractive]
          endpoints:
            openai:
              base-url: %s
              model: scripted-1
              price-per-million-prompt-tokens: 1000
              price-per-million-completion-tokens: 1000
        insight:
          quality:
            webhook: %s
            thresholds: {rating: 0.75}
        """.formatted(model.url(), webhook));
    return RunningGateway.start(List.of("--config", config.toString()), folder.resolve("storage"));
  }

  @AfterAll
  static void stop() throws Exception {
    if (gateway != null) {
      gateway.close();
    }
    if (model != null) {
      model.close();
    }
    VERTX.close().toCompletionStage().toCompletableFuture().get();
  }

  @Test
  void thereIsSomethingOfEverything() {
    assertAll(() -> assertEquals(QUESTIONS, driver.counted("questions")),
        () -> assertTrue(driver.counted("cache exact") > 50, driver::toString),
        () -> assertTrue(driver.counted("degraded generation") > 10, driver::toString),
        () -> assertTrue(driver.counted("refused caller.not_found") > 30, driver::toString),
        () -> assertTrue(driver.counted("tried shuffled") > 100, driver::toString));
  }

  @Test
  void metricsCountWhatTheDriverCounts() {
    assertAll(() -> same("grounded", "rag_queries_total", "result", "grounded"),
        () -> same("ungrounded", "rag_queries_total", "result", "ungrounded"),
        () -> same("refused caller.not_found", "rag_queries_total", "result", "refused"),
        () -> same("refused caller.not_found", "rag_refusals_total", "code", "caller.not_found"),
        () -> same("cache exact", "rag_cache_hits_total", "layer", "exact"),
        () -> same("cache semantic", "rag_cache_hits_total", "layer", "semantic"),
        () -> same("degraded generation", "rag_degraded_total", "what", "generation"),
        () -> same("rated 5", "rag_feedback_total", "rating", "5"),
        () -> same("rated 1", "rag_feedback_total", "rating", "1"),
        () -> assertEquals(written(), (long) metrics.value("rag_llm_tokens_total",
            "model", "scripted-1", "kind", "completion")),
        () -> assertEquals(spentUsd(), metrics.sum("rag_llm_cost_usd_total"), 1e-6));
  }

  /** By the model's own count: it also made answers that nobody asked for, to compare the kept ones. */
  private static long written() {
    return 34 * answeredCalls();
  }

  private static double spentUsd() {
    return (12 + 34) * answeredCalls() / 1_000.0;
  }

  private static long answeredCalls() {
    return model.calls().stream().filter(Driver::isAnswered).count();
  }

  private static void same(String counted, String name, String... labels) {
    assertEquals(driver.counted(counted), (long) metrics.value(name, labels), () -> name
        + List.of(labels) + " of " + driver);
  }

  @Test
  void usageTellsWhatTheDriverCounts() throws Exception {
    var usage = gateway.get("/v1/usage");
    assertAll(() -> assertEquals(QUESTIONS, usage.at("/total/questions").asLong()),
        () -> assertEquals(driver.counted("answered"), usage.at("/total/answered").asLong()),
        () -> assertEquals(driver.counted("grounded"), usage.at("/total/grounded").asLong()),
        () -> assertEquals(written(), usage.at("/total/completionTokens").asLong()),
        () -> assertEquals(spentUsd(), usage.at("/total/costUsd").asDouble(), 1e-6),
        () -> assertEquals(driver.allCounted("refused "),
            StreamSupport.stream(usage.path("refused").properties().spliterator(), false)
                .collect(Collectors.toMap(Map.Entry::getKey, one -> one.getValue().asLong()))),
        () -> assertEquals(driver.allCounted("variant "), byName(usage.path("variants"),
            "variant", "answers")));
  }

  @Test
  void theQueryLogHasALineOfEach() throws Exception {
    var end = System.nanoTime() + Duration.ofMinutes(1).toNanos();
    var noted = logs();
    while (noted.size() < QUESTIONS && System.nanoTime() < end) {
      noted = logs();
    }
    var lines = noted;
    assertAll(() -> assertEquals(QUESTIONS, lines.size()),
        () -> assertEquals(driver.counted("refused caller.not_found"),
            lines.stream().filter(line -> line.has("refusal")).count()),
        () -> assertEquals(driver.allCounted("cache "), lines.stream()
            .filter(line -> !line.has("refusal")).collect(Collectors.groupingBy(
                line -> line.at("/cache/layer").asText(), Collectors.counting()))),
        () -> assertEquals(driver.allCounted("variant "), lines.stream()
            .filter(line -> !line.has("refusal")).collect(Collectors.groupingBy(
                line -> line.at("/route/variant").asText(), Collectors.counting()))),
        () -> assertEquals(driver.costUsd(),
            lines.stream().mapToDouble(line -> line.at("/usage/costUsd").asDouble()).sum(), 1e-6));
  }

  private static List<JsonNode> logs() throws Exception {
    return Typed.sluice(folder, "logs", "--json", "--last", "0", "--set",
        "storage.path=" + folder.resolve("storage")).out().lines().map(JSON::read).toList();
  }

  @Test
  void theOverviewTellsWhatTheDriverCounts() throws Exception {
    var totals = gateway.get("/v1/overview").path("totals");
    assertAll(() -> assertEquals(QUESTIONS, totals.path("questions").asLong()),
        () -> assertEquals(driver.counted("refused caller.not_found"),
            totals.path("refused").asLong()),
        () -> assertEquals(driver.counted("ungrounded"), totals.path("ungrounded").asLong()),
        () -> assertEquals(driver.counted("cache exact") + driver.counted("cache semantic"),
            totals.path("cached").asLong()),
        () -> assertEquals(driver.counted("degraded"), totals.path("degraded").asLong()),
        () -> assertEquals(spentUsd(), totals.path("costUsd").asDouble(), 1e-6));
  }

  @Test
  void theConsoleShowsTheSame() throws Exception {
    var troubles = new ArrayList<String>();
    try (var browser = TestBrowser.start();
        var page = browser.open("en-US", 1280, 900, troubles)) {
      page.navigate(gateway.url() + "/console");
      assertThat(page.getByTestId("tile-Questions").locator(".tile-more"))
          .hasText("1,000 questions");
      assertThat(page.getByTestId("tile-Refused").locator(".tile-value"))
          .hasText(String.valueOf(driver.counted("refused caller.not_found")));
      var cached = driver.counted("cache exact") + driver.counted("cache semantic");
      assertThat(page.getByTestId("tile-Cached").locator(".tile-value")).hasText(
          percent((double) cached / driver.counted("answered")));
      assertThat(page.getByTestId("tile-Degraded").locator(".tile-value"))
          .hasText(String.valueOf(driver.counted("degraded")));
      TestBrowser.shoot(page, "console-thousand-overview");

      page.getByTestId("tile-Refused").locator(".tile-value a").click();
      assertThat(page.getByTestId("answer-row"))
          .hasCount((int) driver.counted("refused caller.not_found"));
      page.navigate(gateway.url() + "/console#view=experiments");
      assertThat(page.getByTestId("experiment-verdict")).containsText(
          gateway.get("/v1/experiments").at("/experiments/0/verdict/english").asText());
      TestBrowser.shoot(page, "console-thousand-experiments");
      page.navigate(gateway.url() + "/console#view=quality");
      assertThat(page.locator("main")).containsText("ratings");
      TestBrowser.shoot(page, "console-thousand-quality");
      assertEquals(List.of(), troubles);
    }
  }

  @Test
  void theReportOfTheDayTellsWhatTheDriverCounts() throws Exception {
    var report = gateway.get("/v1/quality/report");
    assertAll(() -> assertEquals(QUESTIONS, report.path("questions").asLong()),
        () -> assertEquals(driver.counted("answered"), report.path("answered").asLong()),
        () -> assertEquals(driver.counted("refused caller.not_found"),
            report.path("refused").asLong()),
        () -> assertEquals(driver.counted("rated 5") + driver.counted("rated 1"),
            report.at("/ratings/count").asLong()),
        () -> assertEquals(driver.costUsd(), report.path("costUsd").asDouble(), 1e-6),
        () -> assertEquals("rating", report.at("/worst/0/why").asText()));
  }

  @Test
  void theVariantThatShufflesLosesTheExperiment() throws Exception {
    var experiment = gateway.get("/v1/experiments").at("/experiments/0");
    assertEquals("worse", experiment.at("/verdict/finding").asText(), experiment::toString);
    assertFalse(experiment.at("/split/wrong").asBoolean());
    assertEquals(driver.exposed(), byName(experiment.path("variants"), "name", "exposed"));
    assertEquals(driver.allCounted("tried "), StreamSupport
        .stream(experiment.path("variants").spliterator(), false)
        .collect(Collectors.toMap(one -> one.path("name").asText(),
            one -> one.at("/metrics/0/n").asLong())));
  }

  @Test
  void qualityThatIsBrokenOnPurposeIsToldAndOnlyThen() throws Exception {
    assertEquals(List.of(), toldBefore);
    var end = System.nanoTime() + Duration.ofMinutes(1).toNanos();
    while (TOLD.isEmpty() && System.nanoTime() < end) {
      RunningGateway.pause();
    }
    assertTrue(TOLD.stream().anyMatch(text -> text.startsWith("⚠ worse rating: ")),
        TOLD::toString);
    var rating = StreamSupport.stream(gateway.get("/v1/quality").path("measures").spliterator(),
        false).filter(one -> one.path("name").asText().equals("rating")).findFirst()
        .orElseThrow();
    assertEquals("bad", rating.path("state").asText(), rating::toString);
    assertEquals(1.0, Exposition.of(gateway.send(gateway.request("/metrics").build()).body())
        .value("rag_quality_bad", "measure", "rating"));
  }

  private static String percent(double share) {
    var format = NumberFormat.getPercentInstance(Locale.US);
    format.setMaximumFractionDigits(1);
    return format.format(share);
  }

  private static Map<String, Long> byName(JsonNode list, String name, String number) {
    var found = new TreeMap<String, Long>();
    list.forEach(one -> found.put(one.path(name).asText(), one.path(number).asLong()));
    return found;
  }

  /** Lines of the log. */
  private static final class JSON {
    static JsonNode read(String line) {
      try {
        return RunningGateway.JSON.readTree(line);
      } catch (java.io.IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    }
  }
}
