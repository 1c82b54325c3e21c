package io.sluice.http;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;

/**
 * Tells requests of this gateway's own pages from those of other sites. Another site's page could
 * otherwise use the gateway of a machine it cannot reach itself: a body of JSON needs no content type
 * here, so a browser sends it without asking first.
 */
final class Origins {

  private Origins() {}

  /** Lets pages of other origins read at most, and of that their browser shows them nothing. */
  static void guard(RoutingContext ctx) {
    var method = ctx.request().method();
    if (method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD) || isOwn(ctx.request())) {
      ctx.next();
    } else {
      ctx.fail(403);
    }
  }

  /**
   * Whether the request comes from a page of this origin, or from no page at all. The browser's own
   * word comes first: behind a proxy the host may be another than the page's.
   */
  static boolean isOwn(HttpServerRequest request) {
    var site = request.getHeader("sec-fetch-site");
    if (site != null) {
      return site.equals("same-origin") || site.equals("none");
    }
    var origin = request.getHeader("origin");
    if (origin == null) {
      return true;
    }
    try {
      var authority = URI.create(origin).getAuthority();
      return authority != null && authority.equals(request.getHeader("host"));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
