package io.sluice.admission.limits;

import java.util.concurrent.TimeUnit;

/**
 * So many a minute, evenly, and so many at once. What was taken is one time: until when it is used up. With
 * each that is taken that time moves on by the share of a minute that one has; no more may be taken where
 * it is further ahead of the clock than what may be had at once.
 *
 * @param perMinute 0 for any number
 */
record Rate(String name, long perMinute, long burst) {
  private static final long MINUTE = TimeUnit.MINUTES.toMicros(1);

  boolean isLimited() {
    return perMinute > 0;
  }

  /** Microseconds that one takes up. */
  long interval() {
    return Math.max(1, MINUTE / perMinute);
  }

  /** How far ahead the time may be, in microseconds. */
  long tolerance() {
    return burst * interval();
  }

  /** Until when it is used up, once so many more are taken. */
  long after(long count, long usedUntil, long now) {
    return Math.max(usedUntil, now) + count * interval();
  }

  /** How long until so many may be taken, in microseconds; 0 for now. */
  long wait(long count, long usedUntil, long now) {
    return Math.max(0, after(count, usedUntil, now) - tolerance() - now);
  }

  /** How many may be taken now. */
  long left(long usedUntil, long now) {
    return Math.max(0, (tolerance() - Math.max(0, usedUntil - now)) / interval());
  }
}
