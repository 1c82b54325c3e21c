package io.sluice.admission.limits;

import io.vertx.core.Future;

/** What was taken and spent by whom. */
interface Ledger {

  /**
   * Takes one request, if there is enough of everything.
   *
   * @param counts whether one is taken, or only looked whether it could be
   */
  Future<Verdict> take(Wanted wanted, boolean counts);

  /** Notes what was used; it may be more than was left. */
  Future<Void> charge(Wanted of, long tokens, double usd);
}
