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
  private static final String GET = "GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n";

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
}
