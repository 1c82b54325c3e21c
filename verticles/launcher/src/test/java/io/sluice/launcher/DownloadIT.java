package io.sluice.launcher;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.launcher.PublishedModel.PublishedFile;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a real server, on a connection that breaks. */
class DownloadIT {
  private static final int SIZE = 1_000_000;

  @TempDir
  Path folder = Path.of("");
  private final byte[] content = new byte[SIZE];
  private final StringWriter said = new StringWriter();
  @SuppressWarnings("NullAway.Init")
  private FileServer server;

  @BeforeEach
  void open() throws Exception {
    new Random(7).nextBytes(content);
    server = new FileServer();
    server.files.put("/model.onnx", content);
  }

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void aFileIsFetchedAndNothingElseStays() throws Exception {
    download(sha256());
    assertArrayEquals(content, Files.readAllBytes(target()));
    assertEquals(List.of("model.onnx"), names());
    assertTrue(said.toString().contains("model.onnx: 100 % of 1.0 MB"), said::toString);
  }

  @Test
  void aConnectionThatBreaksIsGoneOnWith() throws Exception {
    server.then(server.cutAfter(300_000), server.cutAfter(300_000));
    download(sha256());
    assertArrayEquals(content, Files.readAllBytes(target()));
    assertEquals(List.of("/model.onnx null null", "/model.onnx bytes=300000- \"v1\"",
        "/model.onnx bytes=600000- \"v1\""), server.asked);
  }

  @Test
  void anotherProcessGoesOnWithWhatIsThere() throws Exception {
    Files.write(folder.resolve("model.onnx.part"), Arrays.copyOf(content, 400_000));
    Files.writeString(folder.resolve("model.onnx.part.etag"), "\"v1\"");
    download("");
    assertArrayEquals(content, Files.readAllBytes(target()));
    assertEquals(List.of("/model.onnx bytes=400000- \"v1\""), server.asked);
    assertTrue(said.toString().startsWith("model.onnx: goes on at 0.4 MB"), said::toString);
  }

  @Test
  void whatIsThereOfAnotherVersionIsFetchedAnew() throws Exception {
    Files.write(folder.resolve("model.onnx.part"), new byte[400_000]);
    Files.writeString(folder.resolve("model.onnx.part.etag"), "\"v0\"");
    download("");
    assertArrayEquals(content, Files.readAllBytes(target()));
  }

  @Test
  void whatIsThereOfNobodyKnowsWhatIsFetchedAnew() throws Exception {
    server.etag = "W/\"weak\"";
    Files.write(folder.resolve("model.onnx.part"), new byte[400_000]);
    download("");
    assertArrayEquals(content, Files.readAllBytes(target()));
    assertEquals(List.of("/model.onnx null null"), server.asked);
  }

  @Test
  void whatWasThereAlreadyIsOnlyChecked() throws Exception {
    Files.write(folder.resolve("model.onnx.part"), content);
    download(sha256());
    assertArrayEquals(content, Files.readAllBytes(target()));
  }

  @Test
  void moreThanThereIsIsFetchedAnew() throws Exception {
    Files.write(folder.resolve("model.onnx.part"), new byte[SIZE + 1]);
    download(sha256());
    assertArrayEquals(content, Files.readAllBytes(target()));
  }

  @Test
  void aWrongChecksumIsToldAndTheFileThrownAway() throws Exception {
    var wrong = "0".repeat(64);
    var trouble = assertThrows(Trouble.class, () -> download(wrong));
    assertTrue(String.valueOf(trouble.getMessage()).contains(
        "has the checksum " + sha256() + ", not " + wrong + " as configured"), trouble::toString);
    assertEquals(List.of(), names());
  }

  @Test
  void anotherSizeThanConfiguredIsToldBeforeItIsFetched() {
    var trouble = assertThrows(Trouble.class,
        () -> fetch(new PublishedFile(server.url("/model.onnx"), "", 5)));
    assertTrue(String.valueOf(trouble.getMessage())
        .endsWith("has 1000000 bytes, not the 5 that are configured"), trouble::toString);
  }

  @Test
  void aFileThereIsNoRoomForIsToldBeforeItIsFetched() {
    server.then(exchange -> {
      exchange.sendResponseHeaders(200, 1L << 55);
      exchange.getResponseBody().flush();
    });
    var trouble = assertThrows(Trouble.class, () -> download(""));
    assertTrue(String.valueOf(trouble.getMessage()).contains("36028797019 MB are missing, "),
        trouble::toString);
  }

  @Test
  void aServerThatKeepsFailingIsToldWithWhatIsThere() throws Exception {
    var failing = FileServer.status(503);
    server.then(server.cutAfter(300_000), failing, failing, failing, failing, failing);
    var trouble = assertThrows(Trouble.class, () -> download(sha256()));
    assertTrue(String.valueOf(trouble.getMessage()).endsWith(
        "failed (status 503). 0.3 MB are there; the same command goes on from there"),
        trouble::toString);
    assertEquals(List.of("model.onnx.part", "model.onnx.part.etag"), names());
    download(sha256());
    assertArrayEquals(content, Files.readAllBytes(target()));
  }

  @Test
  void whatIsNotThereOrNotAllowedIsToldAtOnce() {
    for (var status : List.of(404, 403, 401, 400)) {
      server.asked.clear();
      server.then(FileServer.status(status));
      var trouble = assertThrows(Trouble.class, () -> download(""));
      assertTrue(String.valueOf(trouble.getMessage()).contains("status " + status),
          trouble::toString);
      assertEquals(1, server.asked.size());
    }
  }

  @Test
  void redirectsAreFollowedButNotForEver() throws Exception {
    server.then(FileServer.redirect("/elsewhere"),
        FileServer.redirect(server.url("/model.onnx")));
    download(sha256());
    assertArrayEquals(content, Files.readAllBytes(target()));
    var again = FileServer.redirect("/again");
    server.then(again, again, again, again, again, again);
    var trouble = assertThrows(Trouble.class, () -> download(sha256()));
    assertTrue(String.valueOf(trouble.getMessage()).contains("more than 5 times"));
  }

  @Test
  void aRedirectDoesNotLeadOutOfTlsOrOffTheWeb() {
    var secure = URI.create("https://example.org/a");
    assertEquals(URI.create("https://example.org/b"), FileResponse.redirected(secure, "/b"));
    for (var location : List.of("http://example.org/b", "ftp://example.org/b", "file:///etc/passwd",
        "https:///b", "a b")) {
      assertThrows(Trouble.class, () -> FileResponse.redirected(secure, location), location);
    }
  }

  @Test
  void twoDoNotWriteTheSameFile() throws Exception {
    try (var other = FileChannel.open(folder.resolve("model.onnx.part"), StandardOpenOption.CREATE,
        StandardOpenOption.WRITE); var lock = other.lock()) {
      assertTrue(lock.isValid());
      var trouble = assertThrows(Trouble.class, () -> download(""));
      assertTrue(String.valueOf(trouble.getMessage()).startsWith("another process fetches"));
    }
    assertFalse(Files.exists(target()));
  }

  private void download(String sha256) {
    fetch(new PublishedFile(server.url("/model.onnx"), sha256, 0));
  }

  private void fetch(PublishedFile file) {
    new Download(file, target(), new DownloadProgress(new PrintWriter(said, true), false),
        Duration.ofMillis(1)).run();
  }

  private Path target() {
    return folder.resolve("model.onnx");
  }

  private List<String> names() throws Exception {
    try (var files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private String sha256() throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
  }
}
