package io.sluice.launcher.containers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.launcher.RunningGateway;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The image's commands as its Dockerfile says them; that it can be built needs an engine and is not shown. */
@Timeout(240)
class ImageIT {
  private static final int TERMINATED = 128 + 15;

  @TempDir
  Path folder = Path.of("");
  private final HttpClient client = HttpClient.newHttpClient();
  @SuppressWarnings("NullAway.Init")
  private Dockerfile dockerfile;
  @SuppressWarnings("NullAway.Init")
  private UnpackedImage image;
  private int port;

  @BeforeEach
  void unpack() throws IOException {
    dockerfile = Dockerfile.read();
    image = new UnpackedImage(dockerfile, folder);
    try (var free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
  }

  @AfterEach
  void allowWriting() throws IOException {
    image.allowWriting();
  }

  @Test
  void itServesFromAFolderThatNobodyWritesToUntilItIsToldToStop() throws Exception {
    var before = image.files();
    var entry = dockerfile.command("ENTRYPOINT");
    var healthcheck = dockerfile.command("HEALTHCHECK");
    var url = Map.of("SLUICE_URL", "http://127.0.0.1:" + port);
    var key = image.run(0, entry, List.of("keys", "create", "somebody", "--right", "INGEST",
        "--right", "ASK"), Map.of()).strip();
    image.run(1, healthcheck, List.of(), url);

    var gateway = image.start(whole(entry, dockerfile.command("CMD")),
        List.of("--set", "http.port=" + port, "--set", "sample.enabled=false"), Map.of());
    try {
      while (status("/health/ready", "") != 200) {
        checkThere(gateway);
      }
      assertEquals(401, status("/v1/documents", ""), "whoever shows no key");
      // HTML is read by a process of its own.
      assertEquals(202, upload("<h1>Greenhouse</h1><p>Its gate is locked at 21:30.", key));
      while (!list(key).contains("greenhouse")) {
        checkThere(gateway);
      }
      image.run(0, healthcheck, List.of(), url);
      assertFalse(image.log().contains("Exception"), image.log());
    } finally {
      gateway.destroy();
    }
    assertTrue(gateway.waitFor(1, TimeUnit.MINUTES));
    assertEquals(TERMINATED, gateway.exitValue());
    image.run(1, healthcheck, List.of(), url);
    assertEquals(before, image.files());
  }

  private void checkThere(Process gateway) throws IOException {
    if (!gateway.isAlive()) {
      throw new AssertionError("it ended: " + image.log());
    }
    RunningGateway.pause();
  }

  private static List<String> whole(List<String> entry, List<String> command) {
    return Stream.concat(entry.stream(), command.stream()).toList();
  }

  private int status(String path, String key) throws Exception {
    try {
      return client.send(request(path, key).GET().build(), BodyHandlers.discarding())
          .statusCode();
    } catch (IOException _) {
      return 0; // it does not listen yet
    }
  }

  private int upload(String html, String key) throws Exception {
    var form = "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"greenhouse.html\""
        + "\r\n\r\n" + html + "\r\n--x--\r\n";
    return client.send(request("/v1/documents", key)
        .header("content-type", "multipart/form-data; boundary=x")
        .POST(BodyPublishers.ofString(form)).build(), BodyHandlers.discarding()).statusCode();
  }

  private String list(String key) throws Exception {
    return client.send(request("/v1/documents", key).GET().build(), BodyHandlers.ofString())
        .body();
  }

  private HttpRequest.Builder request(String path, String key) {
    var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    return key.isEmpty() ? request : request.header("authorization", "Bearer " + key);
  }
}
