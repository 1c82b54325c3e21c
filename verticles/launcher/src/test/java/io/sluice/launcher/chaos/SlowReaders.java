package io.sluice.launcher.chaos;

import io.sluice.launcher.RunningGateway;
import io.sluice.launcher.chaos.Ending.Failed;
import java.io.BufferedReader;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Readers of answers that are longer than what lies between them and the gateway. One half reads slowly;
 * the other half reads nothing at all.
 */
final class SlowReaders implements AutoCloseable {
  private static final int PIECE = 2048;
  private static final Duration BETWEEN_PIECES = Duration.ofMillis(2);

  private final List<Socket> mute = new ArrayList<>();
  private final List<Socket> slow = new ArrayList<>();
  private final List<Future<Ending>> endings = new ArrayList<>();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  private SlowReaders() {}

  /** They ask these questions, one after the other, and begin anew. */
  static SlowReaders open(RunningGateway gateway, int count, List<String> questions)
      throws IOException {
    var readers = new SlowReaders();
    var sockets = new Sockets(gateway);
    try {
      for (var i = 0; i < count; i++) {
        readers.open(sockets.open(), i % 2 == 0, questions.get(i % questions.size()));
      }
    } catch (IOException e) {
      readers.close();
      throw e;
    }
    return readers;
  }

  private void open(Socket socket, boolean reads, String question) throws IOException {
    (reads ? slow : mute).add(socket);
    var body = Asker.body(question).put("deadlineMs", 120_000).toString();
    Sockets.write(socket.getOutputStream(), """
        POST /v1/ask HTTP/1.1\r
        Host: localhost\r
        Accept: text/event-stream\r
        Connection: close\r
        Content-Length: %d\r
        \r
        %s""".formatted(body.getBytes(StandardCharsets.UTF_8).length, body));
    if (reads) {
      endings.add(threads.submit(() -> new AnswerCheck().read(new BufferedReader(
          new InputStreamReader(new Slow(socket.getInputStream()), StandardCharsets.UTF_8)),
          Long.MAX_VALUE)));
    }
  }

  /** Waits until each that reads has its answer to the end, however long it took, or may ask again. */
  void awaitEnds() throws Exception {
    for (var future : endings) {
      var ending = Patience.result(future, "a slow reader hangs");
      if (ending instanceof Failed failed && !failed.retryable()) {
        throw new AssertionError("a slow reader is left with " + failed);
      }
    }
    for (var socket : slow) {
      socket.close();
    }
  }

  int mute() {
    return mute.size();
  }

  @Override
  public void close() throws IOException {
    threads.shutdownNow();
    for (var socket : mute) {
      socket.close();
    }
    for (var socket : slow) {
      socket.close();
    }
  }

  /** Gives little at a time. */
  private static final class Slow extends FilterInputStream {
    Slow(InputStream in) {
      super(in);
    }

    @Override
    public int read(byte[] into, int at, int length) throws IOException {
      Patience.pause(BETWEEN_PIECES);
      return super.read(into, at, Math.min(length, PIECE));
    }
  }
}
