package io.sluice.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.testservers.Acts;
import io.sluice.testservers.ModelCall;
import io.sluice.testservers.ScriptedModel;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Batches of a whole gateway whose model is slow, while one or the other is killed. */
@Timeout(300)
class BatchesIT {
  private static final int QUESTIONS = 40;

  @TempDir
  Path folder = Path.of("");
  private final ScriptedModel model = ScriptedModel.start();
  private int port;

  @BeforeEach
  void choosePort() throws IOException {
    try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
  }

  @AfterEach
  void stop() {
    model.close();
  }

  @Test
  void aGatewayThatIsKilledMidwayAnswersTheRestAndNothingTwice() throws Exception {
    model.otherwise(model.holds());
    var gateway = start();
    gateway.ingested(gateway.post("/v1/documents", document()).path("ingestion").asText());
    var opened = gateway.send(gateway.request("/v1/batches").header("Idempotency-Key", "night-1")
        .header("content-type", "application/jsonl")
        .POST(BodyPublishers.ofString(String.join("\n", questions()))).build());
    assertEquals(202, opened.statusCode(), opened.body());
    var batch = RunningGateway.JSON.readTree(opened.body()).path("batch").asText();
    for (var i = 0; i < 10; i++) {
      answer(model.takeHeld());
    }
    waitUntilDone(gateway, batch, 10);
    var before = lines(gateway, batch);
    model.takeHeld(); // somewhere in the middle of others
    gateway.kill();

    model.otherwise(Acts.says("17일입니다 [1]."));
    try (var again = start()) {
      waitUntilDone(again, batch, QUESTIONS);
      var state = again.get("/v1/batches/" + batch);
      assertEquals("done", state.path("status").asText(), state::toString);
      assertEquals(0, state.path("failed").asInt());
      var lines = lines(again, batch);
      assertEquals(IntStream.rangeClosed(1, QUESTIONS).mapToObj(i -> "q-" + i).toList(),
          lines.stream().map(line -> line.path("customId").asText()).toList());
      for (var line : before) {
        assertTrue(lines.contains(line), line::toString);
        assertEquals(1, asked(line.path("line").asInt()), line::toString);
      }
      assertEquals(QUESTIONS, stored(batch));
      var sentAgain = again.send(again.request("/v1/batches").header("Idempotency-Key", "night-1")
          .header("content-type", "application/jsonl")
          .POST(BodyPublishers.ofString(String.join("\n", questions()))).build());
      assertEquals(opened.body(), sentAgain.body());
      var events = again.send(again.request("/v1/batches/" + batch + "/events").GET().build());
      assertTrue(events.body().startsWith("id: " + (QUESTIONS + 1) + "\n"), events.body());
    }
  }

  @Test
  void aCommandThatIsKilledMidwayGoesOnWhenItIsRunAgain() throws Exception {
    model.otherwise(model.holds());
    try (var gateway = start()) {
      gateway.ingested(gateway.post("/v1/documents", document()).path("ingestion").asText());
      var file = Files.write(folder.resolve("questions.jsonl"), questions());
      var out = folder.resolve("answers.jsonl");
      var command = command(file, out).start();
      answer(model.takeHeld());
      answer(model.takeHeld());
      command.destroyForcibly().waitFor();
      assertFalse(Files.exists(out));

      var running = List.of(model.takeHeld(), model.takeHeld(), model.takeHeld(),
          model.takeHeld());
      model.otherwise(Acts.says("17일입니다 [1]."));
      running.forEach(BatchesIT::answer);
      var again = ask(gateway, file, out);
      assertEquals(0, again.exit(), again::toString);
      assertEquals("40 answered, 0 failed, 0.0000 USD: " + out + "\n", again.out());
      assertEquals(QUESTIONS, model.calls().size());
      assertWhole(out);
    }
  }

  @Test
  void aCommandWaitsForAGatewayThatIsKilledAndComesBack() throws Exception {
    model.otherwise(model.holds());
    var gateway = start();
    gateway.ingested(gateway.post("/v1/documents", document()).path("ingestion").asText());
    var file = Files.write(folder.resolve("questions.jsonl"), questions());
    var out = folder.resolve("answers.jsonl");
    var command = command(file, out).start();
    for (var i = 0; i < 6; i++) {
      answer(model.takeHeld());
    }
    model.takeHeld();
    gateway.kill();

    model.otherwise(Acts.says("17일입니다 [1]."));
    try (var again = start()) {
      assertEquals(0, command.waitFor(), () -> read(folder.resolve("typed")));
      assertWhole(out);
      assertEquals("", again.log().lines().filter(line -> line.contains("ERROR")).findAny()
          .orElse(""));
    }
  }

