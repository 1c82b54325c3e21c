package io.sluice.launcher.chaos;

import io.sluice.launcher.RunningGateway;
import java.io.IOException;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Requests that are none, or too much of one, or never whole. */
enum Flood {
  MANY_HEADERS(Head.LINES + "X-A: aaaaaaaaaaaaaaaa\r\n".repeat(5_000) + "\r\n"),
  A_LONG_HEADER(Head.LINES + "X-A: " + "a".repeat(200_000) + "\r\n\r\n"),
  A_LONG_LINE("GET /" + "a".repeat(200_000) + " HTTP/1.1\r\n\r\n"),
  NO_HTTP("\u0016\u0003\u0001 EHLO\r\n\r\n"),
  HALF_A_HEAD(Head.LINES + "X-A: a"),
  A_HEAD_BIT_BY_BIT(Head.LINES + "X-A: "),
  NO_BODY(Head.LINES + "Content-Length: 1000\r\n\r\n"),
  HALF_A_BODY(Head.LINES + "Content-Length: 1000\r\n\r\n{\"question\": \"Wha");

  private static final Duration BETWEEN_BITS = Duration.ofMillis(500);

  private final String sent;

  Flood(String sent) {
    this.sent = sent;
  }

  /** How they begin. */
  private static final class Head {
    private static final String LINES = "POST /v1/ask HTTP/1.1\r\nHost: localhost\r\n";
  }

  /** So many at once; returns when the gateway has refused or hung up on every one. */
  void over(RunningGateway gateway, int count) throws Exception {
    var sockets = new Sockets(gateway);
    var ended = new ArrayList<Future<String>>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var i = 0; i < count; i++) {
        var socket = sockets.open();
        ended.add(threads.submit(() -> {
          try (socket) {
            Sockets.write(socket.getOutputStream(), sent);
            if (this == A_HEAD_BIT_BY_BIT) {
              for (;;) {
                Sockets.write(socket.getOutputStream(), "a");
                Patience.pause(BETWEEN_BITS);
              }
            }
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
          } catch (SocketException e) {
            return ""; // it hung up while we spoke
          }
        }));
      }
      for (var one : ended) {
        check(Patience.result(one, "the gateway does not hang up on " + this));
      }
    } catch (IOException e) {
      throw new AssertionError("the gateway takes no connections among " + this, e);
    }
  }

  private void check(String answer) {
    if (!answer.isEmpty() && !answer.matches("(?s)HTTP/1\\.[01] 4\\d\\d .*")) {
      throw new AssertionError(this + " was answered with " + answer);
    }
  }
}
