package io.sluice.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.message.AnswerEvent.Accepted;
import io.sluice.message.AnswerEvent.Failed;
import io.sluice.message.Refusal.Overloaded;
import io.sluice.message.Refusal.UpstreamFailed;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The Model Context Protocol, message by message. */
@Timeout(120)
class McpIT extends OnOwnGateway {
  private static final String BOTH = "application/json, text/event-stream";

  @ParameterizedTest
  @CsvSource({"2025-11-25,2025-11-25", "2025-06-18,2025-06-18", "2025-03-26,2025-03-26",
      "1999-01-01,2025-11-25", "'',2025-11-25"})
  void aClientIsWelcomedInItsVersionOrTheNewest(String wanted, String given) throws Exception {
    var result = call("initialize", "{\"protocolVersion\": \"" + wanted
        + "\", \"capabilities\": {}, \"clientInfo\": {\"name\": \"t\", \"version\": \"1\"}}");
    assertEquals(given, result.path("protocolVersion").asText());
    assertEquals("sluice", result.at("/serverInfo/name").asText());
    assertTrue(result.at("/capabilities/tools").isObject());
    assertFalse(result.path("instructions").asText().isBlank());
  }

  @Test
  void theToolsTakeWhatRestTakes() throws Exception {
    var tools = call("tools/list", "{}").path("tools");
    assertEquals("ask", tools.path(0).path("name").asText());
    assertEquals("search", tools.path(1).path("name").asText());
    assertFields(Bodies.Ask.class, tools.path(0).at("/inputSchema/properties"), "stream");
    assertFields(Bodies.SearchFor.class, tools.path(1).at("/inputSchema/properties"), "");
    for (var tool : tools) {
      assertFields(Bodies.Filter.class, tool.at("/inputSchema/$defs/filters/properties"), "");
    }
  }

  @Test
  void anAnswerIsTextForAModelAndTheWholeForItsClient() throws Exception {
    var result = callTool("ask", "{\"question\": \"휴가는 며칠이에요?\", \"k\": 3}");
    assertFalse(result.path("isError").asBoolean());
    assertEquals(Samples.TEXT + "\n\nSources:\n[1] Handbook (handbook, page 3)",
        result.at("/content/0/text").asText());
    assertEquals("handbook", result.at("/structuredContent/sources/0/document").asText());
    assertEquals(Gateway.json("[{\"start\": 0, \"end\": 5, \"sources\": [1]}]"),
        result.at("/structuredContent/citations"));
    var asked = gateway.actors.asked.poll(30, TimeUnit.SECONDS);
    assertEquals("휴가는 며칠이에요?", asked.question().question());
    assertEquals(3, asked.question().k());
  }

  @Test
  void whatIsFoundIsTextAndTheHits() throws Exception {
    var result = callTool("search", "{\"query\": \"leave\"}");
    assertEquals("[1] Handbook (handbook, page 3)\n15 days.",
        result.at("/content/0/text").asText());
    assertEquals(0.8, result.at("/structuredContent/hits/0/score").asDouble());
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '\0', value = {
      "ask    | {}                                         | caller.bad_request: question: is required",
      "ask    | {\"question\": \" \"}                      | caller.bad_request: question: must not be empty",
      "ask    | {\"question\": \"q\", \"k\": 0}            | caller.bad_request: k: must be from 1 to 100",
      "ask    | {\"question\": \"q\", \"stream\": true}    | caller.bad_request: stream: ",
      "ask    | {\"question\": \"q\", \"nope\": 1}         | caller.bad_request: nope: unknown field",
      "ask    | {\"question\": \"q\", \"collection\": \"unknown\"} | caller.not_found: ",
      "ask    | [1]                                        | caller.bad_request: must be an object",
      "ask    | null                                       | caller.bad_request: must be an object",
      "search | {\"query\": \"q\", \"filters\": {\"x\": 1}} | caller.bad_request: filters.x: unknown",
      "search | {\"query\": \"q\", \"mode\": \"psychic\"}  | caller.bad_request: mode: must be one of"})
  void aWrongCallIsAResultThatSaysWhatIsWrong(String tool, String arguments, String text)
      throws Exception {
    var result = callTool(tool, arguments);
    assertTrue(result.path("isError").asBoolean());
    assertTrue(result.at("/content/0/text").asText().startsWith(text), result.toString());
    assertFalse(result.has("structuredContent"));
  }

