package io.sluice.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.sluice.message.DeadLetters.ListDeadLetters;
import io.sluice.message.Ingestion.FindIngestion;
import io.sluice.message.Ingestion.IngestionFound;
import io.sluice.message.Ingestion.Status;
import io.sluice.message.Refusal.Unavailable;
import io.sluice.message.Reply;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class IngestionsIT extends OnOwnGateway {
  private static final String EVENTS = "/v1/ingestions/i-1/events";

  /** What was asked, to be answered by the test. */
  private final BlockingQueue<Asked> asked = new LinkedBlockingQueue<>();

  private record Asked(FindIngestion find, Promise<Reply<IngestionFound>> answer) {}

  @Test
  void anIngestionHasItsReportAndItsProgress() throws Exception {
    assertEquals(
        "{\"ingestion\":\"i-1\",\"status\":\"done\",\"document\":\"handbook\",\"version\":1,"
            + "\"passages\":{\"total\":5,\"added\":5,\"reused\":0,\"removed\":0},\"error\":null,"
            + "\"revision\":7,\"progress\":{\"stage\":\"finished\",\"embedded\":5,\"toEmbed\":5,"
            + "\"attempt\":1},\"report\":{\"mediaType\":\"application/pdf\",\"pages\":3,\"dropped\":["
            + "{\"what\":\"page number\",\"count\":3,\"example\":\"- 1 -\"}],\"masked\":{\"EMAIL\":2},"
            + "\"instructions\":{\"passages\":1,\"dropped\":0,\"kinds\":{\"COMMAND\":1}}}}",
        gateway.get("/v1/ingestions/i-1").body());
  }

  @Test
  void oneThatFailedSaysWhyAndNotWhatIsNotKnown() throws Exception {
    var failed = Gateway.json(gateway.get("/v1/ingestions/i-2").body());
    assertEquals("caller.unreadable", failed.at("/error/code").asText());
    assertFalse(failed.has("report"));
    assertFalse(failed.has("progress"));
  }

  @Test
  void newsComeAsTheyAreUntilTheEnd() throws Exception {
    var afters = new ArrayList<Long>();
    gateway.actors.ingestion.find = find -> {
      afters.add(find.after());
      var after = find.after() == null ? 0 : find.after();
      return Future.succeededFuture(Reply.of(after == 0
          ? TestIngestion.found(Status.QUEUED, 1)
          : after == 1
              ? TestIngestion.found(Status.RUNNING, 4)
              : TestIngestion.found(Status.DONE, 5)));
    };
    var response = gateway.get(EVENTS);
    assertEquals("text/event-stream", response.headers().firstValue("content-type").orElseThrow());
    var events = Sse.parse(response.body());
    assertEquals(List.of(1L, 4L, 5L), events.stream().map(Sse::id).toList());
    assertTrue(events.stream().allMatch(event -> event.event().equals("progress")));
    var last = Gateway.json(events.getLast().data());
    assertEquals("done", last.get("status").asText());
    assertEquals(5, last.at("/progress/embedded").asInt());
    assertEquals(java.util.Arrays.asList(null, 1L, 4L), afters);
  }

  @Test
  void aReaderGoesOnAfterWhatItHasRead() throws Exception {
    gateway.actors.ingestion.find = find -> Future.succeededFuture(
        Reply.of(TestIngestion.found(Status.UNCHANGED, 5)));
    assertEquals(List.of(5L), Sse.parse(after("4")).stream().map(Sse::id).toList());
    assertEquals("data: [DONE]\n\n", after("5"));
    assertEquals(List.of(5L), Sse.parse(after("0")).stream().map(Sse::id).toList());
  }

  @Test
  void aPingIsSentWhileThereIsNoNews() throws Exception {
    script();
    try (var client = gateway.raw()) {
      client.send("GET " + EVENTS + " HTTP/1.0\r\n\r\n");
      answer(Status.RUNNING, 1);
      answer(Status.RUNNING, 1);
      answer(Status.DONE, 2);
      var body = client.rest();
      assertTrue(body.indexOf("id: 1\n") < body.indexOf(": ping\n\n"), body);
      assertTrue(body.indexOf(": ping\n\n") < body.indexOf("id: 2\n"), body);
      assertEquals(1, body.split(": ping", -1).length - 1);
    }
  }

  @Test
  void theReaderLeavingEndsTheAsking() throws Exception {
    script();
    try (var client = gateway.raw()) {
      client.send("GET " + EVENTS + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
      answer(Status.RUNNING, 1);
      assertEquals('H', client.in().read());
    }
    for (var revision = 2; revision < 20; revision++) {
      var late = asked.poll(1, TimeUnit.SECONDS); // what was under way, at most
      if (late == null) {
        return;
      }
      late.answer().complete(Reply.of(TestIngestion.found(Status.RUNNING, revision)));
    }
    fail("it goes on asking");
  }

  @Test
  void whatGoesWrongOnTheWayIsAnEvent() throws Exception {
    gateway.actors.ingestion.find = find -> Future.succeededFuture(find.after() == null
        ? Reply.of(TestIngestion.found(Status.RUNNING, 1))
        : Reply.refused(new Unavailable("ingestion", "is not there")));
    var body = gateway.get(EVENTS).body();
    var error = body.split("\n\n", -1)[1];
    assertTrue(error.startsWith("event: error\ndata: "), error);
    assertEquals("gateway.unavailable",
        Gateway.json(error.substring(error.indexOf('{'))).at("/error/code").asText());
    assertTrue(body.endsWith("}}\n\ndata: [DONE]\n\n"), body);
  }

  @Test
  void oneThatNobodyKnowsIsNotFound() throws Exception {
    assertEquals(404, gateway.get("/v1/ingestions/nope").statusCode());
    var response = gateway.get("/v1/ingestions/nope/events");
    assertEquals(404, response.statusCode());
    assertEquals("id", Gateway.error(response).get("param").asText());
  }

  @Test
  void deadLettersAreListedWithTheirReasons() throws Exception {
    var letter = Gateway.json(gateway.get("/v1/dead-letters?collection=c&limit=5").body())
        .at("/letters/0");
    assertEquals("caller.unreadable", letter.at("/reason/code").asText());
    assertEquals("2026-01-31T10:00:00Z", letter.get("failedAt").asText());
    gateway.get("/v1/dead-letters");
    assertEquals(new ListDeadLetters("c", 5), gateway.actors.ingestion.letters.remove());
    assertEquals(new ListDeadLetters(null, 100), gateway.actors.ingestion.letters.remove());
  }

  @Test
  void aDeadLetterIsTriedAgain() throws Exception {
    var response = gateway.post("/v1/dead-letters/i-2/retry", "");
    assertEquals(202, response.statusCode());
    assertEquals("i-2", Gateway.json(response.body()).get("ingestion").asText());
    assertEquals(404, gateway.post("/v1/dead-letters/nope/retry", "").statusCode());
  }

  private void script() {
    gateway.actors.ingestion.find = find -> {
      var promise = Promise.<Reply<IngestionFound>>promise();
      asked.add(new Asked(find, promise));
      return promise.future();
    };
  }

  private void answer(Status status, long revision) throws Exception {
    next().answer().complete(Reply.of(TestIngestion.found(status, revision)));
  }

  private Asked next() throws Exception {
    return java.util.Objects.requireNonNull(asked.poll(30, TimeUnit.SECONDS));
  }

  private String after(String revision) throws Exception {
    return gateway.send(gateway.request(EVENTS).header("Last-Event-ID", revision)).body();
  }
}
