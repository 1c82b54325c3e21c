package io.sluice.http;

import io.sluice.message.CallInfo;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Who asks, as far as the request says. */
final class Caller {
  private static final String REQUEST_ID = "sluice.request-id";
  private static final String TRACEPARENT = "sluice.traceparent";
  private static final CharSequence ID_HEADER = HttpHeaders.createOptimized("x-request-id");
  private static final CharSequence TRACE_HEADER = HttpHeaders.createOptimized("traceparent");
  private static final Pattern SANE_ID = Pattern.compile("[A-Za-z0-9._:-]{1,128}");
  private static final Pattern TRACE = Pattern
      .compile("00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");

  private Caller() {}

  /** Takes or makes the request's id and trace, and sends both back. */
  static void identify(RoutingContext ctx) {
    var given = ctx.request().getHeader(ID_HEADER);
    var id = given != null && SANE_ID.matcher(given).matches() ? given : newRequestId();
    var trace = ctx.request().getHeader(TRACE_HEADER);
    var parent = trace != null && TRACE.matcher(trace).matches()
        ? trace
        : newTrace();
    ctx.put(REQUEST_ID, id).put(TRACEPARENT, parent);
    ctx.response().putHeader(ID_HEADER, id).putHeader(TRACE_HEADER, parent);
  }

  /** Also for requests that failed before they came to a route. */
  static String requestId(RoutingContext ctx) {
    String known = ctx.get(REQUEST_ID);
    if (known == null) {
      identify(ctx);
      return Objects.requireNonNull(ctx.get(REQUEST_ID));
    }
    return known;
  }

  static String newRequestId() {
    return random(8);
  }

  /** What the path names, on the routes with an {@code :id}. */
  static String id(RoutingContext ctx) {
    return Bodies.composed(Objects.requireNonNull(ctx.pathParam("id")));
  }

  static CallInfo call(RoutingContext ctx, Duration time) {
    return call(ctx, time, List.of());
  }

  static CallInfo call(RoutingContext ctx, Duration time, List<String> principals) {
    return new CallInfo(requestId(ctx), CallInfo.DEFAULT_TENANT, principals, ctx.get(TRACEPARENT),
        System.nanoTime() + time.toNanos(), null);
  }

  static CallInfo call(RoutingContext ctx, Duration time, @Nullable Double budgetUsd) {
    return new CallInfo(requestId(ctx), CallInfo.DEFAULT_TENANT, List.of(), ctx.get(TRACEPARENT),
        System.nanoTime() + time.toNanos(), budgetUsd);
  }

  /** A request without headers of its own. */
  static CallInfo call(String requestId, Duration time, @Nullable Double budgetUsd) {
    return new CallInfo(requestId, CallInfo.DEFAULT_TENANT, List.of(), newTrace(),
        System.nanoTime() + time.toNanos(), budgetUsd);
  }

  private static String newTrace() {
    return "00-" + random(16) + "-" + random(8) + "-01";
  }

  private static String random(int bytes) {
    var id = new byte[bytes];
    ThreadLocalRandom.current().nextBytes(id);
    return HexFormat.of().formatHex(id);
  }
}