  @Test
  void whatMaySucceedLaterSaysSo() throws Exception {
    gateway.actors.refusal = new Overloaded("too much to do", 1000);
    assertEquals("gateway.overloaded: too much to do (the same call may succeed later)"
        + "\n\nSorry: there are too many questions now. Please ask again in a moment.",
        callTool("ask", "{\"question\": \"q\"}").at("/content/0/text").asText());
    assertEquals("gateway.overloaded: too much to do (the same call may succeed later)",
        callTool("search", "{\"query\": \"q\"}").at("/content/0/text").asText());
  }

  @Test
  void anAnswerThatFailsHasItsApologyForThePersonWhoAsked() throws Exception {
    gateway.actors.answer = log -> log.end(
        new Failed(new UpstreamFailed("p", "cut", false), "죄송합니다."));
    assertEquals("provider.failed: cut\n\n죄송합니다.",
        callTool("ask", "{\"question\": \"q\"}").at("/content/0/text").asText());
  }

  @Test
  void progressIsToldToWhoWantsToHearOfIt() throws Exception {
    var response = post(
        "{\"jsonrpc\": \"2.0\", \"id\": \"a\", \"method\": \"tools/call\", \"params\":"
            + " {\"name\": \"ask\", \"arguments\": {\"question\": \"q\"},"
            + " \"_meta\": {\"progressToken\": 7}}}",
        BOTH);
    assertEquals("text/event-stream", response.headers().firstValue("content-type").orElseThrow());
    var events = Arrays.stream(response.body().split("\n\n", -1))
        .filter(event -> event.startsWith("data: ")).map(event -> event.substring(6)).toList();
    var first = Gateway.json(events.getFirst());
    assertEquals("notifications/progress", first.path("method").asText());
    assertEquals(7, first.at("/params/progressToken").asInt());
    assertTrue(first.at("/params/progress").asInt() > 0);
    var last = Gateway.json(events.getLast());
    assertEquals("a", last.path("id").asText());
    assertTrue(last.at("/result/content/0/text").asText().startsWith(Samples.TEXT));
  }

  @Test
  void whoCannotReadEventsGetsJson() throws Exception {
    var response = post("{\"jsonrpc\": \"2.0\", \"id\": 1, \"method\": \"tools/call\", \"params\":"
        + " {\"name\": \"ask\", \"arguments\": {\"question\": \"q\"},"
        + " \"_meta\": {\"progressToken\": 7}}}", "application/json");
    assertEquals("application/json", response.headers().firstValue("content-type").orElseThrow());
  }

