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
  private static final String REMAINING_MS = "remaining-ms";
  private static final String BUDGET_USD = "budget-usd";

  private CallHeaders() {}

  static void write(CallInfo call, Duration remaining, MultiMap headers) {
    headers.add(REQUEST_ID, call.requestId()).add(TENANT, call.tenant())
        .add(REMAINING_MS, Long.toString(remaining.toMillis()));
    for (var principal : call.principals()) {
      headers.add(PRINCIPAL, principal);
    }
    if (call.traceparent() != null) {
      headers.add(TRACEPARENT, call.traceparent());
    }
    if (call.budgetUsd() != null) {
      headers.add(BUDGET_USD, call.budgetUsd().toString());
    }
  }

  /** Headers that are missing or broken are read so that less is allowed, not more. */
  static CallInfo read(MultiMap headers) {
    var requestId = headers.get(REQUEST_ID);
    var tenant = headers.get(TENANT);
    var remaining = number(headers.get(REMAINING_MS));
    var budget = headers.get(BUDGET_USD);
    var principals = headers.contains(PRINCIPAL) ? headers.getAll(PRINCIPAL) : List.<String>of();
    return new CallInfo(requestId == null ? "unknown" : requestId, tenant == null ? "" : tenant,
        principals, headers.get(TRACEPARENT),
        System.nanoTime() + Duration.ofMillis((long) remaining).toNanos(),
        budget == null ? null : Double.valueOf(number(budget)));
  }

  private static double number(@Nullable String text) {
    try {
      return text == null ? 0 : Double.parseDouble(text);
    } catch (NumberFormatException e) {
      return 0;
    }
  }
}
