package io.sluice.http;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.message.Ingestion.SubmitDocument;
import io.sluice.message.Refusal;
import io.sluice.message.Refusal.Overloaded;
import io.vertx.core.Promise;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are too large to go along with the document. */
@Timeout(120)
class UploadIT {
  private static final int LIMIT = 40 << 20;
  private static final int LARGEST_PIECE = 1 << 20;
  private static final String HEAD = "--b\r\nContent-Disposition: form-data; name=\"file\"; "
      + "filename=\"휴가.md\"\r\nContent-Type: text/markdown\r\n\r\n";
  private static final String FIELDS = """
      --b
      Content-Disposition: form-data; name="title"

      휴가
      --b
      Content-Disposition: form-data; name="tags"

      a,b
      """.replace("\n", "\r\n");

  @TempDir
  Path folder;
  private Gateway gateway;
  private TestUploads uploads;

  @BeforeEach
  void open() throws Exception {
    gateway = Gateway.open(folder,
        c -> new HttpConfig(c.host(), c.port(), c.proxies(), c.maxConnections(), c.maxBodyBytes(),
            LIMIT,
            c.deadline(), c.idleTimeout(), c.webroot(), "", c.bridges(), TlsConfig.NONE));
    uploads = gateway.actors.ingestion.uploads;
  }

  @AfterEach
  void close() {
    gateway.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {65_537, 524_288, 524_289, 30 << 20})
  void aFileGoesOnInPiecesOfWhichOneIsUnderWay(int length) throws Exception {
    var content = content(length);
    assertEquals(202, upload(FIELDS + HEAD, content, "").statusCode());
    assertCameWhole(content);
    assertEquals(1, uploads.mostAtOnce.get());
    assertTrue(uploads.pieces.stream().allMatch(piece -> piece <= LARGEST_PIECE),
        uploads.pieces.toString());
    assertTrue(uploads.pieces.size() <= 1 + length / (512 << 10), uploads.pieces.toString());
  }

  @Test
  void fieldsMayComeAfterTheFile() throws Exception {
    var content = content(3 << 20);
    assertEquals(202, upload(HEAD, content, FIELDS).statusCode());
    assertCameWhole(content);
  }

  @Test
  void aSmallFileGoesAlongWithTheDocument() throws Exception {
    var content = content(65_536);
    assertEquals(202, upload(HEAD, content, FIELDS).statusCode());
    var document = submitted();
    assertNull(document.upload());
    assertArrayEquals(content, document.content().content());
    assertTrue(uploads.isEmpty());
  }

  @Test
  void aPieceThatIsNotAnsweredHoldsTheClientUp() throws Exception {
    var gate = Promise.<@Nullable Refusal>promise();
    uploads.gate = piece -> gate.future();
    var content = content(30 << 20);
    var sent = new AtomicLong();
    try (var client = gateway.raw()) {
      var sending = CompletableFuture.runAsync(() -> send(client, content, sent));
      for (var i = 0; i < 500; i++) {
        gateway.get("/health/live");
      }
      assertTrue(sent.get() < content.length / 2, "took " + sent.get());
      gate.complete();
      Gateway.get(sending);
      assertTrue(client.rest().startsWith("HTTP/1.1 202 "));
    }
    assertCameWhole(content);
  }

