package io.sluice.cache;

import io.sluice.bus.Wire;
import io.sluice.message.Embedding.Embedded;
import io.sluice.message.Embedding.Purpose;
import io.sluice.message.Vector;
import io.sluice.redis.RedisLink;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The vectors that all nodes share, each by its model and text. */
final class SharedVectors {
  /** Of a vector's length, which is 1. */
  private static final double TOLERANCE = 0.01;

  private final RedisLink link;
  private final Duration ttl;

  SharedVectors(RedisLink link, Duration ttl) {
    this.link = link;
    this.ttl = ttl;
  }

  /** Those that there are, by their text; none where Redis cannot be reached. */
  Future<Map<String, Vector>> find(String model, int dimension, Purpose purpose,
      List<String> texts) {
    var found = new HashMap<String, Vector>();
    return Future.join(texts.stream()
        .map(text -> link.send(Request.cmd(Command.GET).arg(key(model, purpose, text)))
            .onSuccess(bytes -> {
              if (bytes != null && Wire.decode(bytes.toBuffer()) instanceof Embedded embedded
                  && isSound(embedded, dimension)) {
                found.put(text, embedded.vectors().getFirst());
              }
            }))
        .toList()).transform(_ -> Future.succeededFuture(Map.copyOf(found)));
  }

  /** What is there may be anything. */
  private static boolean isSound(Embedded embedded, int dimension) {
    if (embedded.vectors().size() != 1
        || embedded.vectors().getFirst().dimension() != dimension) {
      return false;
    }
    var square = 0.0;
    for (var value : embedded.vectors().getFirst().values()) {
      square += value * value;
    }
    return Math.abs(square - 1) < TOLERANCE;
  }

  void keep(Purpose purpose, String text, Embedded embedded) {
    link.send(Request.cmd(Command.SET).arg(key(embedded.model(), purpose, text))
        .arg(Wire.encode(embedded)).arg("PX").arg(ttl.toMillis()));
  }

  private String key(String model, Purpose purpose, String text) {
    return link.key("vector:" + AnswerKey.hash(List.of(model, purpose.name(), text)));
  }
}
