package io.sluice.bench;

import com.sun.management.UnixOperatingSystemMXBean;
import io.sluice.message.AnswerEvent;
import io.sluice.message.AnswerEvent.Accepted;
import io.sluice.message.AnswerEvent.Failed;
import io.sluice.message.Refusal.Cancelled;
import io.vertx.core.Vertx;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.locks.LockSupport;

/**
 * Serves one event and then nothing more, in a process of its own so that its heap holds nothing
 * else: a running answer of the gateway, or the same event from a bare Vert.x server. Says its heap,
 * what it holds outside of it and how many files it has open each time it is sent a line, and ends
 * with its input.
 */
final class ReaderHost {
  private static final int COLLECTIONS = 3;
  private static final long PAUSE_NANOS = 300_000_000;

  private ReaderHost() {}

  /** What is served. */
  enum Kind {
    GATEWAY,
    MODEL,
    BARE
  }

  /** Takes the kind, and where the model is. */
  public static void main(String[] args) throws Exception {
    switch (Kind.valueOf(args[0])) {
      case GATEWAY -> {
        try (var node = LocalNode.withSample()) {
          report(node.port(), runningAnswer(node));
        }
      }
      case MODEL -> {
        try (var node = LocalNode.withModel(args[1])) {
          report(node.port(), "/");
        }
      }
      case BARE -> {
        var vertx = Vertx.vertx();
        report(serve(vertx), "/");
        Wait.until(vertx.close());
      }
    }
    System.exit(0);
  }

  /** The path of an answer that has begun. One that all its readers have left is stopped. */
  private static String runningAnswer(LocalNode node) {
    var log = node.streams().<AnswerEvent>open(SyntheticCorpus.call(),
        new Failed(new Cancelled("the measurement is over")));
    log.append(new Accepted(log.id()));
    return "/v1/answers/" + log.id() + "/events";
  }

  private static int serve(Vertx vertx) throws Exception {
    return Wait.until(vertx.createHttpServer()
        .requestHandler(request -> request.response().setChunked(true)
            .putHeader("content-type", "text/event-stream")
            .write("id: 1\nevent: accepted\ndata: {\"id\":\"an answer\"}\n\n"))
        .listen(0, "127.0.0.1")).actualPort();
  }

  private static void report(int port, String path) throws Exception {
    System.out.println("serving: " + port + path);
    try (var lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      while (lines.readLine() != null) {
        System.out.println("heap: " + heap() + " outside: " + outside() + " files: " + files());
      }
    }
  }

  /** After collections, with a pause in which connections that were closed are noticed. */
  private static long heap() {
    for (var i = 0; i < COLLECTIONS; i++) {
      LockSupport.parkNanos(PAUSE_NANOS);
      System.gc();
    }
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  /** The buffers that connections read into and write from. */
  private static long outside() {
    return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
        .filter(pool -> pool.getName().equals("direct"))
        .mapToLong(BufferPoolMXBean::getMemoryUsed).sum();
  }

  private static long files() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
        ? unix.getOpenFileDescriptorCount()
        : 0;
  }
}
