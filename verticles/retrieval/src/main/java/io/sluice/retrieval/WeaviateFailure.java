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
  private final Hope hope;

  /** What may help. */
  private enum Hope {
    A_NEW_CONNECTION,
    TIME,
    NONE
  }

  private WeaviateFailure(Refusal refusal, Hope hope, @Nullable Throwable cause) {
    super(refusal.message(), cause);
    this.refusal = refusal;
    this.hope = hope;
  }

  static WeaviateFailure unavailable(String message) {
    return new WeaviateFailure(new Unavailable("weaviate", message), Hope.NONE, null);
  }

  static WeaviateFailure unavailable(String message, Throwable cause) {
    return new WeaviateFailure(new Unavailable("weaviate", message), Hope.NONE, cause);
  }

  /** It is there, but it is not to be had now. */
  static WeaviateFailure busy(String message, Throwable cause) {
    return new WeaviateFailure(new Unavailable("weaviate", message), Hope.TIME, cause);
  }

  /** It says itself that it cannot be used yet. */
  static WeaviateFailure away(String why) {
    return new WeaviateFailure(cannotBeReached(why), Hope.A_NEW_CONNECTION, null);
  }

  /** Nobody takes the connection, or it broke. */
  static WeaviateFailure away(String why, Throwable cause) {
    return new WeaviateFailure(cannotBeReached(why), Hope.A_NEW_CONNECTION, cause);
  }

  static WeaviateFailure late(Throwable cause) {
    return new WeaviateFailure(
        new DeadlinePassed("Weaviate did not answer in the time given"), Hope.TIME,
        cause);
  }

  private static Unavailable cannotBeReached(String why) {
    return new Unavailable("weaviate", "Weaviate cannot be reached: " + why);
  }

  /** Whether another connection may help. */
  boolean isAway() {
    return hope == Hope.A_NEW_CONNECTION;
  }

  /** Whether it may be otherwise later, without anybody doing anything here. */
  boolean mayPass() {
    return hope != Hope.NONE;
  }

  /** What is said to the asker. */
  Refusal refusal() {
    return refusal;
  }
}
