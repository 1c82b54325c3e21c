package io.sluice.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.testservers.WeaviateServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A gateway on its own disk moves up to Weaviate while it serves. */
class MigrateIT {
  private static final int MANY = 150;
  private static final Pattern PASS = Pattern.compile("^pass 1: (\\d+) documents");

  private final WeaviateServer server = WeaviateServer.start();

  @TempDir
  Path folder = Path.of("");

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void whatItHadIsThereWithItsVersionsSourcesAndAccessLists() throws Exception {
    try (var gateway = gateway("embedded")) {
      gateway.take(Rooms.document("leave.md", "# Leave\n\nAnnual leave is fifteen days."));
      gateway.take(Rooms.document("leave.md", "# Leave\n\nAnnual leave is eighteen days."));
      gateway.take(Rooms.document("주차.md", "# 주차\n\n방문객 주차장은 지하 2층에 있습니다."));
      gateway.take(Rooms.document("주차.md", "# 주차\n\n방문객 주차장은 지하 3층에 있습니다."));
      gateway.post("/v1/documents/%EC%A3%BC%EC%B0%A8.md/versions/1/activate",
          RunningGateway.JSON.createObjectNode());
      var wages = Rooms.document("wages.md", "# Wages\n\nThe gardener earns 4,200 euros.");
      wages.putArray("acl").add("hr");
      wages.putArray("tags").add("money");
      gateway.take(wages.put("collection", "staff"));
      gateway.take(Rooms.document("seen.md", "# Seen\n\nAnybody may see this.")
          .put("collection", "staff"));

      var migrated = migrate();
      assertEquals(0, migrated.exit(), migrated::toString);
      assertTrue(migrated.out().contains("both are the same"), migrated::toString);
      assertTrue(migrated.out().contains("versions: 4 = 4"), migrated::toString);
      assertTrue(gateway.ask("How long is annual leave?").path("answer").asText()
          .contains("eighteen"));
      assertTheSame(gateway);
    }
  }

  private void assertTheSame(RunningGateway before) throws Exception {
    try (var gateway = onWeaviate()) {
      for (var question : List.of("How long is annual leave?", "방문객은 어디에 주차하나요?")) {
        var was = before.ask(question);
        var is = gateway.ask(question);
        assertEquals(was.path("answer"), is.path("answer"));
        assertEquals(was.at("/sources/0/passage"), is.at("/sources/0/passage"));
        assertEquals(passages(before, question), passages(gateway, question));
      }
      for (var path : List.of("/v1/documents", "/v1/documents?collection=staff",
          "/v1/documents/leave.md/versions", "/v1/documents/%EC%A3%BC%EC%B0%A8.md/versions")) {
        assertEquals(before.get(path), gateway.get(path));
      }
      assertEquals(1, gateway.get("/v1/documents?collection=staff").path("documents").size());
      assertEquals(source(before, "leave.md"), source(gateway, "leave.md"));

      gateway.post("/v1/documents/leave.md/versions/1/activate",
          RunningGateway.JSON.createObjectNode());
      assertTrue(gateway.ask("How long is annual leave?").path("answer").asText()
          .contains("fifteen"));
      gateway.take(Rooms.document("leave.md", "# Leave\n\nAnnual leave is twenty days."));
      assertEquals("3 2 1", versions(gateway, "leave.md"));
      assertEquals(200, delete(gateway, "leave.md"));
      assertEquals(List.of(), found(gateway, "annual leave"));
    }
  }

  @Test
  void aCopyThatWasKilledGoesOnAndBringsWhatWasTakenInMeanwhile() throws Exception {
    try (var gateway = gateway("embedded")) {
      var accepted = IntStream.range(0, MANY).mapToObj(i -> Rooms.accept(gateway, Rooms.room(i)))
          .toList();
      for (var ingestion : accepted) {
        assertEquals("done", gateway.ingested(ingestion).path("status").asText());
      }
      killedInTheMiddle();
      assertNotEquals(0, migrate("--check").exit());
      gateway.take(Rooms.document("late.md", "# Late\n\nThe latecomer's word is quokka."));
      assertEquals(200, delete(gateway, "d1.md"));

      var resumed = migrate();
      assertEquals(0, resumed.exit(), resumed::toString);
      assertTrue(documentsOfFirstPass(resumed) < MANY, resumed::toString);
      gateway.take(Rooms.document("later.md", "# Later\n\nThe word after that is numbat."));
      assertEquals(1, documentsOfFirstPass(migrate()));
    }
    try (var gateway = onWeaviate()) {
      assertEquals(List.of("late.md"), found(gateway, "quokka"));
      assertEquals(List.of("later.md"), found(gateway, "numbat"));
      assertEquals("d8.md", found(gateway, "code" + 8 * 7919).getFirst());
      assertFalse(found(gateway, "code7919").contains("d1.md"));
      assertEquals(List.of(), StoredFiles.with(folder.resolve("cluster"), "Room 1 has"));
      gateway.take(Rooms.document("own.md", "# Own\n\nA document of the cluster."));
    }
    var refused = migrate();
    assertEquals(1, refused.exit(), refused::toString);
    assertTrue(refused.err().contains("that were changed since"), refused::toString);
  }

