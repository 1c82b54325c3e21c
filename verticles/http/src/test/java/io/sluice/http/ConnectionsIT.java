package io.sluice.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** There are no more connections than there may be, and who is one too many is told so. */
@Timeout(60)
class ConnectionsIT {
  private static final int MOST = 20;
  private static final String GET = "GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n";

  static final String UPGRADE = """
      GET /v1/ws HTTP/1.1\r
      Host: localhost\r
      Upgrade: websocket\r
      Connection: Upgrade\r
      Sec-WebSocket-Version: 13\r
      Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
      \r
      """;

  @TempDir
  Path folder = Path.of("");

  @Test
  void whoIsOneTooManyIsToldSoAndTheOthersGoOn() throws Exception {
    try (var gateway = Gateway.open(folder,
        c -> new HttpConfig(c.host(), c.port(), c.proxies(), MOST, c.maxBodyBytes(),
            c.maxUploadBytes(), c.deadline(), c.idleTimeout(), c.webroot(), "", c.bridges(),
            c.tls()))) {
      var clients = new ArrayList<RawClient>();
      for (var client = 0; client < MOST; client++) {
        var served = gateway.raw();
        clients.add(served);
        served.send(GET);
        assertTrue(served.response().startsWith("HTTP/1.1 200"), "connection " + client);
      }
      try (var tooMany = gateway.raw()) {
        tooMany.send(GET);
        var response = tooMany.response();
        assertTrue(response.startsWith("HTTP/1.1 503"), response);
        assertTrue(response.contains("there are too many connections"), response);
        assertTrue(response.toLowerCase(java.util.Locale.ROOT).contains("retry-after: 1"),
            response);
        assertEquals("", tooMany.rest());
      }
      clients.getFirst().send(GET);
      assertTrue(clients.getFirst().response().startsWith("HTTP/1.1 200"));

      clients.removeLast().close();
      var status = 503;
      while (status != 200) {
        try (var next = gateway.raw()) {
          next.send(GET);
          status = Integer.parseInt(next.response().substring(9, 12));
        }
      }
      for (var client : clients) {
        client.close();
      }
    }
  }

  @Test
  void whoHasLeftIsNotCountedAlsoAfterAWebSocket() throws Exception {
    try (var gateway = Gateway.open(folder,
        c -> new HttpConfig(c.host(), c.port(), c.proxies(), MOST, c.maxBodyBytes(),
            c.maxUploadBytes(), c.deadline(), c.idleTimeout(), c.webroot(), "", c.bridges(),
            c.tls()))) {
      for (var client = 0; client < 3 * MOST; client++) {
        var response = "";
        do {
          try (var socket = gateway.raw()) {
            socket.send(UPGRADE);
            response = socket.head();
          }
          // One that has just been closed may still be counted.
        } while (response.startsWith("HTTP/1.1 503") && client < MOST);
        assertTrue(response.startsWith("HTTP/1.1 101") || client >= MOST, response);
      }
      var status = "";
      while (!status.startsWith("HTTP/1.1 200")) {
        try (var next = gateway.raw()) {
          next.send(GET);
          status = next.response();
        }
      }
    }
  }
}
