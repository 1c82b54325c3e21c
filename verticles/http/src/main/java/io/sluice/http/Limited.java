package io.sluice.http;

import io.vertx.core.http.HttpServerResponse;

/** The headers that say how much somebody may still have, in seconds as HTTP has them. */
final class Limited {
  private static final long SECOND = 1000;

  private Limited() {}

  static void tell(HttpServerResponse response, long limit, long remaining, long resetMs) {
    response.putHeader("ratelimit-limit", Long.toString(limit))
        .putHeader("ratelimit-remaining", Long.toString(remaining))
        .putHeader("ratelimit-reset", Long.toString(Math.ceilDiv(resetMs, SECOND)));
  }

  static void retryAfter(HttpServerResponse response, long ms) {
    response.putHeader("retry-after", Long.toString(Math.max(1, Math.ceilDiv(ms, SECOND))));
  }
}
