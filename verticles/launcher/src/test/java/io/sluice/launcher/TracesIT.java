package io.sluice.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.testservers.Acts;
import io.sluice.testservers.OtlpReceiver;
import io.sluice.testservers.OtlpSpan;
import io.sluice.testservers.ScriptedModel;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The traces of a whole gateway, as a collector gets them. */
class TracesIT {
  private static final String CALLER = "00f067aa0ba902b7";
  private static final String QUESTION = "When is the greenhouse gate locked? Call 010-1234-5678.";
  private static final String GATE = "The greenhouse gate is locked at 21:30. The key is kept by Mina.";

  @TempDir
  static Path folder = Path.of("");
  private static final ScriptedModel MODEL = ScriptedModel.start();
  @SuppressWarnings("NullAway.Init")
  private static OtlpReceiver collector;
  @SuppressWarnings("NullAway.Init")
  private static RunningGateway gateway;

  @BeforeAll
  static void start() throws Exception {
    collector = OtlpReceiver.start();
    gateway = open("on", "tracing.endpoint=" + collector.url(), "tracing.service-name=door",
        "answer.privacy=off", "answer.embed-within=60s");
  }

  @AfterAll
  static void stop() throws Exception {
    try {
      gateway.close();
    } finally {
      collector.close();
      MODEL.close();
    }
  }

  @Test
  void aQuestionIsOneTraceFromItsCallerToTheModel() throws Exception {
    var trace = trace(1);
    MODEL.then(Acts.says("The key is kept ", "by Mina [1]."));
    var answer = ask(gateway, trace, "{\"question\": \"Who keeps the key of the greenhouse?\"}");

    var door = collector.await(trace, "POST /v1/ask");
    var asked = collector.await(trace, "sluice.ask");
    var generated = collector.await(trace, "sluice.generate");
    var chat = collector.await(trace, "chat scripted-1");
    assertEquals(CALLER, door.parentId());
    assertEquals(door.traceparent(), answer.headers().firstValue("traceparent").orElseThrow());
    assertBelow(door, asked);
    assertBelow(asked, collector.await(trace, "sluice.cache.find"));
    assertBelow(collector.await(trace, "sluice.cache.find"),
        collector.await(trace, "sluice.retrieval.find"));
    assertBelow(asked, collector.await(trace, "sluice.cache.embed"));
    collector.await(trace, "sluice.embed");
    assertBelow(collector.await(trace, "sluice.cache.embed"),
        collector.trace(trace).stream().filter(span -> span.name().equals("sluice.embed"))
            .findFirst().orElseThrow());
    assertBelow(asked, collector.await(trace, "sluice.choose-tier"));
    assertBelow(asked, generated);
    assertBelow(generated, chat);
    assertEquals(List.of(2L, 1L, 1L, 3L),
        List.of(door.kind(), asked.kind(), generated.kind(), chat.kind()));
    assertEquals("door", chat.resource().get("service.name"));

    var upstream = MODEL.calls().getLast().headers();
    assertEquals(chat.traceparent(), upstream.get("traceparent"));
    assertEquals("vendor=1", upstream.get("tracestate"));
  }

  @Test
  void whatItTookIsOnItsSpans() throws Exception {
    var trace = trace(2);
    MODEL.then(call -> {
      call.raw("data: {\"id\": \"c-1\", \"model\": \"scripted-1-0815\", \"choices\": []}\n\n");
      call.say("The gate is locked at 21:30 [1].");
      call.finish("stop", 12, 34);
    });
    ask(gateway, trace, "{\"question\": \"" + QUESTION + "\"}");

    var chat = collector.await(trace, "chat scripted-1");
    assertEquals("chat", chat.get("gen_ai.operation.name"));
    assertEquals("openai", chat.get("gen_ai.provider.name"));
    assertEquals("scripted-1", chat.get("gen_ai.request.model"));
    assertEquals("scripted-1-0815", chat.get("gen_ai.response.model"));
    assertEquals("c-1", chat.get("gen_ai.response.id"));
    assertEquals(12L, chat.get("gen_ai.usage.input_tokens"));
    assertEquals(34L, chat.get("gen_ai.usage.output_tokens"));
    assertEquals(List.of("stop"), chat.get("gen_ai.response.finish_reasons"));
    assertEquals("127.0.0.1", chat.get("server.address"));
    assertEquals(0.08, (double) chat.get("sluice.cost_usd"), 1e-9);
    var asked = collector.await(trace, "sluice.ask");
    assertEquals(List.of("control", "openai", "scripted-1", "none", 12L, 34L, true),
        List.of(asked.get("sluice.variant"), asked.get("sluice.provider"),
            asked.get("sluice.model"), asked.get("sluice.cache.layer"),
            asked.get("sluice.input_tokens"), asked.get("sluice.output_tokens"),
            asked.get("sluice.grounded")));
    assertEquals(0.08, (double) asked.get("sluice.cost_usd"), 1e-9);
    assertEquals(200L, collector.await(trace, "POST /v1/ask").get("http.response.status_code"));
  }

