package io.sluice.http;

import io.sluice.message.Refusal.BadRequest;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a request shows of who sends it: {@code Authorization: Bearer}, {@code x-api-key}, or, of a WebSocket
 * in a browser, which can send no headers, a protocol that begins with {@code sluice-key.}.
 */
final class Credential {
  /** What the server chooses: a browser wants one of those it named, and the other is a secret. */
  static final String PLAIN_PROTOCOL = "sluice";
  private static final String BEARER = "bearer ";
  private static final String PROTOCOL = "sluice-key.";

  private Credential() {}

  static @Nullable String of(HttpServerRequest request) {
    var shown = all(request);
    return shown.isEmpty() ? null : shown.getFirst();
  }

  /** Lets on whoever shows one only, however often: of two, nobody knows as whom it is meant. */
  static void guard(RoutingContext ctx) {
    if (all(ctx.request()).stream().distinct().count() > 1) {
      Errors.send(ctx, new BadRequest("two different credentials are shown, in Authorization,"
          + " x-api-key or Sec-WebSocket-Protocol; send one", null));
    } else {
      ctx.next();
    }
  }

  private static List<String> all(HttpServerRequest request) {
    var shown = new ArrayList<String>();
    var headers = request.headers();
    headers.getAll("authorization").forEach(value -> shown.add(of(value)));
    headers.getAll("x-api-key").forEach(value -> shown.add(value.strip()));
    headers.getAll("sec-websocket-protocol").forEach(value -> addProtocols(value, shown));
    return shown;
  }

  /** Of another scheme nothing is made. */
  static String of(String authorization) {
    return authorization.toLowerCase(Locale.ROOT).startsWith(BEARER)
        ? authorization.substring(BEARER.length()).strip()
        : "";
  }

  private static void addProtocols(String protocols, List<String> shown) {
    for (var protocol : protocols.split(",", -1)) {
      if (protocol.strip().startsWith(PROTOCOL)) {
        shown.add(protocol.strip().substring(PROTOCOL.length()));
      }
    }
  }
}
