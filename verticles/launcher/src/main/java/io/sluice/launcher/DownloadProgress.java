package io.sluice.launcher;

import java.io.PrintWriter;
import java.util.Locale;

/** How far a download is: one line that is written over, at a terminal; elsewhere a line now and then. */
final class DownloadProgress {
  private static final int BAR = 30;
  private static final int STEP_PERCENT = 10;
  private static final long STEP_NANOS = 100_000_000;

  private final PrintWriter out;
  private final boolean atTerminal;
  private String name = "";
  private long total;
  private long begun;
  private long startedAt;
  private long shownAt;
  private long shownPercent;

  DownloadProgress(PrintWriter out, boolean atTerminal) {
    this.out = out;
    this.atTerminal = atTerminal;
  }

  void begin(String file, long have, long all) {
    name = file;
    total = all;
    begun = have;
    startedAt = System.nanoTime();
    shownAt = startedAt - STEP_NANOS;
    shownPercent = percent(have) / STEP_PERCENT * STEP_PERCENT;
    if (have > 0 && !atTerminal) {
      out.println(name + ": goes on at " + megabytes(have));
    }
    reached(have);
  }

  void reached(long bytes) {
    if (atTerminal) {
      bar(bytes);
    } else if (percent(bytes) >= shownPercent + STEP_PERCENT) {
      shownPercent = percent(bytes) / STEP_PERCENT * STEP_PERCENT;
      out.println(name + ": " + shownPercent + " % of " + megabytes(total));
    }
    out.flush();
  }

  private void bar(long bytes) {
    var now = System.nanoTime();
    if (now - shownAt < STEP_NANOS && bytes != total) {
      return;
    }
    shownAt = now;
    var filled = (int) (percent(bytes) * BAR / 100);
    var perSecond = (bytes - begun) * 1_000_000_000.0 / Math.max(1, now - startedAt);
    out.printf("\r[%s%s] %s of %s  %s/s  %s  ", "#".repeat(filled), " ".repeat(BAR - filled),
        megabytes(bytes), total < 0 ? "?" : megabytes(total), megabytes((long) perSecond), name);
  }

  void end() {
    if (atTerminal) {
      out.println();
      out.flush();
    }
  }

  private long percent(long bytes) {
    return total <= 0 ? 0 : Math.min(100, bytes * 100 / total);
  }

  static String megabytes(long bytes) {
    return String.format(Locale.ROOT, bytes < 10_000_000 ? "%.1f MB" : "%.0f MB", bytes / 1e6);
  }
}