  @Test
  void whatIsGivenUpOrRefusedIsOnThemToo() throws Exception {
    var trace = trace(3);
    MODEL.then(Acts.status(400, "no"));
    ask(gateway, trace, "{\"question\": \"" + QUESTION + "\"}");

    assertEquals("provider.failed",
        collector.await(trace, "chat scripted-1").get("error.type"));
    assertEquals("provider.failed", collector.await(trace, "sluice.ask").get("sluice.refusal"));
    assertTrue(collector.await(trace, "sluice.ask").error());

    var other = trace(4);
    ask(gateway, other, "{\"question\": \"Hm?\", \"collection\": \"nowhere\"}");
    assertEquals("caller.not_found", collector.await(other, "sluice.ask").get("sluice.refusal"));
  }

  @Test
  void aStreamHasNoSpanForEachOfItsPiecesAndEndsItsOwn() throws Exception {
    var trace = trace(5);
    MODEL.then(MODEL.holds());
    var asking = Thread.ofVirtual().start(() -> {
      try {
        ask(gateway, trace, "{\"question\": \"" + QUESTION + "\", \"stream\": true}");
      } catch (Exception e) {
        throw new AssertionError(e);
      }
    });
    var call = MODEL.takeHeld();
    for (var i = 0; i < 50; i++) {
      call.say("The gate " + i + " ");
    }
    call.finish("stop", 12, 34);
    asking.join();

    collector.await(trace, "POST /v1/ask");
    var names = collector.trace(trace).stream().map(OtlpSpan::name)
        .collect(Collectors.toUnmodifiableSet());
    assertTrue(names.contains("sluice.generate"), names::toString);
    assertEquals(Set.of(), names.stream().filter(name -> name.contains("stream"))
        .collect(Collectors.toUnmodifiableSet()));
    assertTrue(collector.trace(trace).size() < 40, () -> collector.trace(trace).toString());
  }

  @Test
  void aReaderWhoLeavesEndsTheSpanOfTheRequest() throws Exception {
    var trace = trace(6);
    MODEL.then(MODEL.holds());
    try (var client = HttpClient.newHttpClient()) {
      var response = client.send(
          gateway.request("/v1/ask").header("traceparent", place(trace))
              .POST(BodyPublishers.ofString(
                  "{\"question\": \"" + QUESTION + "\", \"stream\": true}"))
              .header("content-type", "application/json").build(),
          HttpResponse.BodyHandlers.ofInputStream());
      var call = MODEL.takeHeld();
      call.say("The gate ");
      response.body().close();
      client.shutdownNow();
      assertEquals(call, MODEL.takeClosed());
    }
    assertEquals("closed", collector.await(trace, "POST /v1/ask").get("error.type"));
    assertEquals("caller.cancelled",
        collector.await(trace, "sluice.ask").get("sluice.refusal"));
    assertTrue(collector.await(trace, "chat scripted-1").error());
  }

  @Test
  void nothingThatWasAskedOrSaidIsInThem() throws Exception {
    var trace = trace(7);
    MODEL.then(Acts.says("The gate is locked at 21:30 [1]."));
    ask(gateway, trace, "{\"question\": \"" + QUESTION + "\"}");
    for (var name : List.of("POST /v1/ask", "sluice.ask", "sluice.generate", "chat scripted-1")) {
      collector.await(trace, name);
    }

    var all = collector.trace(trace).toString();
    assertFalse(all.contains("greenhouse") || all.contains("21:30") || all.contains("010-1234"),
        all);
  }

  @Test
  void whereWordsAreAllowedTheyAreThereAndMasked() throws Exception {
    var trace = trace(8);
    try (var talkative = open("words", "tracing.endpoint=" + collector.url(),
        "tracing.content=masked", "answer.privacy=off")) {
      MODEL.then(Acts.says("The gate is locked at 21:30, call 010-1234-5678 [1]."));
      ask(talkative, trace, "{\"question\": \"" + QUESTION + "\"}");
      var asked = collector.await(trace, "sluice.ask");
      assertEquals("When is the greenhouse gate locked? Call [PHONE].",
          asked.get("sluice.question"));
      assertEquals("The gate is locked at 21:30, call [PHONE] [1].", asked.get("sluice.answer"));
    }
    assertFalse(collector.trace(trace).toString().contains("1234"));
  }

