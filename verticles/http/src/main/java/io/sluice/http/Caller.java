package io.sluice.http;

import io.sluice.bus.Span;
import io.sluice.bus.Tracing;
import io.sluice.bus.Tracing.Kind;
import io.sluice.message.Admission.Admitted;
import io.sluice.message.CallInfo;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Arrays;
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
  private static final String TRACESTATE = "sluice.tracestate";
  private static final String ADMITTED = "sluice.admitted";
  private static final Admitted NOBODY = new Admitted(CallInfo.DEFAULT_TENANT, List.of(), null,
      null, null);
  private static final CharSequence ID_HEADER = HttpHeaders.createOptimized("x-request-id");
  private static final CharSequence TRACE_HEADER = HttpHeaders.createOptimized("traceparent");
  private static final CharSequence STATE_HEADER = HttpHeaders.createOptimized("tracestate");
  private static final Pattern SANE_ID = Pattern.compile("[A-Za-z0-9._:-]{1,128}");
  private static final Pattern TRACE = Pattern
      .compile("00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");
  private static final Pattern STATE = Pattern
      .compile("[a-z0-9][a-z0-9_*/@-]{0,255}=[ -+\\--<>-~]{1,256}");
  private static final int MOST_STATE = 512;

  private Caller() {}

  /** Takes or makes the request's id and trace, and sends both back. */
  static void identify(RoutingContext ctx) {
    var given = ctx.request().getHeader(ID_HEADER);
    var id = given != null && SANE_ID.matcher(given).matches() ? given : newRequestId();
    var trace = ctx.request().getHeader(TRACE_HEADER);
    var isGiven = trace != null && TRACE.matcher(trace).matches();
    ctx.put(REQUEST_ID, id);
    if (isGiven) {
      ctx.put(TRACEPARENT, trace).put(TRACESTATE,
          state(ctx.request().headers().getAll(STATE_HEADER)));
    }
    ctx.response().putHeader(ID_HEADER, id).putHeader(TRACE_HEADER,
        isGiven ? trace : unnotedTrace());
  }

  /** What others say of the trace; null where that is nothing, or not to be understood. */
  private static @Nullable String state(List<String> headers) {
    var whole = String.join(",", headers);
    if (whole.isEmpty() || whole.length() > MOST_STATE) {
      return null;
    }
    var members = Arrays.stream(whole.split(",", -1)).map(String::strip)
        .filter(member -> !member.isEmpty()).toList();
    return members.stream().allMatch(member -> STATE.matcher(member).matches())
        ? String.join(",", members)
        : null;
  }

  /** Begins the first span of a request. */
  static Span begin(Tracing tracing, String name, RoutingContext ctx) {
    var span = tracing.first(name, Kind.SERVER, ctx.get(TRACEPARENT), ctx.get(TRACESTATE));
    var place = span.traceparent();
    if (place != null) {
      ctx.put(TRACEPARENT, place);
      ctx.response().putHeader(TRACE_HEADER, place);
    }
    return span;
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

  /** Notes who it was that was let in. */
  static void isAdmitted(RoutingContext ctx, Admitted admitted) {
    ctx.put(ADMITTED, admitted);
  }

  static CallInfo call(RoutingContext ctx, Duration time) {
    return call(ctx, time, (Double) null);
  }

  /** As these principals, who were not asked for a key. */
  static CallInfo call(RoutingContext ctx, Duration time, List<String> principals) {
    return new CallInfo(requestId(ctx), CallInfo.DEFAULT_TENANT, principals, null,
        System.nanoTime() + time.toNanos(), null)
        .traced(ctx.get(TRACEPARENT), ctx.get(TRACESTATE));
  }

  /**
   * As whoever was let in.
   *
   * @param budgetUsd what this one request may cost; null for as much as there is left
   */
  static CallInfo call(RoutingContext ctx, Duration time, @Nullable Double budgetUsd) {
    Admitted admitted = ctx.get(ADMITTED);
    return call(ctx, admitted == null ? NOBODY : admitted, time, budgetUsd);
  }

  /** One of several on a connection, as whoever was let in for it. */
  static CallInfo call(RoutingContext ctx, Admitted admitted, Duration time,
      @Nullable Double budgetUsd) {
    return call(admitted, requestId(ctx), time, budgetUsd)
        .traced(ctx.get(TRACEPARENT), ctx.get(TRACESTATE));
  }

  /** A request without headers of its own, and so of no trace yet. */
  static CallInfo call(Admitted admitted, String requestId, Duration time,
      @Nullable Double budgetUsd) {
    return new CallInfo(requestId, admitted.tenant(), admitted.principals(), null,
        System.nanoTime() + time.toNanos(), least(budgetUsd, admitted.budgetUsd()),
        admitted.account());
  }

  private static @Nullable Double least(@Nullable Double one, @Nullable Double other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return Double.valueOf(Math.min(one, other));
  }

  /** One by which logs can be found, of which nobody here notes anything. */
  private static String unnotedTrace() {
    return "00-" + random(16) + "-" + random(8) + "-00";
  }

  private static String random(int bytes) {
    var id = new byte[bytes];
    ThreadLocalRandom.current().nextBytes(id);
    return HexFormat.of().formatHex(id);
  }
}
