package io.sluice.generation.model;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.SequencedSet;

/** So many calls at once; the others wait, first come first served. Confined to one context. */
final class Turns {
  private final Vertx vertx;
  private final SequencedSet<Promise<Boolean>> waiting = new LinkedHashSet<>();
  private int free;

  Turns(Vertx vertx, int atOnce) {
    this.vertx = vertx;
    this.free = atOnce;
  }

  /** True with a turn, which is to be given back; false where none came in time. */
  Future<Boolean> take(Duration patience) {
    if (free > 0) {
      free--;
      return Future.succeededFuture(true);
    }
    var turn = Promise.<Boolean>promise();
    waiting.add(turn);
    var timer = vertx.setTimer(Math.max(1, patience.toMillis()), _ -> {
      waiting.remove(turn);
      turn.tryComplete(false);
    });
    return turn.future().onSuccess(_ -> vertx.cancelTimer(timer));
  }

  void giveBack() {
    while (!waiting.isEmpty()) {
      if (waiting.removeFirst().tryComplete(true)) {
        return;
      }
    }
    free++;
  }
}
