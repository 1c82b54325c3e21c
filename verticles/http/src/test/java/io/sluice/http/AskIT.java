package io.sluice.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.message.AnswerEvent.Accepted;
import io.sluice.message.AnswerEvent.Failed;
import io.sluice.message.AnswerEvent.Token;
import io.sluice.message.Refusal.Overloaded;
import io.sluice.message.Refusal.UpstreamDown;
import io.sluice.message.Refusal.UpstreamFailed;
import io.sluice.message.Reply;
import io.sluice.message.StreamEvent;
import io.sluice.message.Streaming;
import io.sluice.message.Streaming.Batch;
import io.sluice.message.Streaming.StreamOpened;
import io.vertx.core.Future;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class AskIT extends OnOwnGateway {
  private static final String QUESTION = "{\"question\": \"휴가?\"}";
  private static final List<String> KINDS = List.of("accepted", "routed", "sources", "degraded",
      "token", "token", "citation", "usage", "done");

  @Test
  void anAnswerIsWholeAsJson() throws Exception {
    var response = gateway.post("/v1/ask", QUESTION);
    assertEquals(200, response.statusCode());
    assertEquals("application/json", response.headers().firstValue("content-type").orElseThrow());
    var answer = Gateway.json(response.body());
    assertEquals(Samples.TEXT, answer.get("answer").asText());
    assertEquals("p1", answer.at("/sources/0/passage").asText());
  }

  @Test
  void headersTellHowAnAnswerCameAbout() throws Exception {
    var headers = gateway.post("/v1/ask", QUESTION).headers();
    assertEquals("none", headers.firstValue("x-sluice-cache").orElseThrow());
    assertEquals("simple", headers.firstValue("x-sluice-tier").orElseThrow());
    assertEquals("control", headers.firstValue("x-sluice-variant").orElseThrow());
    assertEquals("0.250000", headers.firstValue("x-sluice-cost").orElseThrow());
  }

  @Test
  void anAnswerThatComesAtOnceIsTheSame() throws Exception {
    var read = Gateway.json(gateway.post("/v1/ask", QUESTION).body());
    gateway.actors.atOnce = true;
    var atOnce = Gateway.json(gateway.post("/v1/ask", QUESTION).body());
    var id = atOnce.get("id").asText();

    assertEquals(read.get("answer"), atOnce.get("answer"));
    assertEquals(read.get("sources"), atOnce.get("sources"));
    assertEquals(atOnce, Gateway.json(gateway.get("/v1/answers/" + id).body()));
  }

  @Test
  void aStreamSaysWhichCacheAnsweredWhereThatIsKnownAtItsBeginning() throws Exception {
    var streamed = "{\"question\": \"q\", \"stream\": true}";
    assertTrue(gateway.post("/v1/ask", streamed).headers().firstValue("x-sluice-cache").isEmpty());
    gateway.actors.atOnce = true;
    var headers = gateway.post("/v1/ask", streamed).headers();

    assertEquals("none", headers.firstValue("x-sluice-cache").orElseThrow());
    assertEquals("simple", headers.firstValue("x-sluice-tier").orElseThrow());
  }

  @Test
  void aMaxAgeThatIsNoneIsRefusedAndWhatIsMeantForOthersIsNot() throws Exception {
    for (var wrong : List.of("max-age=abc", "no-cache, max-age", "max-age=", "max-age=-1")) {
      var response = cacheControl(wrong);
      assertEquals(400, response.statusCode(), wrong);
      assertEquals("Cache-Control", Gateway.json(response.body()).at("/error/param").asText());
    }
    gateway.actors.asked.clear();
    var ages = new ArrayList<Long>();
    for (var right : List.of("max-age=60", "Max-Age=\"60\"", "max-age=99999999999999999999",
        "private, max-stale=abc")) {
      assertEquals(200, cacheControl(right).statusCode(), right);
      ages.add(gateway.actors.asked.take().question().maxAgeMs());
    }
    assertEquals(Arrays.asList(60_000L, 60_000L, (1L << 31) * 1000, null), ages);
  }

  private HttpResponse<String> cacheControl(String value) throws Exception {
    return gateway.send(gateway.request("/v1/ask").header("Cache-Control", value)
        .POST(BodyPublishers.ofString(QUESTION)));
  }

  @Test
  void everyFieldOfAQuestionArrives() throws Exception {
    gateway.post("/v1/ask", """
        {"question": "q", "collection": "c", "conversation": "talk", "user": "u", "k": 3,
         "filters": {"tags": ["t"], "language": "ko", "from": "2026-01-01", "to": null,
                     "author": "김", "source": "https://a/*"},
         "variant": "v", "tier": "complex", "cache": "bypass", "expand": "queries",
         "deadlineMs": 5000, "retrieval": false,
         "maxCostUsd": 0.5}""");
    var asked = gateway.actors.asked.poll(30, TimeUnit.SECONDS);
    assertEquals("AskQuestion[question=q, collection=c, conversation=talk, user=u, k=3, "
        + "filters=Filters[tags=[t], language=ko, from=2026-01-01, to=null, author=김, "
        + "source=https://a/*], variant=v, "
        + "tier=complex, cache=BYPASS, history=null, expand=QUERIES, retrieval=false, maxAgeMs=null]",
        asked.question().toString());
    assertEquals(0.5, asked.call().budgetUsd());
    assertTrue(asked.call().remaining().toMillis() <= 5000);
  }

  @Test
  void anAnswerIsStreamedToTheLetter() throws Exception {
    gateway.actors.answer = log -> {
      log.append(new Accepted("a1"));
      log.append(new Token("\"줄\n\r\""));
      log.end(new Failed(new Overloaded("too much", 1000)));
    };
    var response = gateway.send(gateway.request("/v1/ask").header("accept", "text/event-stream")
        .header("x-request-id", "r1").POST(BodyPublishers.ofString(QUESTION)));
    assertEquals("text/event-stream", response.headers().firstValue("content-type").orElseThrow());
    assertEquals("no-cache", response.headers().firstValue("cache-control").orElseThrow());
    assertEquals("""
        id: 1
        event: accepted
        data: {"id":"a1"}

        id: 2
        event: token
        data: {"text":"\\"줄\\n\\r\\""}

        id: 3
        event: error
        data: {"error":{"code":"gateway.overloaded","message":"too much","type":"server_error",\
        "param":null,"retryable":true,"requestId":"r1","retryAfterMs":1000}}

        data: [DONE]

        """, response.body());
  }

  @Test
  void streamTrueInTheBodyStreamsToo() throws Exception {
    var events = Sse
        .parse(gateway.post("/v1/ask", "{\"question\": \"q\", \"stream\": true}").body());
    assertEquals(KINDS, events.stream().map(Sse::event).toList());
    assertEquals(LongStream.rangeClosed(1, 9).boxed().toList(),
        events.stream().map(Sse::id).toList());
  }

  @Test
  void aPingIsSentWhileNothingComes() throws Exception {
    var reads = new AtomicLong();
    serveStream(request -> reads.getAndIncrement() == 0
        ? new Batch(List.of(), 0, false)
        : new Batch(List.of(new Token("a")), 1, true));
    assertEquals(": ping\n\nid: 1\nevent: token\ndata: {\"text\":\"a\"}\n\ndata: [DONE]\n\n",
        gateway.get("/v1/answers/fake.1/events").body());
  }

  @Test
  void whatCurlSendsIsRead() throws Exception {
    var response = gateway.send(
        gateway.request("/v1/ask").header("content-type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(QUESTION)));
    assertEquals(200, response.statusCode());
  }

  @Test
  void aClientThatAwaitsTheGoAheadGetsIt() throws Exception {
    var response = gateway.send(
        gateway.request("/v1/ask").expectContinue(true).POST(BodyPublishers.ofString(QUESTION)));
    assertEquals(200, response.statusCode());
  }

  @Test
  void aLogIsReadOnFromWhereAReaderHadCome() throws Exception {
    var id = ask();
    var response = gateway
        .send(gateway.request("/v1/answers/" + id + "/events").header("Last-Event-ID", "3"));
    var events = Sse.parse(response.body());
    assertEquals(KINDS.subList(3, 9), events.stream().map(Sse::event).toList());
    assertEquals(4, events.getFirst().id());
  }

  @Test
  void aReaderThatHasReadAllIsToldTheEnd() throws Exception {
    var id = ask();
    var response = gateway
        .send(gateway.request("/v1/answers/" + id + "/events").header("Last-Event-ID", "9"));
    assertEquals("data: [DONE]\n\n", response.body());
  }

  @Test
  void twoReadersSeeTheSameLog() throws Exception {
    gateway.actors.answer = log -> log.append(new Accepted(log.id()));
    var first = gateway.client().sendAsync(gateway.request("/v1/ask")
        .POST(BodyPublishers.ofString("{\"question\": \"q\", \"stream\": true}")).build(),
        BodyHandlers.ofString());
    var log = gateway.actors.asked.poll(30, TimeUnit.SECONDS).log();
    var second = gateway.client().sendAsync(
        gateway.request("/v1/answers/" + log.id() + "/events").build(), BodyHandlers.ofString());
    log.append(new Token("a"));
    log.end(Samples.done(log.id()));
    assertEquals(Gateway.get(first).body(), Gateway.get(second).body());
  }

  @Test
  void aFinishedAnswerCanBeReadAgain() throws Exception {
    var first = gateway.post("/v1/ask", QUESTION).body();
    var again = gateway.get("/v1/answers/" + Gateway.json(first).get("id").asText());
    assertEquals(200, again.statusCode());
    assertEquals(first, again.body());
  }

  @Test
  void anAnswerThatIsBeingWrittenIsShownAsFar() throws Exception {
    gateway.actors.answer = log -> log.append(new Token("so far"));
    try (var client = gateway.raw()) {
      client.send(streamed());
      var log = gateway.actors.asked.poll(30, TimeUnit.SECONDS).log();
      var response = gateway.get("/v1/answers/" + log.id());
      assertEquals(202, response.statusCode());
      assertEquals("{\"id\":\"" + log.id() + "\",\"status\":\"running\",\"answer\":\"so far\"}",
          response.body());
    }
  }

  @Test
  void stoppingEndsTheLogForItsReaders() throws Exception {
    gateway.actors.answer = log -> log.append(new Token("a"));
    var reading = gateway.client().sendAsync(gateway.request("/v1/ask")
        .POST(BodyPublishers.ofString("{\"question\": \"q\", \"stream\": true}")).build(),
        BodyHandlers.ofString());
    var id = gateway.actors.asked.poll(30, TimeUnit.SECONDS).log().id();
    assertEquals(204, gateway.delete("/v1/answers/" + id).statusCode());
    var last = Sse.parse(Gateway.get(reading).body()).getLast();
    assertEquals("error", last.event());
    assertEquals("caller.cancelled", Gateway.json(last.data()).at("/error/code").asText());
    assertEquals(409, gateway.get("/v1/answers/" + id).statusCode());
  }

  @Test
  void theLastReaderOfAStreamLeavingStopsTheWork() throws Exception {
    gateway.actors.answer = log -> log.append(new Token("a"));
    var client = gateway.raw().send(streamed());
    var log = gateway.actors.asked.poll(30, TimeUnit.SECONDS).log();
    assertNotEquals(-1, client.in().read());
    client.close();
    Gateway.get(log.whenEnded().toCompletionStage().toCompletableFuture());
  }

  @Test
  void theOneWhoWaitsForJsonLeavingStopsTheWorkThoughTokensCome() throws Exception {
    gateway.actors.answer = log -> gateway.vertx.setPeriodic(20,
        tick -> log.append(new Token("a")));
    var client = gateway.raw().send(post("/v1/ask", QUESTION));
    var log = gateway.actors.asked.poll(30, TimeUnit.SECONDS).log();
    client.close();
    Gateway.get(log.whenEnded().toCompletionStage().toCompletableFuture());
  }

  @Test
  void aSlowReaderHoldsTheReadingUpAndGetsEverything() throws Exception {
    var total = 60_000L;
    var text = "x".repeat(1000);
    var askedFor = new AtomicLong();
    serveStream(request -> {
      var to = Math.min(request.after() + request.max(), total);
      askedFor.accumulateAndGet(to, Math::max);
      List<StreamEvent> events = Collections.nCopies((int) (to - request.after()), new Token(text));
      return new Batch(events, to, to == total);
    });
    try (var client = gateway.raw()) {
      client.send("GET /v1/answers/fake.1/events HTTP/1.0\r\n\r\n");
      for (var i = 0; i < 500; i++) {
        gateway.get("/health/live");
      }
      assertTrue(askedFor.get() < total / 2, "read ahead to " + askedFor.get());
      var body = client.rest();
      assertTrue(body.contains("id: " + total + "\n"), "the last event is missing");
      assertEquals(total, body.lines().filter(line -> line.startsWith("event: token")).count());
    }
  }

  @Test
  void aRefusalBeforeTheFirstEventHasItsOwnStatus() throws Exception {
    gateway.actors.refusal = new Overloaded("too much to do", 1500);
    var response = gateway.post("/v1/ask", "{\"question\": \"q\", \"stream\": true}");
    assertEquals(503, response.statusCode());
    assertEquals("2", response.headers().firstValue("retry-after").orElseThrow());
    assertEquals("gateway.overloaded", Gateway.error(response).get("code").asText());
  }

  @Test
  void whatIsRefusedBeforeItHasALogIsApologisedForToo() throws Exception {
    gateway.actors.refusal = new Overloaded("too much to do", 1500);
    var ask = gateway.post("/v1/ask", "{\"question\": \"휴가는 며칠이에요?\"}");
    assertEquals("죄송합니다. 지금은 질문이 너무 많습니다. 2초 뒤에 다시 물어봐 주세요.",
        Gateway.error(ask).path("apology").asText());
    var chat = gateway.post("/v1/chat/completions",
        "{\"model\": \"sluice\", \"messages\": [{\"role\": \"user\", \"content\": \"How long?\"}]}");
    assertEquals("Sorry: there are too many questions now. Please ask again in 2 seconds.",
        Gateway.error(chat).path("apology").asText());
  }

  /** Whether it is over before it is asked, or while it is. */
  @Test
  void aQuestionWithoutTimeIsApologisedFor() throws Exception {
    gateway.actors.answer = log -> {};
    var response = gateway.post("/v1/ask", "{\"question\": \"휴가는?\", \"deadlineMs\": 1}");
    assertEquals(504, response.statusCode(), response.body());
    assertEquals("1", response.headers().firstValue("retry-after").orElseThrow());
    assertEquals(1000, Gateway.error(response).path("retryAfterMs").asLong());
    assertTrue(Gateway.error(response).path("apology").asText().startsWith("죄송합니다. 정해진"),
        response::body);
  }

  @Test
  void anAnswerThatFailsHasTheStatusOfItsError() throws Exception {
    gateway.actors.answer = log -> log.end(new Failed(new UpstreamFailed("p", "cut", true)));
    var response = gateway.post("/v1/ask", QUESTION);
    assertEquals(502, response.statusCode());
    assertEquals("1", response.headers().firstValue("retry-after").orElseThrow());
    assertEquals(1000, Gateway.error(response).path("retryAfterMs").asLong());
    assertEquals("provider.failed", Gateway.error(response).get("code").asText());
  }

  @Test
  void theApologyIsToldWhereverTheErrorIs() throws Exception {
    var down = new UpstreamDown("p", "left alone", 29_500);
    gateway.actors.answer = log -> log.end(new Failed(down, "죄송합니다."));
    var response = gateway.post("/v1/ask", QUESTION);
    assertEquals(503, response.statusCode());
    assertEquals("30", response.headers().firstValue("retry-after").orElseThrow());
    var error = Gateway.error(response);
    assertEquals("provider.unavailable", error.get("code").asText());
    assertEquals("죄송합니다.", error.get("apology").asText());
    assertEquals(29_500, error.get("retryAfterMs").asLong());
    var chat = gateway.post("/v1/chat/completions",
        "{\"model\": \"sluice\", \"messages\": [{\"role\": \"user\", \"content\": \"q\"}]}");
    assertEquals(503, chat.statusCode());
    assertEquals("죄송합니다.", Gateway.error(chat).get("apology").asText());
    var stream = gateway.post("/v1/ask", "{\"question\": \"q\", \"stream\": true}").body();
    assertTrue(stream.contains("event: error") && stream.contains("죄송합니다."), stream);
  }

  @Test
  void anEventThatIsNotOfAnAnswerIsAFailureAndNotAHang() throws Exception {
    serveStream(request -> new Batch(
        List.of(new io.sluice.message.GenerationEvent.Started("p", "m")), 1, true));
    assertEquals(500, gateway.get("/v1/answers/fake.1").statusCode());
    assertEquals(500, gateway.get("/v1/answers/fake.1/events").statusCode());
  }

  @Test
  void anAnswerNobodyKnowsIsNotFound() throws Exception {
    for (var id : List.of("nope", "nope.nope", "%00", "..%2f..", "a%20b")) {
      assertEquals(404, gateway.get("/v1/answers/" + id).statusCode(), id);
      assertEquals(404, gateway.get("/v1/answers/" + id + "/events").statusCode(), id);
      assertEquals(404, gateway.delete("/v1/answers/" + id).statusCode(), id);
    }
  }

  private String ask() throws Exception {
    return Gateway.json(gateway.post("/v1/ask", QUESTION).body()).get("id").asText();
  }

  private void serveStream(java.util.function.Function<Streaming.ReadStream, Batch> read)
      throws Exception {
    gateway.actors.stream = new StreamOpened("fake.1");
    Gateway.get(gateway.bus.serve(Streaming.READ.on("fake"),
        (request, call) -> Future.succeededFuture(Reply.of(read.apply(request))))
        .toCompletionStage().toCompletableFuture());
  }

  private static String streamed() {
    return post("/v1/ask", "{\"question\": \"q\", \"stream\": true}");
  }

  private static String post(String path, String body) {
    var length = body.getBytes(java.nio.charset.StandardCharsets.UTF_8).length;
    return "POST " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + length + "\r\n\r\n"
        + body;
  }
}
