package io.sluice.http;

import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;

/** What every response tells browsers: nothing runs that this origin did not serve as a file. */
final class SecurityHeaders {
  private static final Header POLICY = Header.of("content-security-policy",
      "default-src 'none'; script-src 'self'; style-src 'self'; "
          + "connect-src 'self'; img-src 'self' data:; font-src 'self'; base-uri 'none'; "
          + "form-action 'none'; frame-ancestors 'none'");
  private static final Header TYPES = Header.of("x-content-type-options", "nosniff");
  private static final Header FRAMES = Header.of("x-frame-options", "DENY");
  private static final Header REFERRER = Header.of("referrer-policy", "no-referrer");
  private static final Header RESOURCES = Header.of("cross-origin-resource-policy", "same-origin");

  private static final Header TLS_ONLY = Header.of("strict-transport-security",
      "max-age=31536000");

  private SecurityHeaders() {}

  static void add(RoutingContext ctx) {
    ctx.response().putHeader(POLICY.name, POLICY.value).putHeader(TYPES.name, TYPES.value)
        .putHeader(FRAMES.name, FRAMES.value).putHeader(REFERRER.name, REFERRER.value)
        .putHeader(RESOURCES.name, RESOURCES.value);
  }

  /** Who has come by TLS once does not come without it again. */
  static void addForTls(RoutingContext ctx) {
    ctx.response().putHeader(TLS_ONLY.name, TLS_ONLY.value);
  }

  /** Ready to be sent, since it is always the same. */
  private record Header(CharSequence name, CharSequence value) {

    static Header of(String name, String value) {
      return new Header(HttpHeaders.createOptimized(name), HttpHeaders.createOptimized(value));
    }
  }
}
