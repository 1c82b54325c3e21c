package io.sluice.bench;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Posts bodies over a number of connections, each of which waits for its answer, for a while. */
final class Load {
  private final HttpClient client;
  private final int port;
  private final @Nullable String key;
  private final List<Buffer> bodies;
  private final long end;
  private final AtomicInteger sent = new AtomicInteger();
  private final ConcurrentLinkedQueue<Long> nanos = new ConcurrentLinkedQueue<>();

  private Load(HttpClient client, int port, @Nullable String key, List<Buffer> bodies,
      Duration time) {
    this.client = client;
    this.port = port;
    this.key = key;
    this.bodies = bodies;
    this.end = System.nanoTime() + time.toNanos();
  }

  /** What came of it, in milliseconds where it is a time. */
  record Result(double perSecond, double p50, double p99) {}

  static Result run(Vertx vertx, int port, List<String> bodies, int connections, Duration time)
      throws Exception {
    return run(vertx, port, null, bodies, connections, time);
  }

  /** The same by one who shows a key. */
  static Result run(Vertx vertx, int port, @Nullable String key, List<String> bodies,
      int connections, Duration time) throws Exception {
    var client = vertx.createHttpClient(
        new PoolOptions().setHttp1MaxSize(connections));
    try {
      var load = new Load(client, port, key, bodies.stream().map(Buffer::buffer).toList(), time);
      var start = System.nanoTime();
      Wait.until(Future.all(
          IntStream.range(0, connections).mapToObj(_ -> load.connection(vertx)).toList()));
      return load.result(System.nanoTime() - start);
    } finally {
      Wait.until(client.close());
    }
  }

  /** Posts once, and gives what came back. */
  static Buffer once(Vertx vertx, int port, String body) throws Exception {
    return once(vertx, port, null, body);
  }

  /** The same by one who shows a key. */
  static Buffer once(Vertx vertx, int port, @Nullable String key, String body) throws Exception {
    var client = vertx.createHttpClient();
    try {
      return Wait.until(
          new Load(client, port, key, List.of(), Duration.ZERO).post(Buffer.buffer(body)));
    } finally {
      Wait.until(client.close());
    }
  }

  private Future<Void> connection(Vertx vertx) {
    var done = Promise.<Void>promise();
    vertx.runOnContext(_ -> next(done));
    return done.future();
  }

  private void next(Promise<Void> done) {
    var start = System.nanoTime();
    if (start >= end) {
      done.complete();
      return;
    }
    post(bodies.get(sent.getAndIncrement() % bodies.size())).onSuccess(_ -> {
      nanos.add(System.nanoTime() - start);
      next(done);
    }).onFailure(done::fail);
  }

  private Future<Buffer> post(Buffer body) {
    return client.request(HttpMethod.POST, port, "127.0.0.1", "/v1/ask")
        .compose(request -> {
          request.putHeader("content-type", "application/json");
          if (key != null) {
            request.putHeader("authorization", "Bearer " + key);
          }
          return request.send(body);
        })
        .compose(response -> response.statusCode() == 200
            ? response.body()
            : response.body().compose(
                said -> Future.failedFuture("status " + response.statusCode() + ": " + said)));
  }

  private Result result(long time) {
    var sorted = nanos.stream().mapToLong(Long::longValue).sorted().toArray();
    return new Result(sorted.length * 1e9 / time, at(sorted, 0.5), at(sorted, 0.99));
  }

  private static double at(long[] sorted, double share) {
    return sorted[(int) (share * (sorted.length - 1))] / 1e6;
  }
}
