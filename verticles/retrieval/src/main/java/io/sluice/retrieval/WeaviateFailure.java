package io.sluice.retrieval;

import io.sluice.message.Refusal;
import io.sluice.message.Refusal.DeadlinePassed;
import io.sluice.message.Refusal.Unavailable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Weaviate did not do what it was asked to. */
final class WeaviateFailure extends IOException {

  private static final long serialVersionUID = 1;

  private final transient Refusal refusal;
  private final boolean away;

  private WeaviateFailure(Refusal refusal, boolean away, @Nullable Throwable cause) {
    super(refusal.message(), cause);
    this.refusal = refusal;
    this.away = away;
  }

  static WeaviateFailure unavailable(String message) {
    return new WeaviateFailure(new Unavailable("weaviate", message), false, null);
  }

  static WeaviateFailure unavailable(String message, Throwable cause) {
    return new WeaviateFailure(new Unavailable("weaviate", message), false, cause);
  }

  /** Nobody takes the connection, or it broke. */
  static WeaviateFailure away(String why, Throwable cause) {
    return new WeaviateFailure(
        new Unavailable("weaviate", "Weaviate cannot be reached: " + why), true, cause);
  }

  static WeaviateFailure late(Throwable cause) {
    return new WeaviateFailure(
        new DeadlinePassed("Weaviate did not answer in the time given"), false,
        cause);
  }

  /** Whether another connection may help. */
  boolean isAway() {
    return away;
  }

  /** What is said to the asker. */
  Refusal refusal() {
    return refusal;
  }
}
