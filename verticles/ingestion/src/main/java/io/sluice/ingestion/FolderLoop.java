package io.sluice.ingestion;

import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;

/** Decides when which part of a folder is looked at: what changed soon after, all of it now and then. */
final class FolderLoop {
  private static final Duration LATER = Duration.ofMinutes(1);
  private static final Set<String> EVERYTHING = Set.of(FolderWatch.EVERYTHING);

  private final FolderRound round;
  private final FolderWatch watch;
  private final Duration every;
  private final Duration settle;

  FolderLoop(FolderRound round, FolderWatch watch, Duration every, Duration settle) {
    this.round = round;
    this.watch = watch;
    this.every = every;
    this.settle = settle;
  }

  /** Goes on until the thread is interrupted. */
  void run() throws InterruptedException {
    var paths = EVERYTHING;
    var all = System.nanoTime();
    while (true) {
      var outcome = round.run(paths);
      if (paths.contains(FolderWatch.EVERYTHING)) {
        all = System.nanoTime() + every.toNanos();
      }
      var next = new TreeSet<>(outcome.unsettled());
      if (outcome.later()) {
        next.addAll(paths);
        next.addAll(watch.changesWithin(every.compareTo(LATER) < 0 ? every : LATER));
      } else if (next.isEmpty()) {
        next.addAll(watch.changes(Duration.ofNanos(all - System.nanoTime()), settle));
      } else {
        next.addAll(watch.changesWithin(settle));
      }
      paths = all - System.nanoTime() <= 0 ? EVERYTHING : next;
    }
  }
}
