package io.sluice.answer.batch;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * That the models did not answer a question of a batch, however often it was asked. The others do not
 * wait for them then, but not for ever: after a while one is asked as often again.
 */
final class Absence {
  static final Duration BELIEVED = Duration.ofMinutes(1);

  private final LongSupplier nanos;
  private boolean noticed;
  private long since;

  Absence(LongSupplier nanos) {
    this.nanos = nanos;
  }

  void begin() {
    noticed = true;
    since = nanos.getAsLong();
  }

  void end() {
    noticed = false;
  }

  boolean isBelieved() {
    return noticed && nanos.getAsLong() - since < BELIEVED.toNanos();
  }
}
