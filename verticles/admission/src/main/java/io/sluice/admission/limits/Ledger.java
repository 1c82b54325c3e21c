package io.sluice.admission.limits;

import io.vertx.core.Future;

/** What was taken and spent by whom. */
interface Ledger {

  /**
   * Takes requests, if there is enough of everything.
   *
   * @param count how many; 0 only looks whether there is anything left
   */
  Future<Verdict> take(Wanted wanted, int count);

  /** Notes what was used; it may be more than was left. */
  Future<Void> charge(Wanted of, long tokens, double usd);
}
