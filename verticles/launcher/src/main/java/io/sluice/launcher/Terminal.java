package io.sluice.launcher;

/** Whether a person looks on. */
final class Terminal {

  private Terminal() {}

  /** Where there is no console at all it is null in some JDKs. */
  @SuppressWarnings("SystemConsoleNull")
  static boolean isHere() {
    var console = System.console();
    return console != null && console.isTerminal();
  }
}
