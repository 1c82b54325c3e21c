package io.sluice.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.sluice.bus.Bus;
import io.sluice.message.Caching.LayerState;
import io.sluice.message.CallInfo;
import io.sluice.message.Embedding;
import io.sluice.message.Embedding.Embed;
import io.sluice.message.Embedding.Embedded;
import io.sluice.message.Embedding.Purpose;
import io.sluice.message.Refusal.Internal;
import io.sluice.message.Reply;
import io.sluice.message.Reply.Answered;
import io.sluice.message.Reply.Refused;
import io.sluice.message.Vector;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The vectors of texts that were embedded before, whoever wanted them; the others are asked for. */
final class Embeddings {
  static final String LAYER = "embedding";
  private static final int OVERHEAD = 150;

  private final Bus bus;
  private final CacheConfig.Embeddings config;
  private final Tally tally;
  /** Asked once the model is known: another one's vectors may be there, too. */
  private final @Nullable SharedVectors shared;
  private final Cache<Key, Vector> vectors;
  /** Of the vectors that are kept; null before the first one. */
  private @Nullable Embedded model;
  private int dimension;

  Embeddings(Bus bus, CacheConfig.Embeddings config, Tally tally,
      @Nullable SharedVectors shared) {
    this.bus = bus;
    this.shared = shared;
    this.config = config;
    this.tally = tally;
    this.vectors = Caffeine.newBuilder().maximumWeight((long) config.maxMb() << 20)
        .weigher(Embeddings::bytes).expireAfterWrite(config.ttl()).executor(Runnable::run)
        .evictionListener((_, _, _) -> tally.evict()).build();
  }

  private record Key(Purpose purpose, String text) {}

  Future<Reply<Embedded>> embed(Embed request, CallInfo call) {
    var known = new HashMap<String, Vector>();
    for (var text : request.texts()) {
      var vector = vectors.getIfPresent(new Key(request.purpose(), text));
      if (vector != null) {
        known.put(text, vector);
      }
    }
    var kept = model;
    var missing = missing(request, known);
    if (shared == null || kept == null || missing.isEmpty()) {
      return embed(request, known, kept, call);
    }
    return shared.find(kept.model(), dimension, request.purpose(), missing).compose(found -> {
      // Meanwhile another model may have come.
      if (!isOther(model, kept)) {
        found.forEach((text, vector) -> vectors.put(new Key(request.purpose(), text), vector));
      }
      known.putAll(found);
      return embed(request, known, kept, call);
    });
  }

  private static List<String> missing(Embed request, Map<String, Vector> known) {
    return request.texts().stream().filter(text -> !known.containsKey(text)).distinct().toList();
  }

  private Future<Reply<Embedded>> embed(Embed request, Map<String, Vector> known,
      @Nullable Embedded kept, CallInfo call) {
    var missing = missing(request, known);
    known.forEach((_, _) -> tally.count(true, call));
    missing.forEach(_ -> tally.count(false, call));
    if (missing.isEmpty() && kept != null) {
      return Future.succeededFuture(Reply.of(whole(request, kept, known)));
    }
    return bus.ask(Embedding.EMBED, new Embed(missing, request.purpose()), call)
        .compose(reply -> switch (reply) {
          case Refused<Embedded> refused -> Future.succeededFuture(refused);
          case Answered<Embedded>(Embedded embedded) -> take(request, embedded, missing, known,
              kept, call);
        });
  }

  /**
   * Vectors of two models cannot be mixed: where it is another one all texts are embedded anew.
   *
   * @param knownBy the model of those that are known, which may not be the one that is kept by now
   */
  private Future<Reply<Embedded>> take(Embed request, Embedded embedded, List<String> missing,
      Map<String, Vector> known, @Nullable Embedded knownBy, CallInfo call) {
    if (embedded.vectors().size() != missing.size()) {
      return Future.succeededFuture(Reply.refused(new Internal("not every text was embedded")));
    }
    if (isOther(model, embedded)) {
      vectors.invalidateAll();
    }
    model = new Embedded(embedded.model(), embedded.languages(), List.of());
    dimension = embedded.vectors().isEmpty()
        ? dimension
        : embedded.vectors().getFirst().dimension();
    if (isOther(knownBy, embedded) && !known.isEmpty()) {
      return bus.ask(Embedding.EMBED, request, call);
    }
    for (var i = 0; i < missing.size(); i++) {
      known.put(missing.get(i), embedded.vectors().get(i));
      vectors.put(new Key(request.purpose(), missing.get(i)), embedded.vectors().get(i));
      if (shared != null) {
        shared.keep(request.purpose(), missing.get(i), new Embedded(embedded.model(),
            embedded.languages(), List.of(embedded.vectors().get(i))));
      }
    }
    return Future.succeededFuture(Reply.of(whole(request, embedded, known)));
  }

  private static boolean isOther(@Nullable Embedded before, Embedded now) {
    return before != null && !before.model().equals(now.model());
  }

  private static Embedded whole(Embed request, Embedded model, Map<String, Vector> known) {
    return new Embedded(model.model(), model.languages(),
        request.texts().stream().map(text -> Objects.requireNonNull(known.get(text))).toList());
  }

  private static int bytes(Key key, Vector vector) {
    return OVERHEAD + 2 * key.text().length() + Float.BYTES * vector.dimension();
  }

  LayerState state() {
    vectors.cleanUp();
    var weight = vectors.policy().eviction().orElseThrow().weightedSize().orElse(0);
    return new LayerState(LAYER, tally.hits(), tally.misses(), vectors.estimatedSize(), weight,
        (long) config.maxMb() << 20, config.ttl().toMillis(), tally.evicted(), tally.outdated());
  }
}
