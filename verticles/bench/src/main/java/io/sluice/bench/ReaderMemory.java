package io.sluice.bench;

import io.sluice.message.AnswerEvent;
import io.sluice.message.AnswerEvent.Accepted;
import io.sluice.message.AnswerEvent.Failed;
import io.sluice.message.Refusal.Cancelled;
import io.vertx.core.Vertx;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The heap that idle readers of a running answer cost, each; beside connections of a bare Vert.x
 * server that was sent the same event. What Netty holds outside the heap is not counted.
 */
final class ReaderMemory {
  private static final Pattern READING = Pattern.compile("reading: (\\d+)");
  private static final int COLLECTIONS = 3;

  private ReaderMemory() {}

  static List<Row> measure(Settings settings) throws Exception {
    var serving = Vertx.vertx();
    try (var node = LocalNode.empty()) {
      var bare = serve(serving);
      var readers = settings.readers();
      var turns = Turns.take(Math.min(3, settings.rounds()),
          () -> kilobytes(node.port(), runningAnswer(node), readers),
          () -> kilobytes(bare, "/", readers));
      return List.of(turns.row("heap of an idle SSE reader, of %,d / a bare connection"
          .formatted(readers), Row.Kind.KILOBYTES, each -> each, ""));
    } finally {
      Wait.until(serving.close());
    }
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

  private static double kilobytes(int port, String path, int readers) throws Exception {
    var before = heap();
    try (var child = Child.java(IdleReaders.class, Integer.toString(port), path,
        Integer.toString(readers))) {
      child.line(READING);
      return (heap() - before) / 1024.0 / readers;
    }
  }

  /** After collections, with a pause in which connections that were closed are noticed. */
  private static long heap() throws InterruptedException {
    for (var i = 0; i < COLLECTIONS; i++) {
      Thread.sleep(Duration.ofMillis(300));
      System.gc();
    }
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
