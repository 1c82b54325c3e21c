package io.sluice.http;

import io.vertx.ext.web.RoutingContext;

/** What every response tells browsers: nothing runs that this origin did not serve as a file. */
final class SecurityHeaders {
  private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; "
      + "connect-src 'self'; img-src 'self' data:; font-src 'self'; base-uri 'none'; "
      + "form-action 'none'; frame-ancestors 'none'";

  private SecurityHeaders() {}

  static void add(RoutingContext ctx) {
    ctx.response().putHeader("content-security-policy", POLICY)
        .putHeader("x-content-type-options", "nosniff").putHeader("x-frame-options", "DENY")
        .putHeader("referrer-policy", "no-referrer")
        .putHeader("cross-origin-resource-policy", "same-origin");
  }
}
