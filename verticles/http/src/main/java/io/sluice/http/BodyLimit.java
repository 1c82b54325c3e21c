package io.sluice.http;

import io.sluice.message.Refusal.TooLarge;
import io.vertx.core.http.HttpServerRequest;

/**
 * How large a body may be.
 *
 * @param advice what else can be done with a larger one; may be empty
 */
record BodyLimit(long bytes, String advice) {

  /** Whether the request says so itself before its body is read. */
  boolean isExceededBy(HttpServerRequest request) {
    var length = request.getHeader("content-length");
    try {
      return length != null && Long.parseLong(length) > bytes;
    } catch (NumberFormatException e) {
      return false; // it is counted anyway
    }
  }

  TooLarge refusal() {
    return new TooLarge("the body is larger than " + bytes + " bytes" + advice, null);
  }
}
