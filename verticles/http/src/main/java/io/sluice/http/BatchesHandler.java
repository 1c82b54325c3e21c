package io.sluice.http;

import io.sluice.bus.StreamReader;
import io.sluice.http.BatchBodies.Batch;
import io.sluice.http.BatchViews.BatchList;
import io.sluice.http.BatchViews.BatchView;
import io.sluice.message.Batches;
import io.sluice.message.Batches.DropBatch;
import io.sluice.message.Batches.FindBatch;
import io.sluice.message.Batches.FollowBatch;
import io.sluice.message.Batches.ListBatches;
import io.sluice.message.Streaming;
import io.vertx.ext.web.RoutingContext;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code /v1/batches}: many questions at once, their progress and their results. */
final class BatchesHandler {
  private static final Set<String> LINES = Set.of("application/jsonl", "application/x-jsonl",
      "application/x-ndjson", "application/ndjson", "application/jsonlines");

  private final Actors actors;
  private final BodyReader body;

  BatchesHandler(Actors actors, BodyReader body) {
    this.actors = actors;
    this.body = body;
  }

  void open(RoutingContext ctx) {
    var key = IdempotencyKey.of(ctx);
    if (hasLines(ctx)) {
      var collection = Query.anyCollection(ctx);
      body.bytes(ctx, bytes -> body.work(ctx, bytes,
          () -> QuestionLines.read(bytes.getBytes(), collection),
          parsed -> BodyReader.use(ctx, parsed, batch -> open(ctx, batch, key))));
    } else {
      body.read(ctx, Batch.class, batch -> open(ctx, batch, key));
    }
  }

  void list(RoutingContext ctx) {
    actors.ask(ctx, Batches.LIST, new ListBatches(Query.limit(ctx)),
        listed -> Responses.json(ctx.response(), 200,
            new BatchList(listed.batches().stream().map(BatchView::of).toList())));
  }

  void get(RoutingContext ctx) {
    actors.ask(ctx, Batches.FIND, new FindBatch(Caller.id(ctx)),
        found -> Responses.json(ctx.response(), 200, BatchView.of(found.state())));
  }

  void events(RoutingContext ctx) {
    var after = Query.lastEventId(ctx);
    actors.ask(ctx, Batches.FOLLOW, new FollowBatch(Caller.id(ctx)),
        stream -> BatchEvents.write(ctx, new StreamReader(actors.bus(), stream,
            Caller.call(ctx, Streaming.HEARTBEAT), after == null ? 0 : after)));
  }

  void results(RoutingContext ctx) {
    new BatchResults(ctx, actors.bus(), Query.afterLine(ctx)).write();
  }

  void drop(RoutingContext ctx) {
    actors.ask(ctx, Batches.DROP, new DropBatch(Caller.id(ctx)),
        dropped -> ctx.response().setStatusCode(204).end());
  }

  private void open(RoutingContext ctx, Batch batch, @Nullable String key) {
    actors.ask(ctx, Batches.OPEN, batch.toMessage(key), 202);
  }

  private static boolean hasLines(RoutingContext ctx) {
    var type = ctx.request().getHeader("content-type");
    return type != null
        && LINES.contains(type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT));
  }
}