  /** As Ctrl-C does. */
  @Test
  void aCommandThatIsStoppedSaysHowToGoOn() throws Exception {
    model.otherwise(model.holds());
    try (var gateway = start()) {
      gateway.ingested(gateway.post("/v1/documents", document()).path("ingestion").asText());
      var file = Files.write(folder.resolve("questions.jsonl"), questions());
      var command = command(file, folder.resolve("answers.jsonl")).start();
      model.takeHeld();
      command.destroy();
      command.waitFor();

      assertTrue(read(folder.resolve("typed")).contains("The same command again goes on"),
          () -> read(folder.resolve("typed")));
    }
  }

  private RunningGateway start() throws IOException {
    return RunningGateway.start(folder.resolve("storage"), "http.port=" + port,
        "sample.enabled=false",
        RunningGateway.FORGETFUL,
        "generation.endpoints.openai.base-url=" + model.url(),
        "generation.endpoints.openai.api-key=k", "generation.endpoints.openai.model=scripted-1",
        "generation.endpoints.openai.first-token-timeout=60s");
  }

  private static JsonNode document() {
    return RunningGateway.JSON.createObjectNode().put("title", "온실 관리인 휴가")
        .put("text", "온실 관리인의 연차는 1년에 17일입니다. 신청은 닷새 전까지 합니다.");
  }

  private static List<String> questions() {
    return IntStream.rangeClosed(1, QUESTIONS)
        .mapToObj(i -> RunningGateway.JSON.createObjectNode().put("customId", "q-" + i)
            .put("question", words(i)).toString())
        .toList();
  }

  private static String words(int number) {
    return "온실 관리인의 연차는 며칠인가요? (번호 " + number + ")";
  }

  private static void answer(ModelCall call) {
    Acts.says("17일입니다 ", "[1].").answer(call);
  }

  /** How often the model was asked this. */
  private long asked(int number) {
    return model.calls().stream().filter(call -> call.prompt().contains(words(number))).count();
  }

  private static void waitUntilDone(RunningGateway gateway, String batch, int count)
      throws Exception {
    while (gateway.get("/v1/batches/" + batch).path("done").asInt() < count) {
      Thread.onSpinWait();
    }
  }

  private static List<JsonNode> lines(RunningGateway gateway, String batch) throws Exception {
    var lines = new ArrayList<JsonNode>();
    var body = gateway.send(gateway.request("/v1/batches/" + batch + "/results").GET().build())
        .body();
    for (var line : body.lines().toList()) {
      lines.add(RunningGateway.JSON.readTree(line));
    }
    return lines;
  }

  private long stored(String batch) throws IOException {
    try (var lines = Files.lines(folder.resolve("storage/batches/" + batch + "/results.jsonl"))) {
      return lines.count();
    }
  }

  private static void assertWhole(Path out) throws IOException {
    var ids = new ArrayList<String>();
    for (var line : Files.readAllLines(out)) {
      var result = RunningGateway.JSON.readTree(line);
      ids.add(result.path("customId").asText());
      assertEquals("openai", result.at("/answer/route/provider").asText(), line);
    }
    assertEquals(IntStream.rangeClosed(1, QUESTIONS).mapToObj(i -> "q-" + i).toList(), ids);
    assertEquals(QUESTIONS, new HashSet<>(ids).size());
    try (var files = Files.list(out.toAbsolutePath().getParent())) {
      assertFalse(files.anyMatch(left -> left.toString().endsWith("-part")));
    }
  }

  private Typed ask(RunningGateway gateway, Path file, Path out) throws Exception {
    return Typed.sluice(folder, "ask", "--url", gateway.url(), "--file", file.toString(), "--out",
        out.toString());
  }

  private ProcessBuilder command(Path file, Path out) {
    var builder = new ProcessBuilder(RunningGateway.script(), "ask", "--url",
        "http://localhost:" + port, "--file", file.toString(), "--out", out.toString())
        .redirectErrorStream(true).redirectOutput(folder.resolve("typed").toFile());
    builder.environment().put("SLUICE_JAVA_HOME", System.getProperty("java.home"));
    return builder;
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return e.toString();
    }
  }
}
