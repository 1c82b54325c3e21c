package io.sluice.embedding;

import io.sluice.message.Refusal;
import io.sluice.message.Vector;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What came of sending texts to a server once. */
sealed interface Attempt {

  record Done(List<Vector> vectors) implements Attempt {}

  /**
   * It failed.
   *
   * @param worthAnother whether sending the same again may help
   * @param after how long the server wants to be left alone, where it says so
   */
  record Failed(Refusal why, boolean worthAnother, @Nullable Duration after) implements Attempt {}

  static Failed once(Refusal why) {
    return new Failed(why, false, null);
  }

  static Failed again(Refusal why) {
    return new Failed(why, true, null);
  }
}
