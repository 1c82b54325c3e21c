package io.sluice.bench;

import io.vertx.core.http.HttpClientResponse;
import org.jspecify.annotations.Nullable;

/**
 * What came of a question.
 *
 * @param status 0 where nothing came
 * @param millis from when it was to be asked to the end of what came
 * @param body or why there is none
 */
record Outcome(int status, double millis, @Nullable String retryAfter, String body) {
  private static final int OK = 200;
  private static final int UNAVAILABLE = 503;
  private static final String DONE = "event: done\n";
  private static final String MODEL = "\"provider\":\"" + LocalNode.MODEL + "\"";

  static Outcome of(HttpClientResponse response, String body, double millis) {
    return new Outcome(response.statusCode(), millis, response.getHeader("retry-after"), body);
  }

  static Outcome nothing(Throwable why, double millis) {
    return new Outcome(0, millis, null, why.toString());
  }

  /** A whole one, or a stream that ends as it should. */
  boolean isAnswer() {
    return status == OK && (!isStream() || body.contains(DONE));
  }

  boolean isByTheModel() {
    return isAnswer() && body.indexOf(MODEL, Math.max(0, body.indexOf(DONE))) >= 0;
  }

  /** Of which nothing was given up, and which was not given before. */
  boolean isInFull() {
    return isAnswer() && body.contains("\"degraded\":[]") && body.contains("\"layer\":\"none\"");
  }

  /** One that says what is the matter, and when to come again. */
  boolean isClearRefusal() {
    return status == UNAVAILABLE && retryAfter != null && body.startsWith("{\"error\":");
  }

  private boolean isStream() {
    return !body.startsWith("{");
  }
}
