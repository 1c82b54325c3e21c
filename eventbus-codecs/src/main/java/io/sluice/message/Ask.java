package io.sluice.message;

import java.time.Duration;

/**
 * A kind of request: where it goes, what it carries, what comes back and how long that may take.
 *
 * @param timeout the longest wait; the deadline of the call may shorten it
 * @param reach which of several nodes that serve it is asked
 */
public record Ask<Q extends Message, A extends Message>(
    String address, Class<Q> request, Class<A> answer, Duration timeout, Reach reach) {

  /** A request to any node that serves it. */
  public Ask(String address, Class<Q> request, Class<A> answer, Duration timeout) {
    this(address, request, answer, timeout, Reach.ANY);
  }

  /** Which node of a cluster is asked. */
  public enum Reach {
    /** All are alike: this one where it serves it, or else another. */
    ANY,
    /** What it is about is on one of them: this one first, and where that does not know it the others. */
    WHO_KNOWS
  }

  /** The same request, to one node of a cluster instead of any. */
  public Ask<Q, A> on(String node) {
    return new Ask<>(address + "@" + node, request, answer, timeout);
  }

  /** The same request, to the nearest node, whatever it knows. */
  public Ask<Q, A> toAny() {
    return new Ask<>(address, request, answer, timeout);
  }

  /** The same request, to the node that knows what it is about. */
  public Ask<Q, A> toWhoKnows() {
    return new Ask<>(address, request, answer, timeout, Reach.WHO_KNOWS);
  }
}
