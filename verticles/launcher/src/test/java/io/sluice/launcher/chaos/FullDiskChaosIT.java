package io.sluice.launcher.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.launcher.RunningGateway;
import io.sluice.testservers.Required;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A gateway on a disk that is filled again and again: a document is refused or kept, questions are
 * answered, and when there is space again all is as if there had always been.
 */
class FullDiskChaosIT {
  private static final String SIZE = "48m";
  private static final int ROUNDS = Form.pick(4, 60);
  private static final int DOCUMENTS = 6;
  private static final int QUESTIONS = 16;
  /** What is left for the gateway, in KB. */
  private static final int[] LEFT = {0, 8, 40, 120, 400, 1000};
  private static final int PAGE = 4096;

  @TempDir
  Path folder = Path.of("");
  private final Random random = Form.random();
  private final Questions questions = new Questions();
  private final Provider provider = new Provider();
  private final List<String> ingestions = new ArrayList<>();
  private final TreeSet<String> accepted = new TreeSet<>();
  private final List<ObjectNode> refused = new ArrayList<>();
  private int documents = Questions.documents().size();
  @SuppressWarnings("NullAway.Init")
  private Path disk;

  @BeforeEach
  void mount() throws Exception {
    disk = Files.createDirectory(folder.resolve("disk"));
    if (run("mount", "-t", "tmpfs", "-o", "size=" + SIZE, "none", disk.toString()) != 0) {
      throw Required.missing("disk",
          "needs a small disk that can be filled: run it as root on Linux,"
              + " where tmpfs can be mounted");
    }
  }

  @AfterEach
  void unmount() throws Exception {
    provider.close();
    run("umount", disk.toString());
  }

  private static int run(String... command) throws InterruptedException {
    try {
      return new ProcessBuilder(command).start().waitFor();
    } catch (IOException e) {
      return -1; // there is no such command
    }
  }

  @Test
  void aDocumentIsKeptOrRefusedAndAQuestionAnsweredWhileTheDiskIsFull() throws Exception {
    try (var gateway = start()) {
      var load = new Load(gateway, questions, random);
      for (var document : Questions.documents()) {
        submit(gateway, document);
      }
      for (var round = 0; round < ROUNDS; round++) {
        fill(round == 0 ? 0 : LEFT[random.nextInt(LEFT.length)]);
        for (var i = 0; i < DOCUMENTS; i++) {
          submit(gateway, Questions.document(documents++, filler()));
        }
        for (var ending : load.ask(QUESTIONS)) {
          assertTrue(!(ending instanceof Ending.Failed), ending::toString);
        }
        Files.delete(ballast());
        expectAllThatWasAccepted(gateway);
      }
      assertTrue(!refused.isEmpty(), "the disk was never full");
      expectNothingOfTheRefused(gateway);
      for (var document : refused) {
        gateway.take(document);
        accepted.add(document.path("id").asText());
      }
    }
    try (var gateway = start()) {
      expectAllThatWasAccepted(gateway);
    }
  }

  private RunningGateway start() throws IOException {
    return RunningGateway.before(provider.model(), disk.resolve("storage"),
        RunningGateway.FORGETFUL, "ingestion.retry-after=50ms");
  }

  private void submit(RunningGateway gateway, ObjectNode document) throws Exception {
    var answer = gateway
        .send(random.nextBoolean() ? json(gateway, document) : form(gateway, document));
    if (answer.statusCode() == 202) {
      ingestions.add(RunningGateway.JSON.readTree(answer.body()).path("ingestion").asText());
      accepted.add(document.path("id").asText());
    } else {
      expectRefusal(answer);
      refused.add(document);
    }
  }

  private static HttpRequest json(RunningGateway gateway, ObjectNode document) {
    return gateway.request("/v1/documents").header("content-type", "application/json")
        .POST(BodyPublishers.ofString(document.toString())).build();
  }

  /** As a file, whose bytes go to the disk while they come. */
  private static HttpRequest form(RunningGateway gateway, ObjectNode document) {
    var form = """
        --b\r
        Content-Disposition: form-data; name="id"\r
        \r
        %s\r
        --b\r
        Content-Disposition: form-data; name="file"; filename="a.txt"\r
        \r
        %s\r
        --b--\r
        """.formatted(document.path("id").asText(), document.path("text").asText());
    return gateway.request("/v1/documents")
        .header("content-type", "multipart/form-data; boundary=b")
        .POST(BodyPublishers.ofString(form)).build();
  }

  private static void expectRefusal(HttpResponse<String> answer) throws IOException {
    assertEquals(503, answer.statusCode(), answer::body);
    assertEquals(new Ending.Failed("gateway.unavailable", true),
        Ending.Failed.of(RunningGateway.JSON.readTree(answer.body())));
  }

  private void expectAllThatWasAccepted(RunningGateway gateway) throws Exception {
    for (var ingestion : ingestions) {
      var state = gateway.ingested(ingestion);
      assertEquals("done", state.path("status").asText(), state::toString);
    }
    ingestions.clear();
    var there = new TreeSet<String>();
    for (var document : gateway.get("/v1/documents?limit=1000").path("documents")) {
      there.add(document.path("id").asText());
    }
    assertEquals(accepted, there);
  }

  /** Neither a document nor bytes that take space. */
  private void expectNothingOfTheRefused(RunningGateway gateway) throws Exception {
    for (var document : refused) {
      assertEquals(404, gateway
          .send(gateway.request("/v1/documents/" + document.path("id").asText()).build())
          .statusCode());
    }
    try (var files = Files.walk(disk.resolve("storage"))) {
      var all = files.filter(Files::isRegularFile).map(Path::toString).toList();
      assertEquals(List.of(), all.stream()
          .filter(file -> file.matches(".*/documents/(uploads/.*|.*\\.half)")).toList());
      assertEquals(accepted.size(),
          all.stream().filter(file -> file.contains("/documents/raw/")).count());
    }
  }

  private Path ballast() {
    return disk.resolve("ballast");
  }

  /** Leaves so many KB. */
  private void fill(int left) throws IOException {
    try (var out = FileChannel.open(ballast(), StandardOpenOption.CREATE,
        StandardOpenOption.WRITE)) {
      var page = ByteBuffer.allocate(PAGE);
      try {
        for (;;) {
          out.write(page.rewind());
        }
      } catch (IOException full) {
        out.truncate(Math.max(0, out.size() - left * 1024L));
      }
    }
  }

  /** Words that no two documents share, and much that takes space but no time to be embedded. */
  private String filler() {
    return "word" + Integer.toString(random.nextInt(1 << 30), 36) + ". "
        + "\n".repeat(random.nextInt(150_000)) + "The end.";
  }
}