  @Test
  void aSlowClientsFileComesWhole() throws Exception {
    var content = content(100_000);
    try (var client = gateway.raw()) {
      client.send(head(HEAD.length() + 2 + content.length + "\r\n--b--\r\n".length() + 2));
      for (var part : HEAD.split("(?<=-)", -1)) {
        client.send(part);
        gateway.get("/health/live");
      }
      for (var at = 0; at < content.length; at += 2_000) {
        client.send(Arrays.copyOfRange(content, at, at + 2_000));
        gateway.get("/health/live");
      }
      assertTrue(client.send("\r\n--b--\r\n").rest().startsWith("HTTP/1.1 202 "));
    }
    assertEquals(content.length, uploads.take(submitted().upload()).size);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 700_000, 3 << 20})
  void aClientThatLeavesLeavesNothingBehind(int sent) throws Exception {
    try (var client = gateway.raw()) {
      client.send(head(20 << 20)).send(HEAD).send(content(sent));
      if (sent > 600_000) {
        while (uploads.pieces.isEmpty()) {
          gateway.get("/health/live");
        }
      }
    }
    if (sent > 600_000) {
      assertNotNull(uploads.dropped.poll(30, TimeUnit.SECONDS));
    }
    assertTrue(uploads.isEmpty());
    assertTrue(gateway.actors.ingestion.submitted.isEmpty());
  }

  @Test
  void aClientThatLeavesWhileItsPieceIsUnderWayLeavesNothingBehind() throws Exception {
    var gate = Promise.<@Nullable Refusal>promise();
    var under = new CompletableFuture<Void>();
    uploads.gate = piece -> {
      under.complete(null);
      return gate.future();
    };
    try (var client = gateway.raw()) {
      client.send(head(20 << 20)).send(HEAD).send(content(600_000));
      Gateway.get(under);
    }
    gateway.get("/health/live");
    gate.complete();
    assertNotNull(uploads.dropped.poll(30, TimeUnit.SECONDS));
    assertTrue(uploads.isEmpty());
  }

  @Test
  void aFormThatEndsBeforeItsFileDoesIsForgotten() throws Exception {
    var response = gateway.send(gateway.request("/v1/documents")
        .header("content-type", "multipart/form-data; boundary=b")
        .POST(BodyPublishers.ofByteArrays(
            List.of(HEAD.getBytes(StandardCharsets.UTF_8), content(2 << 20)))));
    assertEquals(400, response.statusCode());
    assertEquals("file: the form ends before its last boundary",
        Gateway.error(response).get("message").asText());
    assertNotNull(uploads.dropped.poll(30, TimeUnit.SECONDS));
  }

  @Test
  void aWrongFieldAfterTheFileMakesItForgotten() throws Exception {
    var response = upload(HEAD, content(2 << 20),
        "--b\r\nContent-Disposition: form-data; name=\"nope\"\r\n\r\nx\r\n");
    assertEquals(400, response.statusCode());
    assertEquals("nope", Gateway.error(response).get("param").asText());
    assertNotNull(uploads.dropped.poll(30, TimeUnit.SECONDS));
    assertTrue(gateway.actors.ingestion.submitted.isEmpty());
  }

  @Test
  void aBodyThatSaysItIsTooLargeIsRefusedBeforeItCame() throws Exception {
    try (var client = gateway.raw()) {
      var response = client.send(head(LIMIT + 1)).response();
      assertTrue(response.startsWith("HTTP/1.1 413 "), response);
    }
    assertTrue(uploads.pieces.isEmpty());
  }

  @Test
  void aBodyThatGrowsTooLargeIsRefusedAndForgotten() throws Exception {
    try (var client = gateway.raw()) {
      client.send("""
          POST /v1/documents HTTP/1.1
          Host: localhost
          Transfer-Encoding: chunked
          Content-Type: multipart/form-data; boundary=b

          """.replace("\n", "\r\n"));
      chunk(client, HEAD.getBytes(StandardCharsets.UTF_8));
      for (var i = 0; i <= LIMIT >> 20; i++) {
        chunk(client, new byte[1 << 20]);
      }
      var response = client.send("0\r\n\r\n").rest();
      assertTrue(response.startsWith("HTTP/1.1 413 "), response);
    }
    assertNotNull(uploads.dropped.poll(30, TimeUnit.SECONDS));
    assertTrue(uploads.isEmpty());
  }

  @Test
  void aRefusalOnTheWayIsToldAndTheUploadForgotten() throws Exception {
    uploads.gate = piece -> io.vertx.core.Future.succeededFuture(
        piece.offset() > 5 << 20 ? new Overloaded("the disk is full", 3000) : null);
    var response = upload(HEAD, content(30 << 20), "");
    assertEquals(503, response.statusCode());
    assertEquals("the disk is full", Gateway.error(response).get("message").asText());
    assertEquals("3", response.headers().firstValue("retry-after").orElseThrow());
    assertEquals("u-1", uploads.dropped.poll(30, TimeUnit.SECONDS));
  }

  @Test
  void whereThereIsNoRoomAtAllItIsTold() throws Exception {
    uploads.startRefusal = new Overloaded("too many uploads", 1000);
    assertEquals(503, upload(HEAD, content(5 << 20), "").statusCode());
    assertNull(uploads.dropped.poll());
  }

  @Test
  void aDocumentThatIsRefusedInTheEndIsForgotten() throws Exception {
    gateway.actors.ingestion.refusal = new Overloaded("too much", 1000);
    assertEquals(503, upload(HEAD, content(1 << 20), FIELDS).statusCode());
    assertEquals("u-1", uploads.dropped.poll(30, TimeUnit.SECONDS));
  }

  @Test
  void manyAtOnceComeEachWhole() throws Exception {
    var content = content(2 << 20);
    var answers = Arrays.stream(new int[20])
        .mapToObj(i -> gateway.client().sendAsync(
            gateway.request("/v1/documents").header("content-type",
                "multipart/form-data; boundary=b").POST(form(HEAD, content, FIELDS)).build(),
            BodyHandlers.ofString()))
        .toList();
    for (var answer : answers) {
      assertEquals(202, Gateway.get(answer).statusCode());
      assertCameWhole(content);
    }
  }

  private void assertCameWhole(byte[] content) throws Exception {
    var document = submitted();
    assertEquals("휴가.md", document.fileName());
    assertEquals("text/markdown", document.mediaType());
    assertEquals(0, document.content().length());
    var upload = uploads.take(document.upload());
    assertEquals(content.length, upload.size);
    assertArrayEquals(MessageDigest.getInstance("SHA-256").digest(content), upload.hash.digest());
  }

  private SubmitDocument submitted() throws Exception {
    return java.util.Objects.requireNonNull(
        gateway.actors.ingestion.submitted.poll(30, TimeUnit.SECONDS));
  }

  private HttpResponse<String> upload(String before, byte[] content, String after)
      throws Exception {
    return gateway.send(
        gateway.request("/v1/documents").header("content-type", "multipart/form-data; boundary=b")
            .POST(form(before, content, after)));
  }

  private static java.net.http.HttpRequest.BodyPublisher form(String before, byte[] content,
      String after) {
    return BodyPublishers.ofByteArrays(List.of(before.getBytes(StandardCharsets.UTF_8), content,
        ("\r\n" + after + "--b--\r\n").getBytes(StandardCharsets.UTF_8)));
  }

  private static void send(RawClient client, byte[] content, AtomicLong sent) {
    try {
      var before = HEAD.getBytes(StandardCharsets.UTF_8);
      client.send(head(before.length + content.length + 9)).send(before);
      for (var at = 0; at < content.length; at += 1 << 16) {
        var part = Arrays.copyOfRange(content, at, Math.min(content.length, at + (1 << 16)));
        client.send(part);
        sent.addAndGet(part.length);
      }
      client.send("\r\n--b--\r\n");
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static void chunk(RawClient client, byte[] bytes) throws Exception {
    client.send(Integer.toHexString(bytes.length) + "\r\n").send(bytes).send("\r\n");
  }

  private static String head(int length) {
    return "POST /v1/documents HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + length
        + "\r\nConnection: close\r\nContent-Type: multipart/form-data; boundary=b\r\n\r\n";
  }

  /** With much in it that begins like a boundary. */
  private static byte[] content(int length) {
    var content = new byte[length];
    new Random(length).nextBytes(content);
    for (var at = 0; at + 5 < length; at += 997) {
      System.arraycopy("\r\n--".getBytes(StandardCharsets.US_ASCII), 0, content, at, 4);
      content[at + 4] = 'x';
    }
    return content;
  }
}
