package io.sluice.launcher;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A server of files on this machine that can be asked for parts of them, and can be made to fail. */
final class FileServer implements AutoCloseable {
  private static final Pattern RANGE = Pattern.compile("bytes=(\\d+)-");

  final Map<String, byte[]> files = new ConcurrentHashMap<>();
  /** For each request what part of the file was asked for, and of which version. */
  final List<String> asked = new ArrayList<>();
  private final Queue<Act> script = new ConcurrentLinkedQueue<>();
  private final HttpServer server;
  volatile @Nullable String etag = "\"v1\"";

  /** What it does with a request instead of answering it. */
  interface Act {
    void answer(HttpExchange exchange) throws IOException;
  }

  FileServer() throws IOException {
    server = HttpServer.create(
        new InetSocketAddress(InetAddress.getByAddress(new byte[]{127, 0, 0, 1}), 0), 0);
    server.createContext("/", this::take);
    server.start();
  }

  String url(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  void then(Act... acts) {
    script.addAll(List.of(acts));
  }

  /** Ends the connection after so many bytes of what was asked for. */
  Act cutAfter(int bytes) {
    return exchange -> send(exchange, bytes);
  }

  static Act status(int status) {
    return exchange -> exchange.sendResponseHeaders(status, -1);
  }

  static Act redirect(String location) {
    return exchange -> {
      exchange.getResponseHeaders().set("location", location);
      exchange.sendResponseHeaders(302, -1);
    };
  }

  private void take(HttpExchange exchange) throws IOException {
    var headers = exchange.getRequestHeaders();
    asked.add(exchange.getRequestURI() + " " + headers.getFirst("range") + " "
        + headers.getFirst("if-range"));
    var act = script.poll();
    try (exchange) {
      if (act == null) {
        send(exchange, Integer.MAX_VALUE);
      } else {
        act.answer(exchange);
      }
    }
  }

  private void send(HttpExchange exchange, int most) throws IOException {
    var content = files.get(exchange.getRequestURI().getPath());
    if (content == null) {
      exchange.sendResponseHeaders(404, -1);
      return;
    }
    var from = from(exchange);
    var headers = exchange.getResponseHeaders();
    if (etag != null) {
      headers.set("etag", etag);
    }
    if (from > 0 && from >= content.length) {
      headers.set("content-range", "bytes */" + content.length);
      exchange.sendResponseHeaders(416, -1);
      return;
    }
    if (from > 0) {
      headers.set("content-range",
          "bytes " + from + "-" + (content.length - 1) + "/" + content.length);
    }
    exchange.sendResponseHeaders(from > 0 ? 206 : 200, content.length - from);
    exchange.getResponseBody().write(content, from, Math.min(most, content.length - from));
    exchange.getResponseBody().flush();
  }

  private int from(HttpExchange exchange) {
    var headers = exchange.getRequestHeaders();
    var range = RANGE.matcher(String.valueOf(headers.getFirst("range")));
    var condition = headers.getFirst("if-range");
    return range.matches() && (condition == null || condition.equals(etag))
        ? Integer.parseInt(range.group(1))
        : 0;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