  @Test
  void leavingStopsTheWork() throws Exception {
    gateway.actors.answer = log -> log.append(new Accepted(log.id()));
    var message = "{\"jsonrpc\": \"2.0\", \"id\": 1, \"method\": \"tools/call\", \"params\":"
        + " {\"name\": \"ask\", \"arguments\": {\"question\": \"q\"}}}";
    var raw = gateway.raw().send("POST /mcp HTTP/1.1\r\nHost: localhost\r\nContent-Length: "
        + message.length() + "\r\n\r\n" + message);
    var log = gateway.actors.asked.poll(30, TimeUnit.SECONDS).log();
    raw.close();
    Gateway.get(log.whenEnded().toCompletionStage().toCompletableFuture());
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '\0', value = {
      "400 | -32700 | {\"jsonrpc\": ", "400 | -32700 | nope", "400 | -32600 | []",
      "400 | -32600 | [{\"jsonrpc\": \"2.0\", \"id\": 1, \"method\": \"ping\"}]",
      "400 | -32600 | 5", "400 | -32600 | null", "400 | -32600 | {}",
      "400 | -32600 | {\"jsonrpc\": \"1.0\", \"id\": 1, \"method\": \"ping\"}",
      "400 | -32600 | {\"jsonrpc\": \"2.0\", \"id\": null, \"method\": \"ping\"}",
      "400 | -32600 | {\"jsonrpc\": \"2.0\", \"id\": 1.5, \"method\": \"ping\"}",
      "400 | -32600 | {\"jsonrpc\": \"2.0\", \"id\": 1, \"method\": 5}",
      "200 | -32601 | {\"jsonrpc\": \"2.0\", \"id\": 1, \"method\": \"resources/list\"}",
      "200 | -32602 | {\"jsonrpc\": \"2.0\", \"id\": 1, \"method\": \"tools/call\"}",
      "200 | -32602 | {\"jsonrpc\": \"2.0\", \"id\": 1, \"method\": \"tools/call\", \"params\": []}",
      "200 | -32602 | {\"jsonrpc\": \"2.0\", \"id\": 1, \"method\": \"tools/call\","
          + " \"params\": {\"name\": \"ASK\"}}"})
  void whatIsNoCallIsTold(int status, int code, String message) throws Exception {
    var response = post(message, BOTH);
    assertEquals(status, response.statusCode(), response.body());
    assertEquals(code, Gateway.json(response.body()).at("/error/code").asInt());
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"jsonrpc\": \"2.0\", \"method\": \"notifications/initialized\"}",
      "{\"jsonrpc\": \"2.0\", \"method\": \"notifications/nobody-knows\"}",
      "{\"jsonrpc\": \"2.0\", \"id\": 9, \"result\": {}}"})
  void whatWantsNoAnswerGetsNone(String message) throws Exception {
    var response = post(message, BOTH);
    assertEquals(202, response.statusCode());
    assertEquals("", response.body());
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {"accept | text/html | 406", "accept | */* | 200",
      "accept | application/* | 200", "mcp-protocol-version | 2025-06-18 | 200",
      "mcp-protocol-version | 1999-01-01 | 400", "mcp-session-id | whatever | 200",
      "origin | https://evil.example | 403"})
  void headersDecide(String name, String value, int status) throws Exception {
    assertEquals(status, gateway.send(gateway.request("/mcp").header(name, value).POST(
        BodyPublishers.ofString("{\"jsonrpc\": \"2.0\", \"id\": 1, \"method\": \"ping\"}")))
        .statusCode());
  }

  @Test
  void thereIsNoStreamToListenToAndNoSessionToEnd() throws Exception {
    assertEquals(405, gateway.get("/mcp").statusCode());
    assertEquals(405, gateway.delete("/mcp").statusCode());
  }

  @Test
  void aMessageThatIsTooLongIsRefused() throws Exception {
    assertEquals(413, post("x".repeat(Gateway.MAX_BODY + 1), BOTH).statusCode());
  }

  private static void assertFields(Class<?> type, JsonNode properties, String without) {
    var fields = new TreeSet<String>();
    for (var component : type.getRecordComponents()) {
      fields.add(component.getName());
    }
    fields.remove(without);
    var described = new TreeSet<String>();
    properties.fieldNames().forEachRemaining(described::add);
    assertEquals(fields, described);
  }

  private JsonNode callTool(String name, String arguments) throws Exception {
    return call("tools/call", "{\"name\": \"" + name + "\", \"arguments\": " + arguments + "}");
  }

  private JsonNode call(String method, String params) throws Exception {
    var response = post("{\"jsonrpc\": \"2.0\", \"id\": 1, \"method\": \"" + method
        + "\", \"params\": " + params + "}", BOTH);
    assertEquals(200, response.statusCode(), response.body());
    var message = Gateway.json(response.body());
    assertEquals(1, message.path("id").asInt());
    assertEquals("2.0", message.path("jsonrpc").asText());
    return message.path("result");
  }

  private HttpResponse<String> post(String message, String accept) throws Exception {
    return gateway.send(gateway.request("/mcp").header("accept", accept)
        .header("content-type", "application/json").POST(BodyPublishers.ofString(message)));
  }
}
