package io.sluice.evaluation;

import io.sluice.message.Embedding;
import io.sluice.message.Embedding.DescribeModel;
import io.sluice.message.Versions;
import io.sluice.message.Versions.FindOutdated;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * Waits until the gateway has taken in anew what was cut by other settings or embedded by another
 * model, as the documents of a folder that was kept may be. The gateway begins with it by itself.
 */
final class Renewal {
  private static final Duration PAUSE = Duration.ofMillis(200);
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final int AT_ONCE = 1000;

  private final Calls calls;
  private final Progress progress;
  private final Target target;

  Renewal(Calls calls, Progress progress, Target target) {
    this.calls = calls;
    this.progress = progress;
    this.target = target;
  }

  void await() {
    var model = calls.need(Embedding.DESCRIBE_MODEL, new DescribeModel()).model();
    var first = outdated(model);
    var last = first;
    var moved = System.nanoTime();
    for (var now = first; now > 0; now = outdated(model)) {
      progress.at("taking in anew", first - now, first);
      if (now != last) {
        last = now;
        first = Math.max(first, now);
        moved = System.nanoTime();
      } else if (System.nanoTime() - moved > PATIENCE.toNanos()) {
        throw new EvaluationFailed(now + " documents of the collection '" + target.collection()
            + "' stay as another configuration made them; keep another folder for this one");
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }

  private int outdated(String model) {
    return calls.need(Versions.FIND_OUTDATED,
        new FindOutdated(target.collection(), model, target.chunking(), null, AT_ONCE))
        .documents().size();
  }
}
