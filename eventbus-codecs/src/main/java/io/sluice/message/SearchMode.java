package io.sluice.message;

/** Which legs of the search run. */
public enum SearchMode {
  HYBRID,
  KEYWORD,
  VECTOR
}
