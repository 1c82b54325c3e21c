package io.sluice.cache;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sluice.bus.Bus;
import io.sluice.message.Ask;
import io.sluice.message.CallInfo;
import io.sluice.message.CorpusEvent;
import io.sluice.message.CorpusEvent.CorpusChanged;
import io.sluice.message.Embedding;
import io.sluice.message.Embedding.Embed;
import io.sluice.message.Embedding.Embedded;
import io.sluice.message.Message;
import io.sluice.message.Reply;
import io.sluice.message.Reply.Answered;
import io.sluice.message.Reply.Refused;
import io.sluice.message.Retrieval;
import io.sluice.message.Retrieval.EpochFound;
import io.sluice.message.Retrieval.FindPassages;
import io.sluice.message.Retrieval.PassagesFound;
import io.sluice.redis.RedisLink;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A node with a cache, and stand-ins for those it asks, which note what they are asked. */
final class StandIns {
  final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  final List<Embed> embedded = new CopyOnWriteArrayList<>();
  final List<FindPassages> searched = new CopyOnWriteArrayList<>();
  volatile Function<Embed, Future<Reply<Embedded>>> embedding;
  volatile Function<FindPassages, Future<Reply<PassagesFound>>> retrieval;
  volatile long epoch = 1;
  private final AtomicLong now = new AtomicLong(1_700_000_000_000L);
  private final Bus bus;

  StandIns(Vertx vertx, Function<Embed, Future<Reply<Embedded>>> embedding,
      Function<FindPassages, Future<Reply<PassagesFound>>> retrieval) throws Exception {
    this(vertx, embedding, retrieval, Samples.config(), null);
  }

  StandIns(Vertx vertx, Function<Embed, Future<Reply<Embedded>>> embedding,
      Function<FindPassages, Future<Reply<PassagesFound>>> retrieval, CacheConfig config,
      @Nullable RedisLink redis) throws Exception {
    this.embedding = embedding;
    this.retrieval = retrieval;
    this.bus = Bus.on(vertx);
    get(bus.serve(Embedding.EMBED, (request, _) -> {
      embedded.add(request);
      return this.embedding.apply(request);
    }));
    get(bus.serve(Retrieval.FIND_PASSAGES, (request, _) -> {
      searched.add(request);
      return this.retrieval.apply(request);
    }));
    get(bus.serve(Retrieval.FIND_EPOCH,
        (_, _) -> Future.succeededFuture(Reply.of(new EpochFound(epoch)))));
    get(vertx.deployVerticle(
        new CacheVerticle(bus, config, redis, registry, now::get)));
  }

  /** Where nobody searches. */
  static <Q, A> Function<Q, Future<Reply<A>>> nothing() {
    return _ -> Future.failedFuture("nobody should have asked");
  }

  void pass(Duration time) {
    now.addAndGet(time.toMillis());
  }

  void tell(CorpusChanged news) {
    bus.tell(CorpusEvent.CORPUS_CHANGED, news);
  }

  <Q extends Message, A extends Message> Future<Reply<A>> ask(Ask<Q, A> ask, Q request,
      CallInfo call) {
    return bus.ask(ask, request, call);
  }

  <Q extends Message, A extends Message> A answer(Ask<Q, A> ask, Q request, CallInfo call)
      throws Exception {
    return value(get(ask(ask, request, call)));
  }

  static <A> A value(Reply<A> reply) {
    return switch (reply) {
      case Answered<A>(A value) -> value;
      case Refused<A>(var why) -> throw new AssertionError("refused: " + why);
    };
  }

  static <T> T get(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get();
  }

  long count(String name, String layer) {
    return (long) registry.get(name).tag("layer", layer).counter().count();
  }
}
