package io.sluice.generation.model;

import io.sluice.generation.model.Piece.Finish;
import io.sluice.message.AnswerEvent;
import io.sluice.message.Refusal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How a call of a model ended. */
public sealed interface CallEnd {

  /** It has said all; the counts are -1 where the server does not tell them. */
  record Whole(boolean cutShort, boolean filtered, int promptTokens, int completionTokens)
      implements
        CallEnd {

    static Whole of(Finish how, int promptTokens, int completionTokens) {
      return new Whole(how == Finish.TOO_LONG, how == Finish.FILTERED, promptTokens,
          completionTokens);
    }

    /** Why it says no more, as answers tell it. */
    public String finishReason() {
      return cutShort ? AnswerEvent.LENGTH : filtered ? AnswerEvent.FILTER : AnswerEvent.STOP;
    }
  }

  /**
   * It has not.
   *
   * @param mayMoveOn whether another provider may do better
   * @param after how long the server wants to be left alone, where it says so
   */
  record Failed(Refusal why, boolean mayMoveOn, @Nullable Duration after) implements CallEnd {

    static Failed forGood(Refusal why) {
      return new Failed(why, false, null);
    }

    static Failed here(Refusal why) {
      return new Failed(why, true, null);
    }
  }
}
