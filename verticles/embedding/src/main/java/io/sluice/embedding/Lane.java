package io.sluice.embedding;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;

/**
 * So many calls at once; the others wait for their turn, first come first served. Confined to one
 * context.
 */
final class Lane {
  private final int width;
  private final Deque<Runnable> waiting = new ArrayDeque<>();
  private int busy;
  private boolean letting;

  Lane(int width) {
    this.width = width;
  }

  /** Makes the call when it is its turn. */
  <T> Future<T> run(Supplier<Future<T>> call) {
    var result = Promise.<T>promise();
    waiting.add(() -> Future.<T>future(started -> call.get().onComplete(started))
        .onComplete((value, failure) -> {
          busy--;
          result.complete(value, failure);
          letIn();
        }));
    letIn();
    return result.future();
  }

  /** A call may be over before it returns, so that this is called while it runs: once is enough. */
  private void letIn() {
    if (letting) {
      return;
    }
    letting = true;
    while (busy < width && !waiting.isEmpty()) {
      busy++;
      waiting.remove().run();
    }
    letting = false;
  }
}
