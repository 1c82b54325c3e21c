package io.sluice.insight.quality;

/** What came of one measure lately. */
interface Window {

  Seen seen(long nowMs);

  /** How much there was, and its mean. */
  record Seen(long count, double mean) {
    static final Seen NOTHING = new Seen(0, 0);
  }
}