  @Test
  void aTraceBeginsHereWhereNoneComesAndNotForPagesAndHealth() throws Exception {
    MODEL.then(Acts.says("The gate is locked at 21:30 [1]."));
    var answer = gateway.send(gateway.request("/v1/ask").header("content-type", "application/json")
        .POST(BodyPublishers.ofString("{\"question\": \"" + QUESTION + "\"}")).build());
    var place = answer.headers().firstValue("traceparent").orElseThrow();
    for (var path : List.of("/health", "/", "/metrics")) {
      gateway.send(gateway.request(path).GET().build());
    }
    var door = collector.await(place.substring(3, 35), "POST /v1/ask");

    assertEquals("", door.parentId());
    assertEquals(place, door.traceparent());
    assertEquals(Set.of("POST /v1/ask"),
        collector.spans().stream().filter(span -> span.kind() == 2)
            .filter(span -> !span.name().contains("documents") && !span.name().contains("ingest"))
            .map(OtlpSpan::name).collect(Collectors.toUnmodifiableSet()));
  }

  @Test
  void withoutACollectorNothingRunsForItAndTheTraceGoesOnToTheModel() throws Exception {
    var trace = trace(9);
    try (var off = open("off")) {
      MODEL.then(Acts.says("The gate is locked at 21:30 [1]."));
      var answer = ask(off, trace, "{\"question\": \"" + QUESTION + "\"}");

      assertEquals(place(trace), answer.headers().firstValue("traceparent").orElseThrow());
      assertEquals(place(trace), MODEL.calls().getLast().headers().get("traceparent"));
      assertFalse(threads(off).contains("BatchSpanProcessor"));
    }
    assertTrue(threads(gateway).contains("BatchSpanProcessor"));
    assertEquals(List.of(), collector.trace(trace));
  }

  @Test
  void aCollectorThatIsNotThereIsToldOfOnceAndKeepsNobodyWaiting() throws Exception {
    String nowhere;
    try (var taken = new ServerSocket(0, 1, InetAddress.getByAddress(new byte[]{127, 0, 0, 1}))) {
      nowhere = "http://127.0.0.1:" + taken.getLocalPort();
    }
    var lonely = open("lonely", "tracing.endpoint=" + nowhere);
    try (lonely) {
      for (var i = 0; i < 20; i++) {
        MODEL.then(Acts.says("The gate is locked at 21:30 [1]."));
        assertEquals(200,
            ask(lonely, trace(10 + i), "{\"question\": \"" + QUESTION + "\"}").statusCode());
      }
      var end = System.nanoTime() + Duration.ofMinutes(1).toNanos();
      while (!lonely.log().contains("traces cannot be sent") && System.nanoTime() - end < 0) {
        RunningGateway.pause();
      }
      var metrics = Exposition.of(lonely.send(lonely.request("/metrics").build()).body());
      assertTrue(metrics.value("rag_spans_lost_total") > 0, metrics::toString);
    }
    var lines = lonely.log().lines().filter(line -> line.contains("cannot be sent")).toList();
    assertEquals(1, lines.size(), lonely.log());
    assertFalse(lonely.log().contains("opentelemetry"), lonely.log());
  }

  private static RunningGateway open(String name, String... settings) throws Exception {
    var all = new ArrayList<>(List.of(RunningGateway.FORGETFUL,
        "generation.endpoints.openai.price-per-million-prompt-tokens=1000",
        "generation.endpoints.openai.price-per-million-completion-tokens=2000",
        "generation.endpoints.openai.attempts=1", "generation.check.within=60s"));
    all.addAll(List.of(settings));
    var opened = RunningGateway.before(MODEL, folder.resolve(name), all.toArray(String[]::new));
    opened.take(RunningGateway.JSON.createObjectNode().put("title", "Greenhouse")
        .put("text", GATE));
    return opened;
  }

  private static HttpResponse<String> ask(RunningGateway of, String trace, String body)
      throws Exception {
    return of.send(of.request("/v1/ask").header("content-type", "application/json")
        .header("traceparent", place(trace)).header("tracestate", "vendor=1")
        .POST(BodyPublishers.ofString(body)).build());
  }

  private static void assertBelow(OtlpSpan parent, OtlpSpan child) {
    assertEquals(parent.spanId(), child.parentId(), () -> child.name() + " is not below "
        + parent.name());
  }

  private static String trace(int number) {
    return "%032x".formatted(0xabcdef00L + number);
  }

  private static String place(String trace) {
    return "00-" + trace + "-" + CALLER + "-01";
  }

  private static String threads(RunningGateway of) throws Exception {
    var jcmd = new ProcessBuilder(
        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
        Long.toString(of.pid()), "Thread.print").redirectErrorStream(true).start();
    return new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }
}
