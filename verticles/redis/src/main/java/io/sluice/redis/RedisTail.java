package io.sluice.redis;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a stream from some time ago on, and goes on where it was after Redis was gone: each entry is handed
 * over once, in order.
 */
public final class RedisTail {
  private static final Logger LOG = LoggerFactory.getLogger(RedisTail.class);
  private static final int AT_ONCE = 200;
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final long RETRY_MS = 1000;

  private final RedisLink link;
  private final String stream;
  private final Consumer<Map<String, Buffer>> reader;
  private String last;
  private volatile @Nullable RedisConnection connection;
  private volatile boolean closed;

  private RedisTail(RedisLink link, String stream, Duration ago,
      Consumer<Map<String, Buffer>> reader) {
    this.link = link;
    this.stream = stream;
    this.reader = reader;
    this.last = Math.max(0, System.currentTimeMillis() - ago.toMillis()) + "-0";
  }

  /** Begins with what was said not longer ago than this; the reader is called on this context. */
  public static RedisTail follow(RedisLink link, String stream, Duration ago,
      Consumer<Map<String, Buffer>> reader) {
    var tail = new RedisTail(link, stream, ago, reader);
    tail.connect();
    return tail;
  }

  /** Nothing is handed over any more. */
  public Future<Void> close() {
    closed = true;
    var open = connection;
    return open == null ? Future.succeededFuture() : release(open);
  }

  private void connect() {
    link.connect().onSuccess(open -> {
      connection = open;
      read(open);
    }).onFailure(this::later);
  }

  private void read(RedisConnection open) {
    if (closed) {
      release(open);
      return;
    }
    open.send(Request.cmd(Command.XREAD).arg("COUNT").arg(AT_ONCE).arg("BLOCK")
        .arg(PATIENCE.toMillis()).arg("STREAMS").arg(stream).arg(last))
        .onSuccess(streams -> {
          take(streams);
          read(open);
        }).onFailure(why -> {
          release(open);
          later(why);
        });
  }

  private synchronized Future<Void> release(RedisConnection open) {
    if (!open.equals(connection)) {
      return Future.succeededFuture();
    }
    connection = null;
    return open.close();
  }

  private void later(Throwable why) {
    if (!closed) {
      LOG.debug("not reading stream={} why={}", stream, why.getMessage());
      link.vertx().setTimer(RETRY_MS, _ -> connect());
    }
  }

  /** Nothing where nothing came in time. */
  private void take(@Nullable Response streams) {
    if (streams == null || closed) {
      return;
    }
    for (var one : streams) {
      var entries = streams.isMap() ? streams.get(stream) : one.get(1);
      for (var entry : entries) {
        last = entry.get(0).toString();
        handOver(fields(entry.get(1)));
      }
      if (streams.isMap()) {
        return;
      }
    }
  }

  /** One that nothing can be made of does not end the reading. */
  private void handOver(Map<String, Buffer> entry) {
    try {
      reader.accept(entry);
    } catch (RuntimeException e) {
      LOG.warn("an entry is passed over stream={} id={}", stream, last, e);
    }
  }

  private static Map<String, Buffer> fields(Response pairs) {
    var fields = new HashMap<String, Buffer>();
    for (var i = 0; i + 1 < pairs.size(); i += 2) {
      fields.put(pairs.get(i).toString(), pairs.get(i + 1).toBuffer());
    }
    return fields;
  }
}
