package io.sluice.ingestion;

import io.sluice.bus.Bus;
import io.sluice.message.CallInfo;
import io.sluice.message.Embedding;
import io.sluice.message.Embedding.Embed;
import io.sluice.message.Embedding.Embedded;
import io.sluice.message.Embedding.ModelDescribed;
import io.sluice.message.Refusal;
import io.sluice.message.Reply;
import io.sluice.message.Vector;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Stands in for embedding: notes what it embeds; may refuse, or hold its answer back. */
final class Embedder {
  final List<String> texts = new CopyOnWriteArrayList<>();
  final AtomicInteger refusals = new AtomicInteger();
  final Promise<Void> asked = Promise.promise();
  volatile String model = "m1";
  volatile @Nullable Refusal refusal;
  volatile int refusalsLeft = Integer.MAX_VALUE;
  volatile Future<Void> gate = Future.succeededFuture();
  volatile Runnable onAsked = () -> {};

  Future<?> serve(Bus bus) {
    return Future.all(bus.serve(Embedding.EMBED, this::embed), bus.serve(Embedding.DESCRIBE_MODEL,
        (_, _) -> Future.succeededFuture(Reply.of(new ModelDescribed(model, List.of("ko"))))));
  }

  private Future<Reply<Embedded>> embed(Embed request, CallInfo call) {
    asked.tryComplete();
    onAsked.run();
    var why = refusal;
    if (why != null && refusals.get() < refusalsLeft) {
      refusals.incrementAndGet();
      return Future.succeededFuture(Reply.refused(why));
    }
    texts.addAll(request.texts());
    var vectors = request.texts().stream().map(text -> Vector.of(1, 0)).toList();
    return gate.map(open -> Reply.of(new Embedded(model, List.of("ko", "en"), vectors)));
  }
}
