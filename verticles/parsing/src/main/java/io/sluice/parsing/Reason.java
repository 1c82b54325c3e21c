package io.sluice.parsing;

/** Why a file cannot be read. */
public enum Reason {
  ENCRYPTED(false),
  BROKEN(false),
  EMPTY(false),
  TOO_LARGE(false),
  /** Not worth an attempt at once: it would hold a process for just as long. */
  TOO_SLOW(false),
  TOO_MUCH_MEMORY(false),
  UNSUPPORTED(false),
  /** The process that read it ended, twice, for no reason the file is known to have given. */
  CRASHED(true);

  private final boolean retryable;

  Reason(boolean retryable) {
    this.retryable = retryable;
  }

  boolean retryable() {
    return retryable;
  }
}