  @Test
  void theCheckTellsWhatWasTamperedWith() throws Exception {
    try (var gateway = gateway("embedded")) {
      gateway.take(Rooms.document("leave.md", "# Leave\n\nAnnual leave is fifteen days."));
      gateway.take(Rooms.document("soup.md", "# Soup\n\nOn Mondays there is seaweed soup."));
    }
    assertEquals(0, migrate().exit());
    assertEquals(0, migrate("--check").exit());

    tamper("leave.md");

    var checked = migrate("--check");
    assertEquals(1, checked.exit(), checked::toString);
    assertTrue(checked.out().contains("leave.md has other passages"), checked::toString);
    assertTrue(checked.out().contains("they differ"), checked::toString);
  }

  /** As somebody would who has the server but not the gateway. */
  private void tamper(String document) throws Exception {
    var objects = "/v1/objects?class=SluicePassages&tenant=default_default&limit=100";
    for (var object : weaviate("GET", objects, "").path("objects")) {
      if (object.path("properties").path("document").asText().equals(document)) {
        var change = RunningGateway.JSON.createObjectNode().put("class", "SluicePassages")
            .put("tenant", "default_default").put("id", object.path("id").asText());
        change.putObject("properties").put("text", "Annual leave is fifty days.");
        weaviate("PATCH", "/v1/objects/SluicePassages/" + object.path("id").asText(),
            change.toString());
      }
    }
  }

  private JsonNode weaviate(String method, String path, String body) throws Exception {
    try (var client = HttpClient.newHttpClient()) {
      var response = client.send(HttpRequest.newBuilder(URI.create(server.url() + path))
          .header("content-type", "application/json").method(method, BodyPublishers.ofString(body))
          .build(), BodyHandlers.ofString());
      assertTrue(response.statusCode() < 300, response::body);
      return RunningGateway.JSON.readTree(response.body());
    }
  }

  private void killedInTheMiddle() throws Exception {
    var command = new ArrayList<>(List.of(RunningGateway.script()));
    command.addAll(Arrays.asList(arguments()));
    var builder = new ProcessBuilder(command).redirectErrorStream(true)
        .redirectOutput(folder.resolve("killed").toFile());
    builder.environment().put("SLUICE_JAVA_HOME", System.getProperty("java.home"));
    var process = builder.start();
    // Written before and after each of several turns: when it is written again, one is over.
    var notes = folder.resolve("cluster/migration");
    for (FileTime first = null; process.isAlive();) {
      var written = Files.exists(notes) ? Files.getLastModifiedTime(notes) : null;
      if (first != null && !first.equals(written)) {
        break;
      }
      first = written;
    }
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly().waitFor();
    assertNotEquals(0, process.exitValue(), () -> "it was not killed in time");
  }

  private Typed migrate(String... more) throws Exception {
    return Typed.sluice(folder,
        Stream.concat(Arrays.stream(arguments()), Arrays.stream(more)).toArray(String[]::new));
  }

  private String[] arguments() {
    return new String[]{"migrate", "--set", "storage.path=" + folder.resolve("embedded"),
        "--to", RunningGateway.distribution().resolve("conf").resolve("cluster.yaml").toString(),
        "--to-set", "storage.path=" + folder.resolve("cluster"), "--to-set",
        "retrieval.weaviate.url=" + server.url(), "--to-set",
        "retrieval.weaviate.grpc=" + server.grpc()};
  }

  private RunningGateway gateway(String storage, String... settings) throws IOException {
    return RunningGateway.start(folder.resolve(storage),
        Stream.concat(Stream.of("sample.enabled=false"), Arrays.stream(settings))
            .toArray(String[]::new));
  }

  private RunningGateway onWeaviate() throws IOException {
    return gateway("cluster", "retrieval.weaviate.url=" + server.url(),
        "retrieval.weaviate.grpc=" + server.grpc());
  }

  private static int documentsOfFirstPass(Typed migrated) {
    var told = PASS.matcher(migrated.out());
    assertTrue(told.find(), migrated::toString);
    return Integer.parseInt(told.group(1), 10);
  }

  /** What is found by words, as its ids. */
  private static List<String> passages(RunningGateway gateway, String query) throws Exception {
    return gateway.post("/v1/search", RunningGateway.JSON.createObjectNode().put("query", query)
        .put("mode", "keyword")).path("hits").findValuesAsText("passage");
  }

  private static String versions(RunningGateway gateway, String document) throws Exception {
    return String.join(" ", gateway.get("/v1/documents/" + document + "/versions")
        .path("versions").findValuesAsText("version"));
  }

  private static String source(RunningGateway gateway, String document) throws Exception {
    return gateway.send(gateway.request("/v1/documents/" + document + "/source").GET().build())
        .body();
  }

  private static int delete(RunningGateway gateway, String document) throws Exception {
    return gateway.send(gateway.request("/v1/documents/" + document).DELETE().build())
        .statusCode();
  }

  private static List<String> found(RunningGateway gateway, String query) throws Exception {
    return gateway.post("/v1/search", RunningGateway.JSON.createObjectNode().put("query", query)
        .put("mode", "keyword").put("k", 5)).path("hits").findValuesAsText("document").stream()
        .distinct().toList();
  }
}
