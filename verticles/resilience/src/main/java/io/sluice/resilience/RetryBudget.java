package io.sluice.resilience;

/**
 * How often it may be tried again: once for every five calls, so that a server that fails is not asked
 * much more than one that does not. Some are there to begin with. Safe for any thread.
 */
public final class RetryBudget {
  private static final int CALLS_FOR_ONE = 5;
  private static final int MOST = 10;

  private int fifths = MOST * CALLS_FOR_ONE;

  /** A call was made, which is not one more of the same. */
  public synchronized void called() {
    fifths = Math.min(MOST * CALLS_FOR_ONE, fifths + 1);
  }

  /** Takes one; false where there is none. */
  public synchronized boolean take() {
    if (fifths < CALLS_FOR_ONE) {
      return false;
    }
    fifths -= CALLS_FOR_ONE;
    return true;
  }
}
