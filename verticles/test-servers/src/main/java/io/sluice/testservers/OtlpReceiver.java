package io.sluice.testservers;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A collector on this machine: takes spans by OTLP over HTTP, in Protocol Buffers, and keeps them. */
public final class OtlpReceiver implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 30;

  private final HttpServer server;
  private final List<OtlpSpan> spans = new CopyOnWriteArrayList<>();
  private final List<Headers> headers = new CopyOnWriteArrayList<>();
  private final LinkedBlockingQueue<Integer> came = new LinkedBlockingQueue<>();
  private volatile int status = 200;

  private OtlpReceiver(HttpServer server) {
    this.server = server;
  }

  /** Starts it on any free port. */
  public static OtlpReceiver start() throws IOException {
    var loopback = InetAddress.getByAddress(new byte[]{127, 0, 0, 1});
    var receiver = new OtlpReceiver(HttpServer.create(new InetSocketAddress(loopback, 0), 0));
    receiver.server.createContext("/v1/traces", receiver::take);
    receiver.server.start();
    return receiver;
  }

  /** What an exporter is told as its endpoint. */
  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Answers with this from now on, and takes nothing unless it is 200. */
  public void answers(int code) {
    status = code;
  }

  /** All that came. */
  public List<OtlpSpan> spans() {
    return List.copyOf(spans);
  }

  /** Those of a trace. */
  public List<OtlpSpan> trace(String id) {
    return spans.stream().filter(span -> span.traceId().equals(id)).toList();
  }

  /** The headers of the calls. */
  public List<Headers> headers() {
    return List.copyOf(headers);
  }

  /** Waits for the next call, and gives its status. */
  public int call() throws InterruptedException {
    var code = came.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    if (code == null) {
      throw new AssertionError("nothing came");
    }
    return code;
  }

  /** Waits until what came is as it should be. */
  public List<OtlpSpan> await(Predicate<List<OtlpSpan>> asItShouldBe) throws InterruptedException {
    var end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (!asItShouldBe.test(spans)) {
      if (end - System.nanoTime() <= 0) {
        throw new AssertionError("not as it should be: " + spans);
      }
      came.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
    return spans();
  }

  /** Waits for the span of this name in a trace. */
  public OtlpSpan await(String trace, String name) throws InterruptedException {
    Predicate<OtlpSpan> isIt = span -> span.traceId().equals(trace) && span.name().equals(name);
    return await(all -> all.stream().anyMatch(isIt)).stream().filter(isIt).findFirst()
        .orElseThrow();
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      var body = exchange.getRequestBody().readAllBytes();
      var code = status;
      if (code == 200) {
        headers.add(exchange.getRequestHeaders());
        new Protobuf(ByteBuffer.wrap(body)).all(1).forEach(this::takeResource);
      }
      exchange.sendResponseHeaders(code, -1);
      came.add(code);
    }
  }

  private void takeResource(Protobuf ofResource) {
    var resource = attributes(ofResource.one(1), 1);
    for (var ofScope : ofResource.all(2)) {
      for (var span : ofScope.all(2)) {
        spans.add(new OtlpSpan(span.hex(1), span.hex(2), span.hex(4), span.text(3), span.text(5),
            span.number(6), attributes(span, 9), span.one(15).number(3) == 2,
            span.one(15).text(2), resource, ofScope.text(3)));
      }
    }
  }

  private static Map<String, Object> attributes(Protobuf of, int number) {
    var all = new LinkedHashMap<String, Object>();
    of.all(number).forEach(pair -> all.put(pair.text(1), value(pair.one(2))));
    return all;
  }

  private static Object value(Protobuf any) {
    if (any.has(2)) {
      return any.number(2) != 0;
    } else if (any.has(3)) {
      return any.number(3);
    } else if (any.has(4)) {
      return Double.longBitsToDouble(any.number(4));
    } else if (any.has(5)) {
      return any.one(5).all(1).stream().map(OtlpReceiver::value).toList();
    }
    return any.text(1);
  }
}
