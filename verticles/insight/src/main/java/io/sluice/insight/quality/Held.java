package io.sluice.insight.quality;

import io.sluice.message.AnswerEvent.Degraded;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether what was found answered a question. Search by meaning finds something for nearly every question; where
 * nothing of the answer rests on it, the documents do not say it.
 */
final class Held {

  private Held() {}

  /**
   * @param anything whether there were passages
   * @param support how much of what was checked they bear out; null where nothing was
   */
  static boolean of(boolean anything, boolean grounded, @Nullable Double support,
      List<Degraded> degraded) {
    return anything && (grounded || (support != null && support > 0) || isUnchecked(degraded));
  }

  private static boolean isUnchecked(List<Degraded> degraded) {
    return degraded.stream().anyMatch(one -> one.what().equals("check"));
  }
}
