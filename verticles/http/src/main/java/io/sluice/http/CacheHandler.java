package io.sluice.http;

import io.sluice.message.Answering;
import io.sluice.message.Answering.ExplainCaching;
import io.sluice.message.Caching;
import io.sluice.message.Caching.DescribeCaches;
import io.sluice.message.Caching.EvictAnswers;
import io.sluice.strictjson.Check;
import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

/** {@code /v1/cache}: how the caches are, why a question is or is not answered by them, forgetting. */
final class CacheHandler {
  private static final int MAX_DOCUMENT = 1000;
  private static final int MAX_QUESTION = 10_000;

  private final Actors actors;
  private final BodyReader body;

  CacheHandler(Actors actors, BodyReader body) {
    this.actors = actors;
    this.body = body;
  }

  /** What is to be forgotten; nothing is, unless it says so. */
  record Eviction(@Nullable String collection, @Nullable String document,
      @Nullable String question, @Nullable Boolean dryRun) {

    Eviction {
      Bodies.checkCollection("collection", collection);
      if (document != null) {
        Check.text("document", document, MAX_DOCUMENT);
      }
      if (question != null) {
        Check.text("question", question, MAX_QUESTION);
      }
    }

    EvictAnswers toMessage() {
      return new EvictAnswers(collection, document, question, !Boolean.FALSE.equals(dryRun));
    }
  }

  void describe(RoutingContext ctx) {
    actors.ask(ctx, Caching.DESCRIBE_CACHES, new DescribeCaches(), 200);
  }

  void explain(RoutingContext ctx) {
    body.read(ctx, Bodies.Ask.class, ask -> actors.ask(ctx, Answering.EXPLAIN_CACHING,
        new ExplainCaching(ask.toMessage()), 200));
  }

  void evict(RoutingContext ctx) {
    body.read(ctx, Eviction.class, eviction -> actors.ask(ctx, Caching.EVICT_ANSWERS,
        eviction.toMessage(), 200));
  }
}
