package io.sluice.message;

import java.time.Duration;

/**
 * A kind of request: where it goes, what it carries, what comes back and how long that may take.
 *
 * @param timeout the longest wait; the deadline of the call may shorten it
 */
public record Ask<Q extends Message, A extends Message>(
    String address, Class<Q> request, Class<A> answer, Duration timeout) {

  /** The same request, to one node of a cluster instead of any. */
  public Ask<Q, A> on(String node) {
    return new Ask<>(address + "@" + node, request, answer, timeout);
  }
}
