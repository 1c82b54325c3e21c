package io.sluice.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BadInputIT extends OnSharedGateway {
  private static final List<String> SHAPE = List.of("code", "message", "type", "param", "retryable",
      "requestId");

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '\0', nullValues = "-", value = {
      "/v1/ask       | {                                                | -",
      "/v1/ask       | nope                                             | -",
      "/v1/ask       | []                                               | -",
      "/v1/ask       | null                                             | -",
      "/v1/ask       | {}                                               | question",
      "/v1/ask       | {\"question\": \"\"}                             | question",
      "/v1/ask       | {\"question\": \" \"}                            | question",
      "/v1/ask       | {\"question\": 5}                                | question",
      "/v1/ask       | {\"question\": null}                             | question",
      "/v1/ask       | {\"question\": \"q\", \"nope\": 1}               | nope",
      "/v1/ask       | {\"question\": \"q\", \"filters\": {\"x\": 1}}   | filters.x",
      "/v1/ask       | {\"question\": \"q\", \"filters\": {\"tags\": [1]}} | filters.tags[0]",
      "/v1/ask       | {\"question\": \"q\", \"filters\": {\"from\": \"x\"}} | filters.from",
      "/v1/ask       | {\"question\": \"q\", \"k\": 0}                  | k",
      "/v1/ask       | {\"question\": \"q\", \"k\": \"3\"}              | k",
      "/v1/ask       | {\"question\": \"q\", \"stream\": \"yes\"}       | stream",
      "/v1/ask       | {\"question\": \"q\", \"tier\": \"huge\"}        | tier",
      "/v1/ask       | {\"question\": \"q\", \"cache\": 1}              | cache",
      "/v1/ask       | {\"question\": \"q\", \"deadlineMs\": -1}        | deadlineMs",
      "/v1/ask       | {\"question\": \"q\", \"maxCostUsd\": -1}        | maxCostUsd",
      "/v1/ask       | {\"question\": \"q\", \"collection\": \"../x\"}  | collection",
      "/v1/ask       | {\"question\": \"\\u00a0\\u200b\"}            | question",
      "/v1/search    | {}                                               | query",
      "/v1/search    | {\"query\": \"\"}                                | query",
      "/v1/search    | {\"query\": \" \\u00a0\\u200b\"}                | query",
      "/v1/search    | {\"query\": \"q\", \"mode\": \"all\"}            | mode",
      "/v1/search    | {\"query\": \"q\", \"alpha\": 1.5}               | alpha",
      "/v1/search    | {\"query\": \"q\", \"rerank\": 1}                | rerank",
      "/v1/search    | {\"query\": \"q\", \"expand\": true}             | expand",
      "/v1/documents | {}                                               | text",
      "/v1/documents | {\"text\": \"t\", \"tags\": \"a\"}               | tags",
      "/v1/documents | {\"text\": \"t\", \"tags\": [\"a\", \"\"]}       | tags[1]",
      "/v1/documents | {\"text\": \"t\", \"acl\": [null]}               | acl[0]",
      "/v1/documents | {\"text\": \"t\", \"collection\": \"\"}          | collection",
      "/v1/documents | {\"text\": \"t\", \"author\": \"\"}              | author",
      "/v1/documents | {\"text\": \"t\", \"date\": \"31.1.2026\"}       | date",
      "/v1/documents | {\"text\": \"t\", \"date\": 20260131}              | date",
      "/v1/documents | {\"text\": \"t\", \"id\": \"a//b\"}              | id",
      "/v1/documents | {\"text\": \"t\", \"delete\": \"a\"}             | delete",
      "/v1/ask       | {\"question\": \"q\", \"filters\": {\"tags\": [null]}} | filters.tags[0]",
      "/v1/ask       | {\"question\": \"q\", \"filters\": {\"author\": \"\"}} | filters.author",
      "/v1/search    | {\"query\": \"q\", \"filters\": {\"source\": 1}} | filters.source",
  })
  void aWrongBodyIsRefusedWithThePathOfTheField(String path, String body, String param)
      throws Exception {
    var response = gateway.post(path, body);
    assertRefused(response, 400, "caller.bad_request");
    assertEquals(param == null ? "null" : param, Gateway.error(response).get("param").asText());
  }

  @Test
  void anEmptyBodyIsToldToBeEmpty() throws Exception {
    assertEquals("the body is empty",
        Gateway.error(gateway.post("/v1/ask", "")).get("message").asText());
  }

  @Test
  void whatAnActorSaysOfAFieldBeginsWithItsName() throws Exception {
    assertEquals("id: must be letters",
        Gateway.error(gateway.post("/v1/documents", "{\"text\": \"t\", \"id\": \"a//b\"}"))
            .get("message").asText());
  }

  @Test
  void aQuestionIsOnlySoLong() throws Exception {
    assertEquals(200, gateway.post("/v1/ask", "{\"question\": \"" + "휴".repeat(8000) + "\"}")
        .statusCode());
    var response = gateway.post("/v1/ask", "{\"question\": \"" + "휴".repeat(8001) + "\"}");
    assertEquals("question", Gateway.error(response).get("param").asText());
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1/ask", "/v1/search"})
  void anUnknownCollectionIsNotFound(String path) throws Exception {
    var field = path.endsWith("ask") ? "question" : "query";
    var response = gateway.post(path,
        "{\"" + field + "\": \"q\", \"collection\": \"" + TestActors.UNKNOWN + "\"}");
    assertRefused(response, 404, "caller.not_found");
    assertEquals("collection", Gateway.error(response).get("param").asText());
  }

  @Test
  void bytesThatAreNotUtf8AreRefused() throws Exception {
    var body = new byte[]{'{', '"', 'q', (byte) 0xff, (byte) 0xc0, '"', ':', '1', '}'};
    var response = gateway
        .send(gateway.request("/v1/ask").POST(BodyPublishers.ofByteArray(body)));
    assertRefused(response, 400, "caller.bad_request");
    assertTrue(response.body().contains("UTF-8"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1/ask", "/v1/search", "/v1/documents"})
  void aBodyOverTheLimitIsRefused(String path) throws Exception {
    var body = new byte[Gateway.MAX_UPLOAD + Gateway.MAX_BODY];
    var response = gateway
        .send(gateway.request(path).POST(BodyPublishers.ofByteArray(body)));
    assertRefused(response, 413, "caller.too_large");
    assertEquals("close", response.headers().firstValue("connection").orElse(""));
  }

  @Test
  void aBodyOverTheLimitIsRefusedThoughItsLengthIsNotSaid() throws Exception {
    try (var client = gateway.raw()) {
      client.send("POST /v1/ask HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n");
      for (var i = 0; i < 3; i++) {
        client.send("8000\r\n" + " ".repeat(0x8000) + "\r\n");
      }
      var response = client.send("0\r\n\r\n").rest();
      assertTrue(response.startsWith("HTTP/1.1 413 "), response);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "content-type: multipart/form-data; boundary=b\r\n"})
  void aBodyWithoutEndIsCutOff(String header) throws Exception {
    try (var client = gateway.raw()) {
      client.send("POST /v1/documents HTTP/1.1\r\nHost: localhost\r\n" + header
          + "Transfer-Encoding: chunked\r\n\r\n");
      var chunk = "100000\r\n" + " ".repeat(1 << 20) + "\r\n";
      var sent = 0;
      try {
        while (sent < 200) {
          client.send(chunk);
          sent++;
        }
      } catch (java.io.IOException closed) {
        assertTrue(sent < 200);
      }
      assertTrue(sent < 200, "the gateway read on for ever");
    }
  }

  @ParameterizedTest
  @CsvSource({"GET,/v1/nope,404", "GET,/v1/ask,405", "PUT,/v1/ask,405", "OPTIONS,/v1/ask,405",
      "HEAD,/v1/ask,405", "DELETE,/v1/collections,405", "PATCH,/v1/documents/a,405",
      "POST,/v1/answers/a,405", "GET,/nope,404", "HEAD,/nope,404", "TRACE,/v1/ask,405",
      "BREW,/v1/ask,405"})
  void whatIsNotServedIsSaidInTheErrorShape(String method, String path, int status)
      throws Exception {
    try (var client = gateway.raw()) {
      var response = client
          .send(method + " " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
          .rest();
      assertTrue(response.startsWith("HTTP/1.1 " + status + " "), response);
      assertTrue(response.contains("x-request-id: "), response);
      assertTrue(response.contains("content-security-policy: "), response);
      if (!method.equals("HEAD")) {
        assertShape(response.substring(response.indexOf("\r\n\r\n")));
      }
    }
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {"GET|/v1/ask|POST", "PUT|/v1/documents|GET, POST",
      "POST|/v1/documents/a|DELETE, GET", "GET|/v1/documents/a/versions/1/activate|POST",
      "OPTIONS|/v1/webhooks/documents|POST", "DELETE|/openapi.yaml|GET", "POST|/nope|GET, HEAD"})
  void theMethodsOfAPathAreNamed(String method, String path, String allowed) throws Exception {
    var response = gateway.send(gateway.request(path).method(method, BodyPublishers.noBody()));
    assertRefused(response, 405, "caller.bad_request");
    assertEquals(allowed, response.headers().firstValue("allow").orElse(""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/../secret.txt", "/%2e%2e/secret.txt", "/..%2fsecret.txt",
      "/css/../../secret.txt", "/css/%2e%2e/%2e%2e/secret.txt", "/..%5csecret.txt",
      "//../secret.txt", "/./../secret.txt", "/css/..%252f..%252fsecret.txt", "/secret.txt%00",
      "/../etc/passwd", "/v1/documents/..%2f..%2fsecret.txt", "/v1/documents/%2e%2e",
      "/v1/documents/..%2f/source", "/v1/ingestions/..%2f..%2fx", "/v1/documents/%00",
      "/v1/documents/%ff%fe", "/%", "/%zz", "/v1/documents/%zz", "/v1/documents/%e4%",
      "/v1/documents/%zz/source", "/v1/answers/%", "/v1/documents?collection=%zz",
      "/v1/documents?collection=..%2f", "/v1/documents/handbook?collection=..%2f",
      "/v1/documents?limit=0", "/v1/documents?limit=x", "/v1/documents?limit=1001",
      "/v1/documents?limit=99999999999", "/v1/documents/handbook?collection=unkn/own",
      "/v1/documents/a/versions/..%2f/passages", "/v1/documents/a/versions/0/passages",
      "/v1/documents/a/versions/x/diff", "/v1/documents/handbook/versions/1/diff?with=0",
      "/v1/documents/handbook/source?version=1.5", "/v1/dead-letters?limit=x",
      "/v1/dead-letters?collection=..%2f", "/v1/duplicates?collection=..%2f",
      "/v1/ingestions/%00/events"})
  void aPathLeadsNowhereElse(String path) throws Exception {
    try (var client = gateway.raw()) {
      var response = client
          .send("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n").rest();
      assertTrue(response.startsWith("HTTP/1.1 40"), response);
      assertFalse(response.contains("top secret"));
      assertShape(response.substring(response.indexOf("\r\n\r\n")));
      assertTrue(response.contains("x-request-id: "), response);
    }
  }

  @Test
  void aWrongQueryNamesItsParameter() throws Exception {
    assertEquals("limit",
        Gateway.error(gateway.get("/v1/documents?limit=0")).get("param").asText());
    assertEquals("collection",
        Gateway.error(gateway.get("/v1/documents?collection=a%2Fb")).get("param").asText());
    assertEquals("with", Gateway.error(
        gateway.get("/v1/documents/handbook/versions/1/diff?with=x")).get("param").asText());
    assertEquals("n", Gateway.error(gateway.get("/v1/documents/handbook/versions/99999999999/diff"))
        .get("param").asText());
    assertEquals("version", Gateway.error(
        gateway.get("/v1/documents/handbook/source?version=-1")).get("param").asText());
    assertEquals("query", Gateway.error(
        gateway.get("/v1/documents?query=" + "x".repeat(1001))).get("param").asText());
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "-1", "1.5", "99999999999999999999"})
  void aLastEventIdThatIsNoneIsRefused(String id) throws Exception {
    for (var path : List.of("/v1/answers/a.b/events", "/v1/ingestions/i-1/events")) {
      var response = gateway.send(gateway.request(path).header("Last-Event-ID", id));
      assertRefused(response, 400, "caller.bad_request");
      assertEquals("Last-Event-ID", Gateway.error(response).get("param").asText());
    }
  }

  @ParameterizedTest
  @CsvSource({"GET /AAAA HTTP/1.1,414", "GET / HTTP/1.1\\r\\nA: AAAA,431", "GARBAGE,400"})
  void aHeadThatCannotBeReadIsAnsweredAndTheConnectionClosed(String head, int status)
      throws Exception {
    try (var client = gateway.raw()) {
      var response = client.send(
          head.replace("\\r\\n", "\r\n").replace("AAAA", "A".repeat(20_000)) + "\r\n\r\n").rest();
      assertTrue(response.contains(" " + status + " "), response);
      assertShape(response.substring(response.indexOf("\r\n\r\n")));
    }
  }

  @ParameterizedTest
  @CsvSource({"POST,/v1/ask", "DELETE,/v1/documents/handbook", "POST,/v1/documents",
      "POST,/v1/documents/handbook/versions/1/activate", "POST,/v1/dead-letters/i-2/retry",
      "POST,/v1/webhooks/documents", "POST,/v1/feedback", "POST,/v1/clicks"})
  void pagesOfOtherOriginsMayChangeNothing(String method, String path) throws Exception {
    var body = BodyPublishers.ofString("{\"question\": \"q\"}");
    assertRefused(gateway.send(gateway.request(path).header("origin", "https://evil.example")
        .method(method, body)), 403, "caller.bad_request");
    assertRefused(gateway.send(gateway.request(path).header("sec-fetch-site", "cross-site")
        .method(method, body)), 403, "caller.bad_request");
  }

  @Test
  void theGatewaysOwnPagesMay() throws Exception {
    var own = "http://127.0.0.1:" + gateway.port;
    assertEquals(200, gateway.send(gateway.request("/v1/ask").header("origin", own)
        .POST(BodyPublishers.ofString("{\"question\": \"q\"}"))).statusCode());
  }

  private static void assertRefused(HttpResponse<String> response, int status, String code)
      throws Exception {
    assertEquals(status, response.statusCode(), response.body());
    assertShape(response.body());
    assertEquals(code, Gateway.error(response).get("code").asText());
    assertEquals(response.headers().firstValue("x-request-id").orElse(""),
        Gateway.error(response).get("requestId").asText());
  }

  private static void assertShape(String body) throws Exception {
    var error = Gateway.json(body).get("error");
    assertEquals(SHAPE, error.properties().stream().map(field -> field.getKey()).toList(), body);
  }
}
