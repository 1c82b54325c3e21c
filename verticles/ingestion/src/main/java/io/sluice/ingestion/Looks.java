package io.sluice.ingestion;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether something is as it will stay: it looks the same as before, some time ago, or has been
 * like that for long. So a file is not read while it is being written, and not taken for deleted
 * while an editor puts another in its place.
 */
final class Looks {
  /** Longer than the clocks of two machines differ, where the folder is another's. */
  private static final Duration LONG = Duration.ofMinutes(1);

  private final InstantSource clock;
  private final Duration settle;
  private final Map<String, Look> looks = new HashMap<>();

  Looks(InstantSource clock, Duration settle) {
    this.clock = clock;
    this.settle = settle;
  }

  private record Look(@Nullable FileStamp stamp, Instant since) {}

  /** Looks at it; the stamp is null where there is nothing. */
  boolean isSettled(String path, @Nullable FileStamp stamp) {
    var now = clock.instant();
    if (stamp != null && stamp.modified().isBefore(now.minus(LONG))) {
      looks.remove(path);
      return true;
    }
    var before = looks.get(path);
    if (before == null || !Objects.equals(before.stamp(), stamp)) {
      looks.put(path, new Look(stamp, now));
      return false;
    }
    return !before.since().plus(settle).isAfter(now);
  }

  /** Forgets those that are not of this kind. */
  void keep(Predicate<String> wanted) {
    looks.keySet().removeIf(wanted.negate());
  }

  /** What is seen next is seen for the first time. */
  void forget(String path) {
    looks.remove(path);
  }
}
