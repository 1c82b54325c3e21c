package io.sluice.http;

import io.sluice.strictjson.Check.Violation;
import io.vertx.ext.web.RoutingContext;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The header {@code Idempotency-Key}: what tells a request that is sent again from another one. */
final class IdempotencyKey {
  private static final String NAME = "Idempotency-Key";
  private static final Pattern KEY = Pattern.compile("[!-~]{1,255}");

  private IdempotencyKey() {}

  /** Null where the request is not to be told from others. */
  static @Nullable String of(RoutingContext ctx) {
    var key = ctx.request().getHeader(NAME);
    if (key != null && !KEY.matcher(key).matches()) {
      throw new Violation(NAME, "must be 1 to 255 visible ASCII characters");
    }
    return key;
  }
}
