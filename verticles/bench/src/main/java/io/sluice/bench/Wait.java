package io.sluice.bench;

import io.sluice.message.Reply;
import io.sluice.message.Reply.Answered;
import io.sluice.message.Reply.Refused;
import io.vertx.core.Future;
import java.util.concurrent.TimeUnit;

/** Waits on the thread that measures; a refusal is a failed measurement. */
final class Wait {
  private static final long PATIENCE_SECONDS = 120;

  private Wait() {}

  static <T> T until(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(PATIENCE_SECONDS,
        TimeUnit.SECONDS);
  }

  static <A> Future<A> answered(Future<Reply<A>> reply) {
    return reply.compose(came -> switch (came) {
      case Answered<A>(A value) -> Future.succeededFuture(value);
      case Refused<A>(var refusal) -> Future.failedFuture(refusal.toString());
    });
  }
}
