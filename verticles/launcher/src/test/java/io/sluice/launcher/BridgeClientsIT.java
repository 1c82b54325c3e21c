package io.sluice.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The bridges of a whole gateway: the official JavaScript client, and bare TCP. */
class BridgeClientsIT {
  @TempDir
  static Path folder = Path.of("");
  private static RunningGateway gateway;
  private static int tcp;

  @BeforeAll
  static void start() throws Exception {
    try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      tcp = free.getLocalPort();
    }
    gateway = RunningGateway.start(folder.resolve("storage"), "http.bridges.sockjs=true",
        "http.bridges.tcp-port=" + tcp);
  }

  @AfterAll
  static void stop() throws Exception {
    gateway.close();
  }

  @Test
  void javaScriptAsksAndSearches() throws Exception {
    NodeClient.with("@vertx/eventbus-bridge-client.js", "1.0.0").run("bridge-client.mjs",
        gateway.url() + "/eventbus");
  }

  @Test
  void whateverHasTcpAsksAndSearches() throws Exception {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), tcp)) {
      var out = new DataOutputStream(socket.getOutputStream());
      var in = new DataInputStream(socket.getInputStream());
      var answer = ask(out, in, "sluice.ask", "{\"question\": \"휴가는 며칠이에요?\"}");
      assertTrue(answer.at("/body/answer").asText().contains("15일"), answer.toString());
      var found = ask(out, in, "sluice.search", "{\"query\": \"vacation\", \"k\": 1}");
      assertEquals("en/leave.md", found.at("/body/hits/0/document").asText());
      assertEquals("access_denied",
          ask(out, in, "sluice.embed", "{\"texts\": []}").path("message").asText());
    }
  }

  @Test
  void aBridgeWhosePortIsTakenSaysSo() {
    var failure = assertThrows(IOException.class,
        () -> RunningGateway.start(folder.resolve("other"), "http.bridges.tcp-port=" + tcp));
    assertTrue(String.valueOf(failure.getMessage())
        .contains("port " + tcp + " is in use on 127.0.0.1; choose another with"
            + " --set http.bridges.tcp-port=…"),
        failure.getMessage());
  }

  private static JsonNode ask(DataOutputStream out, DataInputStream in, String address,
      String body) throws IOException {
    var frame = ("{\"type\": \"send\", \"address\": \"" + address
        + "\", \"replyAddress\": \"r\", \"body\": " + body + "}").getBytes(StandardCharsets.UTF_8);
    out.writeInt(frame.length);
    out.write(frame);
    return RunningGateway.JSON.readTree(in.readNBytes(in.readInt()));
  }

}
