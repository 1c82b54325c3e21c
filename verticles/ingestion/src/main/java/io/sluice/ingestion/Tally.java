package io.sluice.ingestion;

/** What a round of a source came to. Used by one thread. */
final class Tally {
  int seen;
  int submitted;
  int unchanged;
  int erased;
  int failed;

  /** What became of one thing of a source. */
  enum Fate {
    SUBMITTED,
    UNCHANGED,
    FAILED,
    /** Not taken at the moment: the rest of the round would fare no better. */
    LATER
  }

  void count(Fate fate) {
    switch (fate) {
      case SUBMITTED -> submitted++;
      case UNCHANGED -> unchanged++;
      case FAILED, LATER -> failed++;
    }
  }

  /** Whether anything happened that is worth telling. */
  boolean isEventful() {
    return submitted + erased + failed > 0;
  }

  @Override
  public String toString() {
    return "seen=" + seen + " submitted=" + submitted + " unchanged=" + unchanged + " erased="
        + erased + " failed=" + failed;
  }
}
