package io.sluice.bench;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * Readers of one stream of events, in a process of their own so that their memory does not count.
 * Says so when each has got something, and reads on until it is stopped.
 */
final class IdleReaders {

  private IdleReaders() {}

  /** Takes the port, the path and the number of readers. */
  public static void main(String[] args) throws Exception {
    var port = Integer.parseInt(args[0]);
    var head = "GET " + args[1] + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
    var readers = Integer.parseInt(args[2]);
    var served = new CountDownLatch(readers);
    IntStream.range(0, readers)
        .forEach(_ -> Thread.ofVirtual().start(() -> read(port, head, served)));
    if (!served.await(30, TimeUnit.SECONDS)) {
      throw new IOException(served.getCount() + " readers got nothing");
    }
    System.out.println("reading: " + readers);
    new CountDownLatch(1).await();
  }

  private static void read(int port, String head, CountDownLatch served) {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      var in = socket.getInputStream();
      awaitEvent(in);
      served.countDown();
      in.skipNBytes(Long.MAX_VALUE);
    } catch (IOException e) {
      // The server has stopped, or this reader is missing in the count.
    }
  }

  private static void awaitEvent(InputStream in) throws IOException {
    var seen = new StringBuilder();
    while (seen.indexOf("data:") < 0) {
      var next = in.read();
      if (next < 0) {
        throw new IOException("no event: " + seen);
      }
      seen.append((char) next);
    }
  }
}
