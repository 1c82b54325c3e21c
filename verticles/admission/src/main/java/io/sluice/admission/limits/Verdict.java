package io.sluice.admission.limits;

import io.sluice.message.Admission.Allowance;
import io.sluice.message.Refusal;
import org.jspecify.annotations.Nullable;

/** Whether there is enough left. */
public sealed interface Verdict {

  /**
   * There is.
   *
   * @param allowance of requests; null where they are not limited
   * @param usd that may still be spent; null where that is not limited
   */
  record Enough(@Nullable Allowance allowance, @Nullable Double usd) implements Verdict {
    static final Enough OF_ALL = new Enough(null, null);
  }

  /** There is not, and nothing was taken. */
  record TooMuch(Refusal why) implements Verdict {}
}
