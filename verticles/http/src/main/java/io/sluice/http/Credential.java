package io.sluice.http;

import io.vertx.core.http.HttpServerRequest;
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
    var authorization = request.getHeader("authorization");
    if (authorization != null) {
      return of(authorization);
    }
    var key = request.getHeader("x-api-key");
    return key == null ? ofProtocols(request.getHeader("sec-websocket-protocol")) : key.strip();
  }

  /** Of another scheme nothing is made. */
  static String of(String authorization) {
    return authorization.toLowerCase(Locale.ROOT).startsWith(BEARER)
        ? authorization.substring(BEARER.length()).strip()
        : "";
  }

  private static @Nullable String ofProtocols(@Nullable String protocols) {
    if (protocols != null) {
      for (var protocol : protocols.split(",", -1)) {
        if (protocol.strip().startsWith(PROTOCOL)) {
          return protocol.strip().substring(PROTOCOL.length());
        }
      }
    }
    return null;
  }
}
