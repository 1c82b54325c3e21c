package io.sluice.ingestion;

/** What came of asking one host for a page, on the way to it. */
sealed interface FetchStep permits FetchStep.Moved, Fetched {

  /** To be asked for elsewhere. */
  record Moved(String location) implements FetchStep {}
}
