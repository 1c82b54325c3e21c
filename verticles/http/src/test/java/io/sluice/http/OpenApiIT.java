package io.sluice.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import io.sluice.fuzzing.OpenApi;
import io.sluice.message.AnswerEvent.Token;
import io.sluice.message.Answering.CachingExplained;
import io.sluice.message.Caching;
import io.sluice.message.Ingestion.Status;
import io.sluice.message.Refusal;
import io.sluice.message.Refusal.Internal;
import io.sluice.message.Refusal.Overloaded;
import io.sluice.message.Reply;
import io.sluice.message.Versions;
import io.vertx.core.Future;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OpenApiIT extends OnOwnGateway {
  private OpenApi api;

  @BeforeEach
  void open() throws Exception {
    api = OpenApi.parse(gateway.get("/openapi.yaml").body());
  }

  @Test
  void whatIsServedIsWhatIsDescribed() {
    var served = new TreeSet<String>();
    for (var route : gateway.verticle.router().getRoutes()) {
      if (route.getPath() != null && route.methods() != null) {
        route.methods().forEach(method -> served
            .add(method + " " + route.getPath().replaceAll(":([a-z]+)", "{$1}")));
      }
    }
    assertEquals(api.operations(), served);
  }

  @Test
  void noReferenceLeadsNowhere() {
    assertEquals(List.of(), api.danglingReferences());
  }

  @Test
  void whatIsRequiredIsDescribed() {
    assertEquals(List.of(), api.requiredAndNotDescribed());
  }

  @Test
  void requestsHaveTheFieldsOfTheirRecords() {
    assertEquals(components(Bodies.Ask.class), api.fields("Ask"));
    assertEquals(components(Bodies.SearchFor.class), api.fields("Search"));
    assertEquals(components(DocumentBodies.Document.class), api.fields("Document"));
    assertEquals(components(Bodies.Filter.class), api.fields("Filters"));
    assertEquals(components(BatchBodies.Batch.class), api.fields("BatchRequest"));
    assertEquals(components(BatchBodies.Question.class), api.fields("BatchQuestion"));
    assertEquals(components(WsFrames.In.class), api.fields("FrameIn"));
    assertEquals(components(CacheHandler.Eviction.class), api.fields("Eviction"));
    assertEquals(components(FeedbackHandler.Feedback.class), api.fields("Feedback"));
    assertEquals(components(FeedbackHandler.Click.class), api.fields("Click"));
    assertEquals(components(ExperimentsHandler.Change.class), api.fields("ExperimentChange"));
    assertEquals(components(Caching.CachesDescribed.class), api.fields("Caches"));
    assertEquals(components(CachingExplained.class), api.fields("CacheExplanation"));
  }

  @Test
  void theCodesAreThoseOfTheRefusals() throws Exception {
    for (var code : Refusal.Code.values()) {
      assertEquals(List.of(), api.misfits("ErrorBody", Responses.JSON.valueToTree(
          new Errors.Body(code.toString(), "m", "server_error", null, false, "r", 1L, "sorry"))));
    }
  }

  @Test
  void responsesAreAsDescribed() throws Exception {
    assertFits("Answer", 200, gateway.post("/v1/ask", "{\"question\": \"q\"}"));
    assertFits("Hits", 200, gateway.post("/v1/search", "{\"query\": \"q\"}"));
    assertFits("DocumentAccepted", 202, gateway.post("/v1/documents", "{\"text\": \"t\"}"));
    assertFits("Documents", 200, gateway.get("/v1/documents"));
    assertFits("Documents", 200, gateway.get("/v1/documents?limit=1"));
    assertFits("DocumentWithText", 200, gateway.get("/v1/documents/handbook"));
    assertFits("Receipt", 200, gateway.delete("/v1/documents/handbook"));
    assertFits("Originals", 200, gateway.get("/v1/documents/handbook/originals"));
    assertFits("Duplicates", 200, gateway.get("/v1/duplicates?limit=1"));
    assertFits("DeadLetters", 200, gateway.get("/v1/dead-letters"));
    assertFits("DocumentAccepted", 202, gateway.post("/v1/dead-letters/i-2/retry", ""));
    assertFits("Ingestion", 200, gateway.get("/v1/ingestions/i-1"));
    assertFits("Ingestion", 200, gateway.get("/v1/ingestions/i-2"));
    assertFits("Collections", 200, gateway.get("/v1/collections"));
    assertFits("UsageReport", 200, gateway.get("/v1/usage"));
    assertFits("Quality", 200, gateway.get("/v1/quality"));
    assertFits("QualityReport", 200, gateway.get("/v1/quality/report"));
    assertFits("Overview", 200, gateway.get("/v1/overview"));
    assertFits("AnswerList", 200, gateway.get("/v1/answers?limit=2"));
    assertFits("Experiments", 200, gateway.get("/v1/experiments"));
    assertFits("Experiment", 200, gateway.post("/v1/experiments/length", "{\"on\": false}"));
    assertFits("Status", 200, gateway.get("/health/live"));
    assertFits("Status", 200, gateway.get("/health/ready"));
    assertFits("Health", 200, gateway.get("/health"));
  }

  @Test
  void batchesAreAsDescribed() throws Exception {
    assertFits("BatchAccepted", 202,
        gateway.post("/v1/batches", "{\"questions\": [{\"question\": \"q\"}]}"));
    assertFits("Batches", 200, gateway.get("/v1/batches"));
    assertFits("Batch", 200, gateway.get("/v1/batches/b-1"));
    for (var event : Sse.parse(gateway.get("/v1/batches/b-1/events").body())) {
      assertEquals(List.of(), api.misfits("Batch", Gateway.json(event.data())));
    }
    for (var line : gateway.get("/v1/batches/b-1/results").body().split("\n", -1)) {
      assertTrue(line.isEmpty() || api.misfits("BatchResult", Gateway.json(line)).isEmpty(), line);
    }
    assertFits("Error", 400, gateway.post("/v1/batches", "{}"));
    assertFits("Error", 404, gateway.get("/v1/batches/nope"));
    assertFits("Error", 404, gateway.delete("/v1/batches/nope"));
    assertFits("Error", 404, gateway.get("/v1/batches/nope/events"));
    assertFits("Error", 404, gateway.get("/v1/batches/nope/results"));
  }

  @Test
  void versionsAreAsDescribed() throws Exception {
    var versions = "/v1/documents/handbook/versions";
    assertFits("VersionList", 200, gateway.get(versions));
    assertFits("PassageList", 200, gateway.get(versions + "/1/passages"));
    assertFits("Diff", 200, gateway.get(versions + "/1/diff"));
    assertFits("Activated", 200, gateway.post(versions + "/1/activate", ""));
    gateway.actors.active = Versions.State.LEFT_OUT;
    assertFits("VersionList", 200, gateway.get(versions));
  }

  @Test
  void whatOpenAisClientsGetIsAsDescribed() throws Exception {
    var chat = "{\"model\": \"sluice\", \"messages\": [{\"role\": \"user\", \"content\": \"q\"}]";
    assertFits("ChatCompletion", 200, gateway.post("/v1/chat/completions", chat + "}"));
    assertFits("Models", 200, gateway.get("/v1/models"));
    assertFits("Model", 200, gateway.get("/v1/models/sluice"));
    assertFits("Model", 200, gateway.get("/v1/models/sluice/hr"));
    var embed = "{\"model\": \"sluice\", \"input\": \"a\"";
    assertFits("Embeddings", 200, gateway.post("/v1/embeddings", embed + "}"));
    assertFits("Embeddings", 200,
        gateway.post("/v1/embeddings", embed + ", \"encoding_format\": \"base64\"}"));
    assertFits("Error", 400, gateway.post("/v1/chat/completions", "{}"));
    assertFits("Error", 404, gateway.get("/v1/models/gpt-4o"));
    assertFits("Error", 400, gateway.post("/v1/embeddings", "{}"));
    var stream = gateway.post("/v1/chat/completions",
        chat + ", \"stream\": true, \"stream_options\": {\"include_usage\": true}}").body();
    stream.lines().filter(line -> line.startsWith("data: {")).forEach(
        line -> assertEquals(List.of(), api.misfits("ChatChunk", json(line.substring(6)))));
    assertEquals(snakeCase(ChatBody.class), api.fields("Chat"));
    assertEquals(snakeCase(EmbeddingsBody.class), api.fields("Embed"));
  }

  @Test
  void ingestionEventsAreAsDescribed() throws Exception {
    for (var status : Status.values()) {
      gateway.actors.ingestion.find = find -> Future.succeededFuture(find.after() == null
          ? Reply.of(TestIngestion.found(status, 1))
          : Reply.refused(new Internal("m")));
      for (var event : gateway.get("/v1/ingestions/i-1/events").body().split("\n", -1)) {
        if (event.startsWith("data: {")) {
          var schema = event.startsWith("data: {\"error\"") ? "Error" : "Ingestion";
          assertEquals(List.of(), api.misfits(schema, Gateway.json(event.substring(6))));
        }
      }
    }
  }

  @Test
  void whatIsKnownOfAnAnswerIsAsDescribed() throws Exception {
    assertFits("AnswerExplanation", 200, gateway.get("/v1/answers/n.1/explain"));
    assertFits("Error", 404, gateway.get("/v1/answers/n.2/explain"));
    assertFits("Error", 404, gateway.post("/v1/feedback", "{\"answer\":\"n.2\",\"rating\":1}"));
    assertFits("Error", 400, gateway.post("/v1/feedback", "{\"answer\":\"n.1\"}"));
    assertFits("Error", 404, gateway.post("/v1/clicks", "{\"answer\":\"n.2\",\"source\":1}"));
    assertFits("Error", 400, gateway.post("/v1/clicks", "{\"answer\":\"n.1\",\"source\":2}"));
  }

  @Test
  void webhooksAreAsDescribed() throws Exception {
    assertFits("DocumentAccepted", 202, gateway.webhook("{\"text\": \"t\"}"));
    assertFits("Receipt", 200, gateway.webhook("{\"delete\": \"handbook\"}"));
    assertFits("Error", 404, gateway.webhook("{\"delete\": \"nope\"}"));
    assertFits("Error", 403, gateway.post("/v1/webhooks/documents", "{}"));
    var fields = api.fields("Document");
    fields.add("delete");
    assertEquals(components(DocumentBodies.Webhook.class), fields);
  }

  @Test
  void errorsAreAsDescribed() throws Exception {
    assertFits("Error", 400, gateway.post("/v1/ask", "{}"));
    assertFits("Error", 400, gateway.get("/v1/overview?minutes=4"));
    assertFits("Error", 400, gateway.get("/v1/answers?cursor=wrong"));
    assertFits("Error", 404, gateway.get("/v1/documents/nope"));
    assertFits("Error", 404, gateway.delete("/v1/documents/nope"));
    assertFits("Error", 404, gateway.get("/v1/ingestions/nope"));
    assertFits("Error", 404, gateway.get("/v1/documents/nope/versions"));
    assertFits("Error", 404, gateway.get("/v1/documents/nope/versions/1/passages"));
    assertFits("Error", 404, gateway.get("/v1/documents/nope/versions/1/diff"));
    assertFits("Error", 404, gateway.post("/v1/documents/nope/versions/1/activate", ""));
    assertFits("Error", 404, gateway.get("/v1/documents/nope/source"));
    assertFits("Error", 404, gateway.get("/v1/documents/nope/originals"));
    assertFits("Error", 403, gateway.get("/v1/documents/handbook/originals?collection=other"));
    assertFits("Error", 404, gateway.get("/v1/ingestions/nope/events"));
    assertFits("Error", 404, gateway.post("/v1/dead-letters/nope/retry", ""));
    assertFits("Error", 400, gateway.post("/v1/experiments/length", "{}"));
    assertFits("Error", 404, gateway.post("/v1/experiments/nope", "{\"on\": true}"));
    assertFits("Error", 405, gateway.delete("/v1/ask"));
    gateway.actors.refusal = new Overloaded("m", 1);
    assertFits("Error", 503, gateway.post("/v1/ask", "{\"question\": \"q\"}"));
    gateway.actors.refusal = new Internal("m");
    assertFits("Error", 500, gateway.post("/v1/search", "{\"query\": \"q\"}"));
  }

  @Test
  void anAnswerThatIsBeingWrittenIsAsDescribed() throws Exception {
    gateway.actors.answer = log -> log.append(new Token("a"));
    var reading = gateway.client().sendAsync(
        gateway.request("/v1/ask").POST(java.net.http.HttpRequest.BodyPublishers
            .ofString("{\"question\": \"q\"}")).build(),
        HttpResponse.BodyHandlers.ofString());
    var id = gateway.actors.asked.poll(30, TimeUnit.SECONDS).log().id();
    assertFits("Unfinished", 202, gateway.get("/v1/answers/" + id));
    gateway.delete("/v1/answers/" + id);
    assertFits("Error", 409, Gateway.get(reading));
  }

  @Test
  void everyEventIsAsDescribed() throws Exception {
    var events = Sse
        .parse(gateway.post("/v1/ask", "{\"question\": \"q\", \"stream\": true}").body());
    for (var event : events) {
      var schema = "Event" + Character.toUpperCase(event.event().charAt(0))
          + event.event().substring(1);
      assertEquals(List.of(), api.misfits(schema, Gateway.json(event.data())));
    }
  }

  @Test
  void aFieldThatIsNotDescribedWouldBeSeen() throws Exception {
    JsonNode wrong = Gateway.json("{\"status\": \"up\", \"more\": 1}");
    assertEquals(List.of("Status does not describe more"), api.misfits("Status", wrong));
  }

  private void assertFits(String schema, int status, HttpResponse<String> response)
      throws Exception {
    assertEquals(status, response.statusCode(), response.body());
    assertEquals(List.of(), api.misfits(schema, Gateway.json(response.body())));
    var path = response.uri().getPath().replaceAll("/experiments/[^/]+", "/experiments/{name}")
        .replaceAll("/(handbook|nope|[ib]-\\d)", "/{id}")
        .replace("/models/sluice/hr", "/models/{id}/{collection}")
        .replaceAll("/models/(sluice|gpt-4o)", "/models/{id}")
        .replaceAll("/answers/[^/]+", "/answers/{id}").replaceAll("/versions/\\d", "/versions/{n}");
    var method = response.request().method().toLowerCase(java.util.Locale.ROOT);
    assertTrue(status == 405 || api.hasResponse(method, path, status),
        method + " " + path + " does not describe " + status);
  }

  private static JsonNode json(String text) {
    try {
      return Gateway.json(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Set<String> snakeCase(Class<?> type) {
    return components(type).stream()
        .map(new PropertyNamingStrategies.SnakeCaseStrategy()::translate)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> components(Class<?> type) {
    return Arrays.stream(type.getRecordComponents()).map(RecordComponent::getName)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
