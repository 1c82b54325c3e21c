package io.sluice.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpServer;
import io.sluice.testservers.WeaviateServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The gateway with its corpus on Weaviate, which is killed while documents are taken in. */
class WeaviateIT {
  private static final int DOCUMENTS = 60;
  private static final int KILLS = 2;

  private final WeaviateServer server = WeaviateServer.start();

  @TempDir
  Path storage = Path.of("");

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void whatIsAskedInKoreanAndEnglishIsAnsweredGoneBackFromAndErased() throws Exception {
    try (var gateway = gateway()) {
      takeIn(gateway, Rooms.document("leave.md", "# Leave\n\nAnnual leave is fifteen days."));
      takeIn(gateway, Rooms.document("주차.md", "# 주차\n\n방문객 주차장은 지하 2층에 있습니다."));
      takeIn(gateway, Rooms.document("leave.md", "# Leave\n\nAnnual leave is eighteen days."));

      assertTrue(answer(gateway, "How long is annual leave?").contains("eighteen"));
      assertTrue(answer(gateway, "방문객은 어디에 주차하나요?").contains("지하 2층"));

      gateway.post("/v1/documents/leave.md/versions/1/activate",
          RunningGateway.JSON.createObjectNode());
      assertTrue(answer(gateway, "How long is annual leave?").contains("fifteen"));

      var erased = gateway.send(gateway.request("/v1/documents/leave.md").DELETE().build());
      assertEquals(200, erased.statusCode(), erased::body);
      assertEquals(List.of(), found(gateway, "annual leave", 10));
      assertEquals(List.of("주차.md"), found(gateway, "주차장", 10));
    }
  }

  @Test
  void anotherGatewayGoesOnWithWhatWasTakenIn() throws Exception {
    try (var gateway = gateway()) {
      takeIn(gateway, Rooms.document("soup.md", "On Mondays there is seaweed soup."));
    }
    try (var other = RunningGateway.start(storage.resolve("other"), settings())) {
      assertEquals(List.of("soup.md"), found(other, "seaweed soup", 10));
    }
  }

  @Test
  void nothingIsLostOrDoubledWhenItsServerIsKilled() throws Exception {
    try (var gateway = gateway()) {
      takeIn(gateway, Rooms.document("first.md", "The first word."));
      var ingestions = new ArrayList<String>();
      for (var kill = 0; kill < KILLS; kill++) {
        var first = kill * DOCUMENTS;
        var under = IntStream.range(first, first + DOCUMENTS)
            .mapToObj(i -> Rooms.accept(gateway, Rooms.room(i)))
            .toList();
        ingestions.addAll(under);
        gateway.ingested(under.get(DOCUMENTS / 4));
        server.kill();

        assertIsTold(search(gateway, "word", 1));
        assertIsTold(post(gateway, "/v1/ask",
            RunningGateway.JSON.createObjectNode().put("question", "Which word?")));
        assertEquals(503, status(gateway, "/health/ready"));
        ingestions.add(
            Rooms.accept(gateway, Rooms.document("while-away-" + kill + ".md", "A patient word.")));
        server.run();
      }

      for (var ingestion : ingestions) {
        var end = gateway.ingested(ingestion);
        assertEquals("done", end.path("status").asText(), end::toPrettyString);
      }
      var expected = new TreeSet<>(List.of("first.md"));
      IntStream.range(0, KILLS * DOCUMENTS).forEach(i -> expected.add("d" + i + ".md"));
      IntStream.range(0, KILLS).forEach(i -> expected.add("while-away-" + i + ".md"));
      assertEquals(List.copyOf(expected), listed(gateway));
      for (var i = 0; i < KILLS * DOCUMENTS; i += 7) {
        assertEquals("d" + i + ".md", found(gateway, "code" + i * 7919, 5).getFirst());
      }
      assertEquals(200, status(gateway, "/health/ready"));
    }
  }

  @Test
  void theGatewayDoesNotStartWhereWhatAnswersIsNoWeaviate() throws Exception {
    var other = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    other.start();
    try {
      var url = "http://127.0.0.1:" + other.getAddress().getPort();
      var failure = assertThrows(IOException.class, () -> RunningGateway.start(storage,
          "sample.enabled=false", "retrieval.weaviate.url=" + url));

      assertTrue(String.valueOf(failure.getMessage())
          .contains("Weaviate cannot be used at " + url), failure.getMessage());
    } finally {
      other.stop(0);
    }
  }

  private RunningGateway gateway() throws IOException {
    return RunningGateway.start(storage, settings());
  }

  private String[] settings() {
    return new String[]{"sample.enabled=false", "retrieval.weaviate.url=" + server.url(),
        "retrieval.weaviate.grpc=" + server.grpc()};
  }

  private static void takeIn(RunningGateway gateway, ObjectNode document) throws Exception {
    var end = gateway.ingested(Rooms.accept(gateway, document));
    assertEquals("done", end.path("status").asText(), end::toPrettyString);
  }

  private static String answer(RunningGateway gateway, String question) throws Exception {
    return gateway.ask(question).path("answer").asText();
  }

  private static void assertIsTold(HttpResponse<String> response) {
    assertEquals(503, response.statusCode(), response::body);
    assertTrue(response.body().contains("Weaviate cannot be reached"), response::body);
  }

  private static int status(RunningGateway gateway, String path) throws Exception {
    return gateway.send(gateway.request(path).GET().build()).statusCode();
  }

  private static HttpResponse<String> search(RunningGateway gateway, String query, int k)
      throws Exception {
    return post(gateway, "/v1/search", RunningGateway.JSON.createObjectNode().put("query", query)
        .put("mode", "keyword").put("k", k));
  }

  private static HttpResponse<String> post(RunningGateway gateway, String path, JsonNode body)
      throws Exception {
    return gateway.send(gateway.request(path).header("content-type", "application/json")
        .POST(BodyPublishers.ofString(body.toString())).build());
  }

  private static List<String> found(RunningGateway gateway, String query, int k)
      throws Exception {
    var response = search(gateway, query, k);
    assertEquals(200, response.statusCode(), response::body);
    var documents = new ArrayList<String>();
    for (var hit : RunningGateway.JSON.readTree(response.body()).path("hits")) {
      documents.add(hit.path("document").asText());
    }
    return documents;
  }

  private static List<String> listed(RunningGateway gateway) throws Exception {
    var documents = new ArrayList<String>();
    var after = "";
    do {
      var page = gateway.get("/v1/documents?limit=200" + after);
      for (var document : page.path("documents")) {
        documents.add(document.path("id").asText());
      }
      after = page.path("next").asText("");
      after = after.isEmpty() || after.equals("null") ? "" : "&after=" + after;
    } while (!after.isEmpty());
    return documents;
  }
}
