package io.sluice.message;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What every call carries beside its request: who asks, on whose behalf, and how much time and money
 * is left. The deadline is kept on this node's monotonic clock and travels as the remaining time,
 * since the clocks of two nodes differ.
 *
 * @param principals what the asker may act as; documents with an access list are shown to these only
 * @param traceparent the place in a trace that what is done for it belongs to, as W3C writes it; null
 *        where it belongs to none
 * @param deadlineNanos when the time is up, on {@link System#nanoTime()}
 * @param budgetUsd the money left for this question, where it is limited
 * @param account what its use is charged to; null where nobody counts
 * @param counted whether what it wants counts as wanted; not where somebody only looks what would be
 * @param tracestate what others have added to the trace, to be handed on as it is
 */
public record CallInfo(String requestId, String tenant, List<String> principals,
    @Nullable String traceparent, long deadlineNanos, @Nullable Double budgetUsd,
    @Nullable String account, boolean counted, @Nullable String tracestate) {

  public static final String DEFAULT_TENANT = "default";

  public CallInfo {
    principals = List.copyOf(principals);
  }

  /** One that counts. */
  public CallInfo(String requestId, String tenant, List<String> principals,
      @Nullable String traceparent, long deadlineNanos, @Nullable Double budgetUsd,
      @Nullable String account) {
    this(requestId, tenant, principals, traceparent, deadlineNanos, budgetUsd, account, true,
        null);
  }

  /** A call that nobody is charged for. */
  public CallInfo(String requestId, String tenant, List<String> principals,
      @Nullable String traceparent, long deadlineNanos, @Nullable Double budgetUsd) {
    this(requestId, tenant, principals, traceparent, deadlineNanos, budgetUsd, null);
  }

  /** A call of the gateway itself, or of an asker nobody has to know. */
  public static CallInfo within(Duration time, String requestId) {
    return new CallInfo(requestId, DEFAULT_TENANT, List.of(), null,
        System.nanoTime() + time.toNanos(), null);
  }

  /** The same call with the deadline moved to {@code time} from now, but never to a later one. */
  public CallInfo atMost(Duration time) {
    var earlier = System.nanoTime() + time.toNanos();
    return earlier - deadlineNanos >= 0 ? this : withDeadline(earlier);
  }

  /** The same asker, with {@code time} from now: for work that outlives the question's own time. */
  public CallInfo renewed(Duration time) {
    return withDeadline(System.nanoTime() + time.toNanos());
  }

  /** The same call when this much of its money is gone. */
  public CallInfo spent(double usd) {
    return budgetUsd == null
        ? this
        : new CallInfo(requestId, tenant, principals, traceparent, deadlineNanos,
            Math.max(0, budgetUsd - usd), account, counted, tracestate);
  }

  /** The same call, which may cost so much at most; null for as much as it might before. */
  public CallInfo atMostUsd(@Nullable Double usd) {
    return usd == null || (budgetUsd != null && budgetUsd <= usd)
        ? this
        : new CallInfo(requestId, tenant, principals, traceparent, deadlineNanos, usd, account,
            counted, tracestate);
  }

  /** The same call, which only looks. */
  public CallInfo uncounted() {
    return new CallInfo(requestId, tenant, principals, traceparent, deadlineNanos, budgetUsd,
        account, false, tracestate);
  }

  /** The same call at another place of its trace. */
  public CallInfo traced(String parent) {
    return traced(parent, tracestate);
  }

  /** The same call as a part of this trace. */
  public CallInfo traced(@Nullable String parent, @Nullable String state) {
    return new CallInfo(requestId, tenant, principals, parent, deadlineNanos, budgetUsd, account,
        counted, state);
  }

  public Duration remaining() {
    return Duration.ofNanos(deadlineNanos - System.nanoTime());
  }

  public boolean isLate() {
    return deadlineNanos - System.nanoTime() <= 0;
  }

  private CallInfo withDeadline(long nanos) {
    return new CallInfo(requestId, tenant, principals, traceparent, nanos, budgetUsd, account,
        counted, tracestate);
  }
}
