package io.sluice.launcher;

import io.sluice.evaluation.Progress;
import java.io.PrintWriter;
import java.time.Duration;

/**
 * How far something is: one line that is written over at a terminal, elsewhere a line now and then.
 */
final class ProgressLine implements Progress {
  private static final int BAR = 30;
  private static final Duration AT_TERMINAL = Duration.ofMillis(100);
  private static final Duration ELSEWHERE = Duration.ofSeconds(10);

  private final PrintWriter out;
  private final boolean atTerminal;
  private long last = System.nanoTime() - ELSEWHERE.toNanos();
  private String stage = "";

  ProgressLine(PrintWriter out) {
    this.out = out;
    this.atTerminal = isAtTerminal();
  }

  @Override
  public synchronized void at(String at, int done, int all) {
    var now = System.nanoTime();
    var pause = atTerminal ? AT_TERMINAL : ELSEWHERE;
    var ends = done == all;
    if (at.equals(stage) && !ends && now - last < pause.toNanos()) {
      return;
    }
    last = now;
    stage = at;
    if (atTerminal) {
      var filled = all == 0 ? BAR : (int) ((long) BAR * done / all);
      out.printf("\r[%s%s] %d/%d %-40.40s", "#".repeat(filled), " ".repeat(BAR - filled), done,
          all, at);
      out.print(ends ? "\n" : "");
    } else {
      out.printf("%s: %d of %d%n", at, done, all);
    }
    out.flush();
  }

  /** Whether a person looks on; where there is no console at all it is null in some JDKs. */
  @SuppressWarnings("SystemConsoleNull")
  static boolean isAtTerminal() {
    var console = System.console();
    return console != null && console.isTerminal();
  }
}
