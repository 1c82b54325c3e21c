package io.sluice.launcher;

import io.sluice.message.QueryRecord.Quote;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A passage of two answers to one question, as each had it.
 *
 * @param then null where the first had it not
 * @param now null where the second had it not
 */
record PassageChange(@Nullable Quote then, @Nullable Quote now) {

  /** What became of it. */
  enum Kind {
    KEPT,
    MOVED,
    GONE,
    NEW
  }

  Kind kind() {
    if (then == null) {
      return Kind.NEW;
    }
    if (now == null) {
      return Kind.GONE;
    }
    return then.n() == now.n() ? Kind.KEPT : Kind.MOVED;
  }

  /** As it is now, or was where it is gone. */
  Quote latest() {
    if (now != null) {
      return now;
    }
    if (then != null) {
      return then;
    }
    throw new IllegalStateException("a passage of no answer");
  }

  /** Those of the second answer in its order, then what is gone. A passage goes by its text, not its version. */
  static List<PassageChange> between(List<Quote> then, List<Quote> now) {
    var left = new ArrayList<>(then);
    var changes = new ArrayList<PassageChange>();
    for (var one : now) {
      var same = left.stream().filter(other -> other.document().equals(one.document())
          && other.passage().equals(one.passage())).findFirst().orElse(null);
      left.remove(same);
      changes.add(new PassageChange(same, one));
    }
    left.forEach(gone -> changes.add(new PassageChange(gone, null)));
    return changes;
  }
}
