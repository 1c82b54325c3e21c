package io.sluice.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.message.AnswerEvent.Accepted;
import io.sluice.message.AnswerEvent.Failed;
import io.sluice.message.AnswerEvent.Token;
import io.sluice.message.Answering;
import io.sluice.message.Refusal.Cancelled;
import io.sluice.message.Refusal.Overloaded;
import io.sluice.message.Refusal.UpstreamFailed;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChatIT extends OnOwnGateway {
  private static final String USER = "{\"role\": \"user\", \"content\": \"휴가?\"}";

  @Test
  void anAnswerIsAChatCompletion() throws Exception {
    var response = chat("");
    assertEquals(200, response.statusCode());
    assertEquals("application/json", response.headers().firstValue("content-type").orElseThrow());
    assertEquals("0.250000", response.headers().firstValue("x-sluice-cost").orElseThrow());
    var whole = Gateway.json(response.body());
    var id = gateway.actors.asked.poll(30, TimeUnit.SECONDS).log().id();
    assertEquals("chatcmpl-" + id, whole.get("id").asText());
    assertEquals("chat.completion", whole.get("object").asText());
    assertEquals("sluice", whole.get("model").asText());
    assertTrue(whole.get("created").asLong() > 1_700_000_000L, whole::toString);
    assertEquals("assistant", whole.at("/choices/0/message/role").asText());
    assertEquals(Samples.TEXT, whole.at("/choices/0/message/content").asText());
    assertEquals("stop", whole.at("/choices/0/finish_reason").asText());
    assertEquals("{\"prompt_tokens\":3,\"completion_tokens\":2,\"total_tokens\":5}",
        whole.get("usage").toString());
  }

  @Test
  void whatTheAnswerRestsOnIsThereTwice() throws Exception {
    var whole = Gateway.json(chat("").body());
    assertEquals("[{\"type\":\"url_citation\",\"url_citation\":{\"url\":\"https://example.org\","
        + "\"title\":\"Handbook\",\"start_index\":0,\"end_index\":5}}]",
        whole.at("/choices/0/message/annotations").toString());
    var extras = whole.get("sluice");
    assertEquals("p1", extras.at("/sources/0/passage").asText());
    assertEquals(5, extras.at("/citations/0/end").asInt());
    assertEquals("extractive", extras.at("/route/provider").asText());
    assertEquals("rerank", extras.at("/degraded/0/what").asText());
    assertTrue(extras.get("grounded").asBoolean());
    assertEquals(0, extras.get("unsupported").size());
    assertEquals(0, extras.get("warnings").size());
    assertEquals(200, gateway.get("/v1/answers/" + extras.get("id").asText()).statusCode());
  }

  @Test
  void anAnswerIsStreamedInChunks() throws Exception {
    var response = chat("\"stream\": true");
    assertEquals("text/event-stream", response.headers().firstValue("content-type").orElseThrow());
    var chunks = chunks(response.body());
    assertEquals("{\"role\":\"assistant\",\"content\":\"\"}",
        chunks.getFirst().at("/choices/0/delta").toString());
    assertEquals(Samples.TEXT, said(chunks));
    for (var chunk : chunks) {
      assertEquals("chat.completion.chunk", chunk.get("object").asText());
      assertEquals(chunks.getFirst().get("id"), chunk.get("id"));
      assertTrue(chunk.at("/choices/0").has("finish_reason"));
      assertFalse(chunk.has("usage"));
    }
    var last = chunks.getLast();
    assertEquals("stop", last.at("/choices/0/finish_reason").asText());
    assertEquals("https://example.org",
        last.at("/choices/0/delta/annotations/0/url_citation/url").asText());
    assertEquals("p1", last.at("/sluice/sources/0/passage").asText());
  }

  @Test
  void usageComesLastWhereItIsAskedFor() throws Exception {
    var chunks = chunks(
        chat("\"stream\": true, \"stream_options\": {\"include_usage\": true}").body());
    assertEquals("[]", chunks.getLast().get("choices").toString());
    assertEquals(5, chunks.getLast().at("/usage/total_tokens").asInt());
    assertEquals("stop", chunks.get(chunks.size() - 2).at("/choices/0/finish_reason").asText());
  }

  @Test
  void earlierMessagesAreTheQuestionsHistory() throws Exception {
    gateway.post("/v1/chat/completions", """
        {"model": "sluice/hr@b", "user": "kim", "retrieval": true, "messages": [
          {"role": "system", "content": "Be brief."},
          {"role": "user", "content": "휴가?"}, {"role": "assistant", "content": "15일."},
          {"role": "user", "content": [{"type": "text", "text": "그럼 "},
                                       {"type": "text", "text": "반차는?"}]}]}""");
    assertEquals("AskQuestion[question=그럼 반차는?, collection=hr, conversation=null, user=kim, "
        + "k=null, filters=Filters[tags=[], language=null, from=null, to=null, author=null, "
        + "source=null], variant=b, tier=null, cache=USE, "
        + "history=[Turn[question=휴가?, answer=15일.]], expand=null, retrieval=true, maxAgeMs=null]",
        gateway.actors.asked.poll(30, TimeUnit.SECONDS).question().toString());
  }

  @Test
  void aKeyForASecondTimeIsHandedOnAndOneThatIsNoneIsRefused() throws Exception {
    var keys = new java.util.concurrent.LinkedBlockingQueue<String>();
    Gateway.get(gateway.actors.serve(Answering.ASK_ONCE, (once, call) -> {
      keys.add(once.key() + " " + once.question().question());
      return new Overloaded("m", 1);
    }).toCompletionStage().toCompletableFuture());
    var body = "{\"model\": \"sluice\", \"messages\": [" + USER + "]}";

    assertEquals(503, gateway.send(gateway.request("/v1/chat/completions")
        .header("idempotency-key", "k1").POST(BodyPublishers.ofString(body))).statusCode());
    assertEquals("k1 휴가?", keys.poll(30, TimeUnit.SECONDS));
    assertEquals(400, gateway.send(gateway.request("/v1/chat/completions")
        .header("idempotency-key", "a b").POST(BodyPublishers.ofString(body))).statusCode());
  }

  @Test
  void whatIsLeftOutIsTold() throws Exception {
    var whole = Gateway.json(gateway.post("/v1/chat/completions", """
        {"model": "sluice", "tools": [{"type": "function"}], "messages": [
          {"role": "system", "content": "Be a pirate."}, {"role": "user", "content": "q"},
          {"role": "assistant", "content": null, "tool_calls": []},
          {"role": "tool", "tool_call_id": "1", "content": "{}"}]}""").body());
    assertEquals(4, whole.at("/sluice/warnings").size(), whole::toString);
  }

  @Test
  void whatHasNoEffectAndWhatIsUnknownIsNoError() throws Exception {
    assertEquals(200, chat("""
        "temperature": 0.2, "top_p": 1, "seed": 7, "metadata": {"a": "b"}, "n": 1, "stop": null,
        "response_format": {"type": "text"}, "logprobs": false, "store": true,
        "parallel_tool_calls": false, "a_field_of_next_year": [{}], "user": "",
        "stream_options": null, "max_tokens": null""").statusCode());
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {"\"stop\": \"15\"|휴가는 ", "\"stop\": [\"x\", \"일\"]|휴가는 15",
      "\"stop\": \"\\n\"|휴가는 15일입니다. 😀"})
  void aStopSequenceEndsTheText(String stop, String said) throws Exception {
    var expected = said.equals("휴가는") ? "휴가는 " : said;
    var whole = Gateway.json(chat(stop).body());
    assertEquals(expected, whole.at("/choices/0/message/content").asText());
    assertEquals("stop", whole.at("/choices/0/finish_reason").asText());
    assertEquals(expected, said(chunks(chat(stop + ", \"stream\": true").body())));
  }

  @Test
  void citationsEndWhereTheTextEnds() throws Exception {
    var cut = Gateway.json(chat("\"stop\": \"는\"").body());
    assertEquals(2, cut.at("/choices/0/message/annotations/0/url_citation/end_index").asInt());
    assertEquals(2, cut.at("/sluice/citations/0/end").asInt());
    var nothing = Gateway.json(chat("\"stop\": \"휴\"").body());
    assertEquals("", nothing.at("/choices/0/message/content").asText());
    assertEquals("[]", nothing.at("/choices/0/message/annotations").toString());
  }

  @Test
  void anAnswerLongerThanWantedIsCut() throws Exception {
    for (var field : List.of("max_tokens", "max_completion_tokens")) {
      var whole = Gateway.json(chat("\"" + field + "\": 3").body());
      var text = whole.at("/choices/0/message/content").asText();
      assertTrue(!text.isEmpty() && Samples.TEXT.startsWith(text) && text.length() < 8, text);
      assertEquals("length", whole.at("/choices/0/finish_reason").asText());
    }
    var chunks = chunks(chat("\"max_tokens\": 3, \"stream\": true").body());
    assertEquals("length", chunks.getLast().at("/choices/0/finish_reason").asText());
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {"{}|model", "{\"model\": \"sluice\"}|messages",
      "{\"model\": \"sluice\", \"messages\": []}|messages",
      "{\"model\": \"sluice\", \"messages\": [null]}|messages[0]",
      "{\"model\": \"sluice\", \"messages\": [{\"content\": \"q\"}]}|messages[0].role",
      "{\"model\": \"sluice\", \"messages\": [{\"role\": \"x\"}]}|messages[0].role",
      "{\"model\": \"sluice\", \"messages\": [{\"role\": \"user\"}]}|messages[0].content",
      "{\"model\": \"sluice\", \"messages\": [{\"role\": \"user\", \"content\": 1}]}"
          + "|messages[0].content",
      "{\"model\": \"sluice\", \"messages\": [{\"role\": \"user\", \"content\":"
          + " [{\"type\": \"text\", \"text\": \"q\"}, {\"type\": \"image_url\"}]}]}"
          + "|messages[0].content[1].type",
      "{\"model\": \"sluice\", \"messages\": [{\"role\": \"user\", \"content\": [null]}]}"
          + "|messages[0].content"})
  void whatIsWrongIsNamedByItsPath(String body, String param) throws Exception {
    var response = gateway.post("/v1/chat/completions", body);
    assertEquals(400, response.statusCode(), response.body());
    assertEquals(param, Gateway.error(response).get("param").asText());
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {"\"n\": 2|n", "\"logprobs\": true|logprobs",
      "\"stop\": [\"a\", \"b\", \"c\", \"d\", \"e\"]|stop", "\"stop\": [\"\"]|stop[0]",
      "\"stop\": 5|stop", "\"max_tokens\": 0|max_tokens", "\"stream\": \"yes\"|stream",
      "\"response_format\": {\"type\": \"json_object\"}|response_format.type"})
  void whatIsWrongBesideTheMessagesIsNamed(String field, String param) throws Exception {
    var response = chat(field);
    assertEquals(400, response.statusCode(), response.body());
    assertTrue(Gateway.error(response).get("param").asText().startsWith(param), response.body());
  }

  @Test
  void aModelThatThereIsNotIsNotFound() throws Exception {
    for (var model : List.of("gpt-4o", "sluice/unknown", "sluice/a b")) {
      var response = gateway.post("/v1/chat/completions",
          "{\"model\": \"" + model + "\", \"messages\": [" + USER + "]}");
      assertEquals(404, response.statusCode());
      assertEquals("caller.not_found", Gateway.error(response).get("code").asText());
      assertEquals("model", Gateway.error(response).get("param").asText());
      assertTrue(Gateway.error(response).get("message").asText().contains(model));
    }
  }

  @Test
  void aDocumentThatIsGoneIsCitedByItsPath() throws Exception {
    gateway.close();
    gateway = Gateway.open(folder, java.util.EnumSet.of(TestActors.Part.ANSWER));
    var whole = Gateway.json(gateway.post("/v1/chat/completions",
        "{\"model\": \"sluice/hr\", \"messages\": [" + USER + "]}").body());
    assertEquals("/v1/documents/handbook?collection=hr",
        whole.at("/choices/0/message/annotations/0/url_citation/url").asText());
  }

  @Test
  void whatFailsBeforeTheFirstWordHasAStatusOfItsOwn() throws Exception {
    gateway.actors.answer = log -> {
      log.append(new Accepted(log.id()));
      log.end(new Failed(new Overloaded("too much", 1500)));
    };
    for (var field : List.of("\"stream\": true", "")) {
      var response = chat(field);
      assertEquals(503, response.statusCode());
      assertEquals("2", response.headers().firstValue("retry-after").orElseThrow());
      assertEquals("gateway.overloaded", Gateway.error(response).get("code").asText());
    }
  }

  @Test
  void whatFailsLaterEndsTheStreamWithAnError() throws Exception {
    gateway.actors.answer = log -> {
      log.append(new Token("휴가는 "));
      log.end(new Failed(new UpstreamFailed("p", "cut", false)));
    };
    var body = chat("\"stream\": true").body();
    var events = Stream.of(body.split("\n\n")).toList();
    assertEquals(3, events.size(), body);
    assertTrue(events.getLast().startsWith("data: {\"error\":{\"code\":\"provider.failed\""), body);
    assertFalse(body.contains("event:"), body);
  }

  @Test
  void anAnswerThatWasStoppedIsNotAskedForAgain() throws Exception {
    gateway.actors.answer = log -> log.end(new Failed(new Cancelled("stopped")));
    var response = chat("");
    assertEquals(409, response.statusCode());
    assertEquals("false", response.headers().firstValue("x-should-retry").orElseThrow());
  }

  @Test
  void aReaderWhoLeavesStopsTheWork() throws Exception {
    gateway.actors.answer = log -> log.append(new Token("a"));
    for (var stream : List.of("true", "false")) {
      var body = "{\"model\": \"sluice\", \"stream\": " + stream + ", \"messages\": [" + USER
          + "]}";
      var client = gateway.raw().send("POST /v1/chat/completions HTTP/1.1\r\nHost: localhost\r\n"
          + "Content-Length: " + body.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n" + body);
      var log = gateway.actors.asked.poll(30, TimeUnit.SECONDS).log();
      if (stream.equals("true")) {
        assertNotEquals(-1, client.in().read());
      }
      client.close();
      Gateway.get(log.whenEnded().toCompletionStage().toCompletableFuture());
    }
  }

  private HttpResponse<String> chat(String more) throws Exception {
    return gateway.post("/v1/chat/completions", "{\"model\": \"sluice\", \"messages\": [" + USER
        + "]" + (more.isEmpty() ? "" : ", " + more) + "}");
  }

  /** The chunks of a whole stream, which has to be as plain as the clients want it. */
  private static List<JsonNode> chunks(String body) throws Exception {
    assertTrue(body.endsWith("\n\ndata: [DONE]\n\n"), body);
    var chunks = new java.util.ArrayList<JsonNode>();
    for (var event : body.substring(0, body.length() - "data: [DONE]\n\n".length())
        .split("\n\n", -1)) {
      if (event.isEmpty()) {
        continue; // behind the last one
      }
      assertTrue(event.startsWith("data: {") && !event.contains("\n"), event);
      chunks.add(Gateway.json(event.substring(6)));
    }
    return chunks;
  }

  private static String said(List<JsonNode> chunks) {
    var said = new StringBuilder();
    chunks.forEach(chunk -> said.append(chunk.at("/choices/0/delta/content").asText()));
    return said.toString();
  }
}
