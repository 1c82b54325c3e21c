package io.sluice.http;

import io.vertx.ext.web.RoutingContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the log what no handler expected. */
final class Failures {
  private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

  private Failures() {}

  static void log(RoutingContext ctx) {
    LOG.error("request failed method={} path={} requestId={}", ctx.request().method(),
        ctx.request().path(), Caller.requestId(ctx), ctx.failure());
  }
}
