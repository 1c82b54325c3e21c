package io.sluice.http;

import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.util.Objects;

/** Tells requests of this gateway's own pages from those of other sites. */
final class Origins {

  private Origins() {}

  /** Whether the request comes from a page of this origin, or from no page at all. */
  static boolean isOwn(HttpServerRequest request) {
    var origin = request.getHeader("origin");
    if (origin == null) {
      return true;
    }
    try {
      return Objects.equals(URI.create(origin).getAuthority(), request.getHeader("host"));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
