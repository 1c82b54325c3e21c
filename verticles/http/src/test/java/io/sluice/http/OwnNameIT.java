package io.sluice.http;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A gateway for its own machine is not to be had by the name of somebody's site. */
@Timeout(60)
class OwnNameIT {
  @TempDir
  Path folder = Path.of("");

  private static String asked(Gateway gateway, String host) throws Exception {
    try (var client = gateway.raw()) {
      return client.send("POST /v1/search HTTP/1.1\r\nHost: " + host + "\r\nOrigin: http://" + host
          + "\r\nConnection: close\r\nContent-Length: 14\r\n\r\n{\"query\": \"q\"}").response();
    }
  }

  @Test
  void aPageOfASiteWhoseNameMeansThisMachineIsRefused() throws Exception {
    try (var gateway = Gateway.open(folder, config -> config)) {
      for (var site : List.of("evil.example", "evil.example:8080", "127.0.0.1.nip.example",
          "localhost.evil.example")) {
        var refused = asked(gateway, site);
        assertTrue(refused.startsWith("HTTP/1.1 403"), refused);
        assertTrue(refused.contains("policy.forbidden") && refused.contains("http.proxies"),
            refused);
      }
      for (var own : List.of("localhost", "LOCALHOST:8080", "127.0.0.1:8080", "[::1]:8080",
          "sluice.localhost")) {
        var answered = asked(gateway, own);
        assertTrue(answered.startsWith("HTTP/1.1 200"), answered);
      }
    }
  }

  @Test
  void behindAProxyAnyNameIsServed() throws Exception {
    try (var gateway = Gateway.open(folder,
        c -> new HttpConfig(c.host(), c.port(), 1, c.maxConnections(), c.maxBodyBytes(),
            c.maxUploadBytes(), c.deadline(), c.idleTimeout(), c.webroot(), "", c.bridges(),
            c.tls()))) {
      assertTrue(asked(gateway, "ask.example").startsWith("HTTP/1.1 200"));
    }
  }
}
