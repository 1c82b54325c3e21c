package io.sluice.http;

import io.sluice.message.Admission.Admitted;
import io.sluice.message.Admission.Allowance;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Requests that were counted ahead. Who used up those of before gets more of them the next time, who did
 * not gets fewer: what is not used in time is lost to him, so it is never more than a small part of what
 * he has left.
 */
final class Lease {
  private static final int MOST = 64;
  /** Of what is left. */
  private static final int PART = 16;
  private static final long OFTEN_NANOS = TimeUnit.MILLISECONDS.toNanos(150);

  private final Admitted admitted;
  private final long made = System.nanoTime();
  private final long until;
  private final int size;
  private int left;
  private boolean asked;

  /**
   * As admission said just now.
   *
   * @param before what the same one had; null for nothing
   */
  Lease(Admitted admitted, @Nullable Lease before) {
    var more = admitted.more() == null ? 0 : admitted.more();
    var running = before != null && before.holds() ? before : null;
    this.admitted = admitted;
    if (running != null && more == 0) { // it was said of one that came while they were asked for
      this.until = running.until;
      this.size = running.size;
      this.asked = running.asked;
    } else {
      this.until = made + TimeUnit.MILLISECONDS.toNanos(admitted.holdsForMs());
      this.size = more;
    }
    this.left = more + (running == null ? 0 : running.left);
  }

  boolean holds() {
    return until - System.nanoTime() > 0;
  }

  Admitted admitted() {
    return admitted;
  }

  /** One of them; null where there is none any more. */
  @Nullable
  Admitted take() {
    if (left == 0 || !holds()) {
      return null;
    }
    left--;
    return told();
  }

  /** As it is to be told: of what is counted ahead not all is used yet. */
  Admitted told() {
    var allowance = admitted.allowance();
    return allowance == null || left == 0
        ? admitted
        : new Admitted(admitted.tenant(), admitted.principals(), admitted.account(),
            admitted.budgetUsd(), new Allowance(allowance.limit(), allowance.remaining() + left,
                allowance.resetMs()));
  }

  /**
   * How many to ask for: none while that is being asked already, where he comes so seldom that they would be
   * in vain, or where nobody knows how much he has left.
   */
  int next() {
    var allowance = admitted.allowance();
    if (asked || allowance == null || System.nanoTime() - made > OFTEN_NANOS) {
      return 0;
    }
    asked = true;
    var used = left == 0 ? 2 * size + 1 : size - Math.min(size, left);
    return (int) Math.min(Math.min(MOST, used), allowance.remaining() / PART);
  }
}
