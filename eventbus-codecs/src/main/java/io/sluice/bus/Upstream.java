package io.sluice.bus;

import io.sluice.bus.Tracing.Kind;
import io.sluice.message.CallInfo;
import io.vertx.core.MultiMap;
import java.net.URI;

/** The spans of requests to servers elsewhere, and what these are told of the trace. */
public final class Upstream {
  private static final int HTTP = 80;
  private static final int HTTPS = 443;

  private Upstream() {}

  /** Begins the span of a request to the server at this address. */
  public static Span begin(Tracing tracing, String name, String address, CallInfo call) {
    var span = tracing.begin(name, Kind.CLIENT, call);
    if (span.isNoted()) {
      var uri = URI.create(address);
      var usual = "https".equalsIgnoreCase(uri.getScheme()) ? HTTPS : HTTP;
      span.with("server.address", String.valueOf(uri.getHost())).with("server.port",
          uri.getPort() < 0 ? usual : uri.getPort());
    }
    return span;
  }

  /** Tells a server what its work belongs to, by W3C's Trace Context, where that is known. */
  public static void tell(CallInfo call, MultiMap headers) {
    if (call.traceparent() != null) {
      headers.set("traceparent", call.traceparent());
      if (call.tracestate() != null) {
        headers.set("tracestate", call.tracestate());
      }
    }
  }
}
