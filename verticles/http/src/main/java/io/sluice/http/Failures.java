package io.sluice.http;

import io.sluice.message.Refusal;
import io.sluice.message.Refusal.Internal;
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

  /** For requests without a path. */
  static Refusal refusal(String requestId, Throwable fault) {
    LOG.error("request failed requestId={}", requestId, fault);
    return new Internal("the gateway failed; its log has the request id");
  }
}
