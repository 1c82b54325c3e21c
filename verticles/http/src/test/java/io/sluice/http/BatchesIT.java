package io.sluice.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.bus.EventLog;
import io.sluice.message.Answering.CacheUse;
import io.sluice.message.Batches.BatchLine;
import io.sluice.message.Batches.BatchProgressed;
import io.sluice.message.Batches.BatchStatus;
import io.sluice.message.Batches.ListBatches;
import io.sluice.message.Batches.OpenBatch;
import io.sluice.message.Refusal.BadRequest;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class BatchesIT extends OnOwnGateway {
  private static final String EVENTS = "/v1/batches/b-1/events";

  @Test
  void questionsAreAcceptedAsOneJson() throws Exception {
    var response = gateway.post("/v1/batches", """
        {"collection": "hr", "questions": [
          {"customId": "하나", "question": "휴가는 며칠이에요?", "collection": "c", "k": 3,
           "filters": {"tags": ["t"]}, "tier": "simple", "cache": "bypass", "deadlineMs": 5000,
           "maxCostUsd": 0.5},
          {"question": "How many days?"}]}""");

    assertEquals(202, response.statusCode());
    assertEquals("{\"batch\":\"b-1\",\"questions\":2}", response.body());
    var open = opened();
    assertNull(open.key());
    var first = open.lines().getFirst();
    assertEquals("하나", first.customId());
    assertEquals("휴가는 며칠이에요?", first.question().question());
    assertEquals("c", first.question().collection());
    assertEquals(List.of("t"), first.question().filters().tags());
    assertEquals("simple", first.question().tier());
    assertEquals(CacheUse.BYPASS, first.question().cache());
    assertEquals(5000, first.deadlineMs());
    assertEquals(0.5, first.maxCostUsd());
    assertEquals("hr", open.lines().getLast().question().collection());
    assertNull(open.lines().getLast().deadlineMs());
  }

  @ParameterizedTest
  @ValueSource(strings = {"application/jsonl", "application/x-ndjson; charset=utf-8",
      "Application/JSONL"})
  void questionsAreAcceptedLineByLine(String type) throws Exception {
    var response = lines(type, "/v1/batches?collection=hr",
        "{\"question\": \"휴가?\"}\r\n\n  \n{\"customId\": \"b\", \"question\": \"two\", \"collection\": \"c\"}");

    assertEquals(202, response.statusCode(), response.body());
    assertEquals(List.of("hr", "c"), opened().lines().stream().map(BatchLine::question)
        .map(question -> question.collection()).toList());
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
      "{} | questions | is required", //
      "{\"questions\": []} | questions | must have from 1 to 10000 entries, not 0",
      "{\"questions\": [{\"question\": \"q\"}, {\"question\": \" \"}]} | questions[1].question | must not be empty",
      "{\"questions\": [{}]} | questions[0].question | is required",
      "{\"questions\": [null]} | questions[0] | is required",
      "{\"questions\": [{\"question\": \"q\", \"stream\": true}]} | questions[0].stream | unknown field",
      "{\"questions\": [{\"question\": \"q\", \"k\": 0}]} | questions[0].k | must be from 1",
      "{\"questions\": [{\"question\": \"q\", \"filters\": {\"tags\": [\"\"]}}]} | questions[0].filters.tags[0] | must not",
      "{\"questions\": [{\"question\": \"q\"}], \"collection\": \"/\"} | collection | must be 1 to 64",
      "{\"questions\": [{\"question\": \"a\", \"customId\": \"x\"}, {\"question\": \"b\"}, {\"question\": \"c\", \"customId\": \"x\"}]} | questions[2].customId | is that of questions[0], too",
      "{\"questions\": [{\"question\": \"q\"}], \"model\": \"m\"} | model | unknown field"})
  void whatIsWrongIsNamedByItsPath(String body, String path, String message) throws Exception {
    var error = refused(gateway.post("/v1/batches", body));

    assertEquals(path, error.get("param").asText());
    assertTrue(error.get("message").asText().startsWith(path + ": " + message), error::toString);
    assertTrue(gateway.actors.batches.opened.isEmpty());
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
      "휴가는 며칠이에요? | questions[2] | (line 4)", //
      "{\"question\": 7} | questions[2].question | must be a string (line 4)",
      "{\"question\": \"q\", \"customId\": \"a\"} | questions[2].customId | is that of questions[0], too",
      "{\"question\": \"q\", \"why\": 1} | questions[2].why | (line 4)", //
      "[] | questions[2] | (line 4)", //
      "null | questions[2] | (line 4)"})
  void whatIsWrongInALineIsNamedByItsPathAndItsLine(String line, String path, String message)
      throws Exception {
    var error = refused(lines("application/jsonl", "/v1/batches",
        "{\"question\": \"a\", \"customId\": \"a\"}\n{\"question\": \"b\"}\n\n" + line));

    assertEquals(path, error.get("param").asText());
    assertTrue(error.get("message").asText().contains(message), error::toString);
  }

  @Test
  void aBodyWithoutLinesIsRefused() throws Exception {
    assertEquals("questions",
        refused(lines("application/jsonl", "/v1/batches", "\n\n")).get("param").asText());
  }

  @Test
  void theKeyIsPassedOn() throws Exception {
    send("night-1", "{\"questions\": [{\"question\": \"q\"}]}");
    assertEquals("night-1", opened().key());
    assertEquals("Idempotency-Key",
        refused(send("two words", "{\"questions\": [{\"question\": \"q\"}]}")).get("param")
            .asText());

    gateway.actors.batches.refusal = new BadRequest(
        "Idempotency-Key: was sent with other questions before", "Idempotency-Key");
    assertEquals("Idempotency-Key",
        refused(send("night-1", "{\"questions\": [{\"question\": \"r\"}]}")).get("param").asText());
  }

  @Test
  void thereIsRoomForAThousandQuestionsAndNotForAnyNumberOfBytes() throws Exception {
    var question = "휴가는 며칠이에요? ".repeat(100);
    var body = IntStream.range(0, 1000)
        .mapToObj(i -> "{\"question\": \"" + i + " " + question + "\"}")
        .collect(Collectors.joining(",", "{\"questions\": [", "]}"));
    assertEquals(202, gateway.post("/v1/batches", body).statusCode());
    assertEquals(1000, opened().lines().size());

    try (var client = gateway.raw()) {
      client
          .send("POST /v1/batches HTTP/1.1\r\nHost: localhost\r\nContent-Length: 20000000\r\n\r\n");
      assertTrue(client.response().startsWith("HTTP/1.1 413 "));
    }
  }

  @Test
  void aBatchSaysHowItFares() throws Exception {
    assertEquals("{\"id\":\"b-1\",\"status\":\"done\",\"questions\":3,\"done\":3,\"failed\":1,"
        + "\"costUsd\":0.75,\"createdAt\":\"2026-01-31T10:00:00Z\","
        + "\"endedAt\":\"2026-01-31T10:01:00Z\"}", gateway.get("/v1/batches/b-1").body());
    var batches = Gateway.json(gateway.get("/v1/batches?limit=2").body()).get("batches");
    assertEquals("running", batches.at("/0/status").asText());
    assertFalse(batches.get(0).has("endedAt"));
    assertEquals(new ListBatches(2), gateway.actors.batches.listed.remove());
  }

  @Test
  void progressComesAsEventsUntilTheEnd() throws Exception {
    var logs = heldLogs();
    try (var client = gateway.raw()) {
      client.send("GET " + EVENTS + " HTTP/1.0\r\n\r\n");
      var log = take(logs);
      log.append(progressed(BatchStatus.RUNNING, 0));
      log.append(progressed(BatchStatus.RUNNING, 1));
      log.end(progressed(BatchStatus.DONE, 3));
      var body = client.rest();

      var events = Sse.parse(body.substring(body.indexOf("\r\n\r\n") + 4));
      assertEquals(3, events.getLast().id());
      assertTrue(events.stream().allMatch(event -> event.event().equals("progress")));
      assertEquals("done", Gateway.json(events.getLast().data()).get("status").asText());
    }
  }

  @Test
  void aReaderGoesOnAfterWhatItHasRead() throws Exception {
    gateway.actors.batches.progress = log -> {
      for (var done = 0; done < 3; done++) {
        log.append(progressed(BatchStatus.RUNNING, done));
      }
      log.end(progressed(BatchStatus.DONE, 3));
    };
    assertEquals(List.of(4L), Sse.parse(gateway.get(EVENTS).body()).stream().map(Sse::id).toList());
    assertEquals(List.of(4L), Sse.parse(after("3")).stream().map(Sse::id).toList());
    assertEquals("data: [DONE]\n\n", after("4"));
    assertEquals(400,
        gateway.send(gateway.request(EVENTS).header("Last-Event-ID", "x")).statusCode());
  }

  @Test
  void resultsAreALineEach() throws Exception {
    var response = gateway.get("/v1/batches/b-1/results");

    assertEquals("application/jsonl; charset=utf-8",
        response.headers().firstValue("content-type").orElseThrow());
    var lines = response.body().lines().toList();
    assertEquals(3, lines.size());
    var first = Gateway.json(lines.getFirst());
    assertEquals("질문 하나", first.get("customId").asText());
    assertEquals(Samples.TEXT, first.at("/answer/answer").asText());
    assertEquals("handbook", first.at("/answer/sources/0/document").asText());
    assertFalse(first.has("error"));
    var third = Gateway.json(lines.get(2));
    assertEquals(3, third.get("line").asInt());
    assertEquals("gateway.overloaded", third.at("/error/code").asText());
    assertEquals("b-1-3", third.at("/error/requestId").asText());
    assertEquals("죄송합니다.", third.at("/error/apology").asText());
    assertFalse(third.has("answer"));
  }

  @Test
  void manyResultsComeInTheirOrderAndFromWhereOneWants() throws Exception {
    gateway.actors.batches.results = 95;
    var all = gateway.get("/v1/batches/b-1/results").body().lines().toList();
    assertEquals(95, all.size());
    for (var i = 0; i < all.size(); i++) {
      assertEquals(i + 1, Gateway.json(all.get(i)).get("line").asInt());
    }
    var rest = gateway.get("/v1/batches/b-1/results?after=93").body().lines().toList();
    assertEquals(94, Gateway.json(rest.getFirst()).get("line").asInt());
    assertEquals(2, rest.size());
    assertEquals(400, gateway.get("/v1/batches/b-1/results?after=-1").statusCode());
  }

  @Test
  void resultsThatBreakOffAreSeenToBeIncomplete() {
    gateway.actors.batches.results = 95;
    gateway.actors.batches.failsBehind = 40;
    assertThrows(IOException.class, () -> gateway.get("/v1/batches/b-1/results"));
  }

  @Test
  void aBatchIsDropped() throws Exception {
    assertEquals(204, gateway.delete("/v1/batches/b-1").statusCode());
    assertEquals("b-1", gateway.actors.batches.dropped.remove());
    for (var path : List.of("", "/events", "/results")) {
      assertEquals(404, gateway.get("/v1/batches/nope" + path).statusCode());
    }
    assertEquals(404, gateway.delete("/v1/batches/nope").statusCode());
  }

  private BlockingQueue<EventLog<BatchProgressed>> heldLogs() {
    var logs = new LinkedBlockingQueue<EventLog<BatchProgressed>>();
    gateway.actors.batches.progress = logs::add;
    return logs;
  }

  private static <T> T take(BlockingQueue<T> from) throws InterruptedException {
    return Objects.requireNonNull(from.poll(30, TimeUnit.SECONDS));
  }

  private OpenBatch opened() throws InterruptedException {
    return take(gateway.actors.batches.opened);
  }

  private static BatchProgressed progressed(BatchStatus status, int done) {
    return new BatchProgressed(TestBatches.state(status, done));
  }

  private HttpResponse<String> lines(String type, String path, String body) throws Exception {
    return gateway.send(gateway.request(path).header("content-type", type)
        .POST(BodyPublishers.ofString(body)));
  }

  private HttpResponse<String> send(String key, String body) throws Exception {
    return gateway.send(gateway.request("/v1/batches").header("Idempotency-Key", key)
        .POST(BodyPublishers.ofString(body)));
  }

  private static JsonNode refused(HttpResponse<String> response)
      throws IOException {
    assertEquals(400, response.statusCode(), response.body());
    return Gateway.error(response);
  }

  private String after(String event) throws Exception {
    return gateway.send(gateway.request(EVENTS).header("Last-Event-ID", event)).body();
  }
}
