package io.sluice.bus;

import io.sluice.message.CallInfo;
import io.vertx.core.MultiMap;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@link CallInfo} as the headers of a bus message; the deadline travels as remaining time. */
final class CallHeaders {
  private static final String REQUEST_ID = "request-id";
  private static final String TENANT = "tenant";
  private static final String PRINCIPAL = "principal";
  private static final String TRACEPARENT = "traceparent";
  private static final String TRACESTATE = "tracestate";
  private static final String REMAINING_MS = "remaining-ms";
  private static final String BUDGET_USD = "budget-usd";
  private static final String ACCOUNT = "account";
  private static final String UNCOUNTED = "uncounted";

  /** More than any question has; keeps the sum with a clock's reading within a long. */
  private static final Duration LONGEST = Duration.ofDays(1);

  private CallHeaders() {}

  static MultiMap write(CallInfo call, Duration remaining) {
    var headers = MultiMap.caseInsensitiveMultiMap().add(REQUEST_ID, call.requestId())
        .add(TENANT, call.tenant()).add(REMAINING_MS, Long.toString(remaining.toMillis()));
    for (var principal : call.principals()) {
      headers.add(PRINCIPAL, principal);
    }
    if (call.traceparent() != null) {
      headers.add(TRACEPARENT, call.traceparent());
    }
    if (call.tracestate() != null) {
      headers.add(TRACESTATE, call.tracestate());
    }
    if (call.budgetUsd() != null) {
      headers.add(BUDGET_USD, call.budgetUsd().toString());
    }
    if (call.account() != null) {
      headers.add(ACCOUNT, call.account());
    }
    if (!call.counted()) {
      headers.add(UNCOUNTED, "true");
    }
    return headers;
  }

  /** Headers that are missing or broken are read so that less is allowed, not more. */
  static CallInfo read(MultiMap headers) {
    var requestId = headers.get(REQUEST_ID);
    var tenant = headers.get(TENANT);
    var budget = headers.get(BUDGET_USD);
    var principals = headers.contains(PRINCIPAL) ? headers.getAll(PRINCIPAL) : List.<String>of();
    return new CallInfo(requestId == null ? "unknown" : requestId, tenant == null ? "" : tenant,
        principals, headers.get(TRACEPARENT),
        System.nanoTime() + time(headers.get(REMAINING_MS)).toNanos(),
        budget == null ? null : Double.valueOf(money(budget)), headers.get(ACCOUNT),
        !"true".equals(headers.get(UNCOUNTED)), headers.get(TRACESTATE));
  }

  private static Duration time(@Nullable String millis) {
    try {
      return millis == null
          ? Duration.ZERO
          : Duration.ofMillis(Math.clamp(Long.parseLong(millis), 0, LONGEST.toMillis()));
    } catch (NumberFormatException e) {
      return Duration.ZERO;
    }
  }

  private static double money(String usd) {
    try {
      var amount = Double.parseDouble(usd);
      return amount > 0 && Double.isFinite(amount) ? amount : 0;
    } catch (NumberFormatException e) {
      return 0;
    }
  }
}
