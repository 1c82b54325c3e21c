package io.sluice.bench;

import io.sluice.message.Reply;
import io.sluice.message.Reply.Answered;
import io.sluice.message.Reply.Refused;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Waits on the thread that measures; a refusal is a failed measurement. */
final class Wait {
  private static final long PATIENCE_SECONDS = 120;

  private Wait() {}

  static <T> T until(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(PATIENCE_SECONDS,
        TimeUnit.SECONDS);
  }

  /** An event loop of its own. */
  static Context loop(Vertx vertx) throws Exception {
    var loop = new CompletableFuture<Context>();
    until(vertx.deployVerticle(context -> {
      loop.complete(context);
      return Future.succeededFuture();
    }));
    return loop.join();
  }

  /** A port that was free a moment ago, for several servers that share it. */
  static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  static <A> Future<A> answered(Future<Reply<A>> reply) {
    return reply.compose(came -> switch (came) {
      case Answered<A>(A value) -> Future.succeededFuture(value);
      case Refused<A>(var refusal) -> Future.failedFuture(refusal.toString());
    });
  }
}
