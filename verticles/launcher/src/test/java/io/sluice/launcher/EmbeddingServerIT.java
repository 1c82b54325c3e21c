package io.sluice.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A gateway whose embedding server comes late. */
class EmbeddingServerIT {
  private static final int LETTERS = 64;

  @TempDir
  Path folder = Path.of("");

  @Test
  void withoutItTheSearchGoesByWordsAndWithItDocumentsThatWaitedAreTakenIn() throws Exception {
    var port = freePort();
    try (var gateway = RunningGateway.start(folder.resolve("storage"), "sample.enabled=false",
        "embedding.endpoint.url=http://127.0.0.1:" + port + "/v1",
        "embedding.endpoint.model=letters", "embedding.languages=[ko, en]")) {
      var degraded = search(gateway).path("degraded").toString();
      assertTrue(degraded.contains("searched by words alone"), degraded);
      assertTrue(degraded.contains("cannot be reached: nobody takes the connection"), degraded);

      var accepted = gateway.post("/v1/documents", RunningGateway.JSON.createObjectNode()
          .put("title", "기숙사").put("text", "온실 비밀번호는 84172입니다."));
      var server = serve(port);
      try {
        assertEquals("done",
            gateway.ingested(accepted.path("ingestion").asText()).path("status").asText());
        var found = search(gateway);
        assertEquals(0, found.path("degraded").size(), found::toString);
        assertFalse(found.path("hits").path(0).path("legs").path("vector").isNull(),
            found::toString);
      } finally {
        server.stop(0);
      }
    }
  }

  private static JsonNode search(RunningGateway gateway) throws Exception {
    return gateway.post("/v1/search",
        RunningGateway.JSON.createObjectNode().put("query", "온실 비밀번호"));
  }

  private static int freePort() throws IOException {
    try (var free = new ServerSocket(0)) {
      return free.getLocalPort();
    }
  }

  /** A server whose vectors count letters. */
  private static HttpServer serve(int port) throws IOException {
    var server = HttpServer.create(
        new InetSocketAddress(InetAddress.getByAddress(new byte[]{127, 0, 0, 1}), port), 0);
    server.createContext("/v1/embeddings", EmbeddingServerIT::answer);
    server.start();
    return server;
  }

  private static void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      var texts = RunningGateway.JSON.readTree(exchange.getRequestBody()).path("input");
      var answer = RunningGateway.JSON.createObjectNode();
      var data = answer.putArray("data");
      for (var i = 0; i < texts.size(); i++) {
        var counts = new int[LETTERS];
        texts.get(i).asText().chars().forEach(letter -> counts[letter % LETTERS]++);
        data.addObject().put("index", i).set("embedding",
            RunningGateway.JSON.valueToTree(counts));
      }
      var body = answer.toString().getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    }
  }
}
