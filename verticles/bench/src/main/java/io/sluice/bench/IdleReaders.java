package io.sluice.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * Readers of one stream of events, in a process of their own so that their memory does not count.
 * Says so when each has got something, and reads on until it is stopped; says how many still read each
 * time it is sent a line.
 */
final class IdleReaders {
  /** On their way in at once; more would overrun what a server lets wait. */
  private static final int ARRIVING = 100;
  /** There are not ports enough for all from one address, as those of readers who left rest a while. */
  private static final int FROM_ONE_ADDRESS = 5_000;
  private static final int LAST_ADDRESS = 250;

  private final InetSocketAddress server;
  private final byte[] head;
  private final Semaphore arriving = new Semaphore(ARRIVING);
  private final CountDownLatch served;
  private final AtomicInteger reading = new AtomicInteger();

  private IdleReaders(int port, String path, int readers) throws IOException {
    this.server = new InetSocketAddress(loopback(1), port);
    this.head = ("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n")
        .getBytes(StandardCharsets.US_ASCII);
    this.served = new CountDownLatch(readers);
  }

  /** Takes the port, the path, the number of readers, and which others there were before. */
  public static void main(String[] args) throws Exception {
    var count = Integer.parseInt(args[2]);
    var first = Integer.parseInt(args[3]);
    var readers = new IdleReaders(Integer.parseInt(args[0]), args[1], count);
    IntStream.range(first, first + count)
        .forEach(number -> Thread.ofVirtual().start(() -> readers.read(number)));
    if (!readers.served.await(90, TimeUnit.SECONDS)) {
      throw new IOException(readers.served.getCount() + " readers got nothing");
    }
    System.out.println("reading: " + readers.reading);
    try (var lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      while (lines.readLine() != null) {
        System.out.println("reading: " + readers.reading);
      }
    }
    System.exit(0);
  }

  private void read(int number) {
    arriving.acquireUninterruptibly();
    try (var socket = from(2 + number / FROM_ONE_ADDRESS % LAST_ADDRESS)) {
      socket.getOutputStream().write(head);
      var in = socket.getInputStream();
      awaitEvent(in);
      reading.incrementAndGet();
      arriving.release();
      served.countDown();
      try {
        in.skipNBytes(Long.MAX_VALUE);
      } finally {
        reading.decrementAndGet();
      }
    } catch (IOException e) {
      // The server has stopped, or this reader is missing in the count.
    }
  }

  private Socket from(int address) throws IOException {
    var socket = new Socket();
    try {
      socket.bind(new InetSocketAddress(loopback(address), 0));
    } catch (BindException e) {
      // This system has one address only.
    }
    socket.connect(server);
    return socket;
  }

  private static InetAddress loopback(int last) throws IOException {
    return InetAddress.getByAddress(new byte[]{127, 0, 0, (byte) last});
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
