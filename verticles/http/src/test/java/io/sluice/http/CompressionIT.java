package io.sluice.http;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing that comes in is unpacked, so that nothing unpacks to more than may come in. */
class CompressionIT extends OnSharedGateway {

  @ParameterizedTest
  @ValueSource(strings = {"/v1/ask", "/v1/search", "/v1/documents", "/v1/batches", "/mcp",
      "/v1/chat/completions"})
  void aBodyThatIsPackedIsNoJson(String path) throws Exception {
    var packed = packed("{\"question\": \"" + " ".repeat(50_000_000) + "q\"}");
    try (var client = gateway.raw()) {
      var head = String.join("\r\n", "POST " + path + " HTTP/1.1", "host: localhost",
          "content-type: application/json", "content-encoding: gzip",
          "content-length: " + packed.length, "", "");
      var response = client.send(head).send(packed).response();

      assertTrue(response.startsWith("HTTP/1.1 400 "), response);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"permessage-deflate; client_max_window_bits",
      "x-webkit-deflate-frame", "deflate-frame"})
  void framesAreNotPacked(String extension) throws Exception {
    try (var client = gateway.raw()) {
      client.send(upgrade("sec-websocket-extensions: " + extension));
      var head = head(client).toLowerCase(Locale.ROOT);

      assertTrue(head.startsWith("http/1.1 101 "), head);
      assertFalse(head.contains("sec-websocket-extensions"), head);
    }
  }

  @Test
  void aFrameThatIsPackedAllTheSameEndsTheConnection() throws Exception {
    try (var client = gateway.raw()) {
      client.send(upgrade("accept: */*"));
      head(client);
      // The last frame of a text, packed, of four bytes, masked by nothing.
      client.send(new byte[]{(byte) 0xC1, (byte) 0x84, 0, 0, 0, 0, 1, 2, 3, 4});

      assertDoesNotThrow(client::rest);
    }
  }

  private static String upgrade(String header) {
    return String.join("\r\n", "GET /v1/ws HTTP/1.1", "host: localhost", "upgrade: websocket",
        "connection: Upgrade", "sec-websocket-version: 13",
        "sec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==", header, "", "");
  }

  private static String head(RawClient client) throws IOException {
    var head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      var next = client.in().read();
      if (next < 0) {
        return head.toString();
      }
      head.append((char) next);
    }
    return head.toString();
  }

  private static byte[] packed(String text) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new GZIPOutputStream(bytes)) {
      zip.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }
}
