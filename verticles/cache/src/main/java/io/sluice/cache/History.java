package io.sluice.cache;

import io.sluice.message.Caching.Basis;
import io.sluice.message.CorpusEvent.CorpusChanged;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What has come and gone in a collection lately, by the epoch it did. It has a bound: of what was made
 * before the earliest change that is still known nobody can say what became of it.
 */
final class History {
  private static final int MOST = 100_000;

  /** By passage, and by document for any of its passages. */
  private final Map<Basis, Long> removed = new LinkedHashMap<>();
  private final Map<Basis, Long> added = new LinkedHashMap<>();
  private final int most;
  private boolean heard;
  private long epoch;
  private long lastGrowth;
  private long knownSince;

  History() {
    this(MOST);
  }

  /** One that remembers so many passages that came, and so many that went. */
  History(int most) {
    this.most = most;
  }

  /** News, the oldest first; where something before them was missed all that was made by then is in doubt. */
  void hear(CorpusChanged change) {
    if (heard && change.epoch() <= epoch) {
      return;
    }
    if (!heard) {
      knownSince = change.before();
    } else if (change.before() != epoch) {
      knownSince = change.epoch();
    }
    heard = true;
    epoch = change.epoch();
    for (var document : change.documents()) {
      var name = document.document();
      document.removed().forEach(hash -> note(removed, new Basis(name, hash)));
      document.added().forEach(hash -> note(added, new Basis(name, hash)));
      if (!document.removed().isEmpty() || !document.added().isEmpty()) {
        note(removed, new Basis(name, null));
      }
      if (!document.added().isEmpty()) {
        lastGrowth = epoch;
      }
    }
  }

  /** Whether one of these is gone, or may be, since that epoch. */
  boolean lost(List<Basis> basis, long since) {
    return since < knownSince || basis.stream().anyMatch(one -> isAfter(removed, one, since));
  }

  /** Whether passages have come since that epoch. */
  boolean grew(long since) {
    return since < lastGrowth;
  }

  /** Whether one of these has come since that epoch, or may have. */
  boolean gained(List<Basis> found, long since) {
    return since < knownSince || found.stream()
        .anyMatch(one -> isAfter(one.hash() == null ? removed : added, one, since));
  }

  /** Whether anything at all has changed since that epoch. */
  boolean isNow(long since) {
    return !heard || since >= epoch;
  }

  /** The epoch of the latest news; 0 before there are any. */
  long latest() {
    return epoch;
  }

  /** This epoch, or that of the latest news if it is earlier. */
  long heard(long until) {
    return Math.min(until, epoch);
  }

  private static boolean isAfter(Map<Basis, Long> changes, Basis basis, long since) {
    var when = changes.get(basis);
    return when != null && when > since;
  }

  /** The latest stands at the end, so that the oldest is the first to be forgotten. */
  private void note(Map<Basis, Long> changes, Basis basis) {
    changes.remove(basis);
    changes.put(basis, epoch);
    if (changes.size() > most) {
      var oldest = changes.entrySet().iterator();
      knownSince = Math.max(knownSince, oldest.next().getValue());
      oldest.remove();
    }
  }
}
