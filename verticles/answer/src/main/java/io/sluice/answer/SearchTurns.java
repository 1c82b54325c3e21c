package io.sluice.answer;

import io.sluice.message.CallInfo;
import io.sluice.message.Refusal.Overloaded;
import io.sluice.message.Reply;
import io.sluice.resilience.Bulkhead;
import java.time.Duration;
import java.util.function.Supplier;

/** Who may search now, and who after: where too much is sought at once, all of it would come too late. */
final class SearchTurns {
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final long RETRY_AFTER_MS = 1000;

  private final Bulkhead turns;

  SearchTurns(Bulkhead turns) {
    this.turns = turns;
  }

  /** Waits for a turn and does this then; refused at once where too many wait already. */
  <A> Reply<A> in(CallInfo call, Supplier<Reply<A>> search) {
    var half = call.remaining().dividedBy(2);
    var turn = turns.take(half.compareTo(PATIENCE) < 0 ? half : PATIENCE).await();
    if (turn.isEmpty()) {
      return Reply.refused(new Overloaded("too much is being searched for", RETRY_AFTER_MS));
    }
    try {
      return search.get();
    } finally {
      turn.get().end();
    }
  }
}
