package io.sluice.launcher;

/** What ends a command: one sentence for the person at the terminal. */
class Trouble extends RuntimeException {
  private static final long serialVersionUID = 1;

  Trouble(String message) {
    super(message);
  }
}
