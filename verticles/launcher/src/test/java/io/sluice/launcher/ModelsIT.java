package io.sluice.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model that is fetched and used, as it is typed. The small model is the one that is bundled. */
class ModelsIT {
  private static final String BUNDLED = "/all-minilm-l6-v2-q";

  @TempDir
  Path folder = Path.of("");
  @SuppressWarnings("NullAway.Init")
  private FileServer server;

  @BeforeEach
  void open() throws Exception {
    server = new FileServer();
    server.files.put("/model.onnx", resource(BUNDLED + ".onnx"));
    server.files.put("/tokenizer.json", resource(BUNDLED + "-tokenizer.json"));
  }

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void aModelIsFetchedOverABrokenConnectionAndUsedAsItSays() throws Exception {
    server.then(server.cutAfter(5_000_000));
    var pulled = pull(config(sha256("/model.onnx")));
    assertEquals(0, pulled.exit(), pulled::toString);
    assertTrue(pulled.out().contains("model.onnx is here, and its checksum is right"),
        pulled::toString);
    assertTrue(pulled.out().contains("tokenizer.json was not checked, since no checksum is "
        + "configured. Its sha256 is " + sha256("/tokenizer.json")), pulled::toString);
    assertEquals("/model.onnx bytes=5000000- \"v1\"", server.asked.get(1));

    var use = Files.writeString(folder.resolve("use.yaml"),
        pulled.out().substring(pulled.out().indexOf("embedding:")));
    try (var gateway = RunningGateway.start(List.of("--config", use.toString()),
        folder.resolve("storage"), "sample.enabled=false")) {
      var health = gateway.get("/health");
      assertEquals("up", health.path("parts").path("embedding").path("status").asText(),
          health::toString);
      assertTrue(gateway.log().contains("model=small@"), gateway.log());
    }
  }

  @Test
  void whatIsThereIsNotFetchedAgain() throws Exception {
    var config = config(sha256("/model.onnx"));
    pull(config);
    server.asked.clear();
    var again = pull(config);
    assertTrue(again.out().contains("model.onnx is there already"), again::toString);
    assertEquals(List.of(), server.asked);
    var listed = Typed.sluice(folder, "models", "list", "--config", config.toString(), "--set",
        "storage.path=" + folder.resolve("storage"));
    assertTrue(listed.out().contains(folder.resolve("storage/models/small").toString()),
        listed::toString);
    assertTrue(
        listed.out().contains("multilingual-e5-base        296 MB  ko en und        not here"),
        listed::toString);
  }

  @Test
  void aWrongChecksumIsToldInOneLine() throws Exception {
    var pulled = pull(config("0".repeat(64)));
    assertEquals(1, pulled.exit(), pulled::toString);
    assertTrue(pulled.err().contains("sluice: model.onnx.part has the checksum "),
        pulled::toString);
  }

  @Test
  void aNameNobodyKnowsIsToldWithThoseThereAre() throws Exception {
    var pulled = Typed.sluice(folder, "models", "pull", "large");
    assertEquals(1, pulled.exit(), pulled::toString);
    assertTrue(pulled.err().contains("there is no model large in the configuration; there are "
        + "multilingual-e5-base, multilingual-e5-small"), pulled::toString);
  }

  private Typed pull(Path config) throws Exception {
    return Typed.sluice(folder, "models", "pull", "small", "--config", config.toString(), "--set",
        "storage.path=" + folder.resolve("storage"));
  }

  private Path config(String sha256) throws IOException {
    return Files.writeString(folder.resolve("models.yaml"), """
        models:
          small:
            files:
              model.onnx: {url: %s, sha256: "%s", size: 0}
              tokenizer.json: {url: %s, sha256: "", size: 0}
            pooling: mean
            question-prefix: ""
            passage-prefix: ""
            languages: [en]
        """.formatted(server.url("/model.onnx"), sha256, server.url("/tokenizer.json")));
  }

  private String sha256(String path) throws Exception {
    return HexFormat.of().formatHex(
        MessageDigest.getInstance("SHA-256")
            .digest(Objects.requireNonNull(server.files.get(path))));
  }

  private static byte[] resource(String name) {
    try (var in = ModelsIT.class.getResourceAsStream(name)) {
      return Objects.requireNonNull(in, name).readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
