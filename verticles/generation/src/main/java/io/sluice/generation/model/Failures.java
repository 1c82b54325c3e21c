package io.sluice.generation.model;

import io.sluice.endpoint.Complaint;
import io.sluice.endpoint.RetryAfter;
import io.sluice.generation.EndpointConfig;
import io.sluice.generation.model.CallEnd.Failed;
import io.sluice.message.Refusal.DeadlinePassed;
import io.sluice.message.Refusal.UpstreamBusy;
import io.sluice.message.Refusal.UpstreamFailed;
import io.vertx.core.http.HttpClientResponse;
import java.time.Duration;

/**
 * What a server's failure means: what the asker is told, and whether another provider may do better. It
 * may not where the request, the key or the model's name is wrong: somebody has to set that right, and
 * an answer by another one would hide it.
 *
 * <p>Nothing of it tells the API key, though some servers repeat it in their errors, or the server's
 * address.
 */
final class Failures {
  private static final Duration USUAL_WAIT = Duration.ofSeconds(1);

  private final String name;
  private final Complaint complaint;

  Failures(String name, EndpointConfig config) {
    this.name = name;
    this.complaint = new Complaint(config.apiKey());
  }

  /** The time of the server is up. */
  Failed late(String what, Duration patience) {
    return Failed.here(upstream(what + " within " + patience.toMillis() + " ms", true));
  }

  /** The time of the asker is up, so another one would have none either. */
  Failed noTimeLeft() {
    return Failed.forGood(
        new DeadlinePassed(name + " had not answered when the time for the question was up"));
  }

  Failed resting(Duration rest) {
    return Failed.here(new UpstreamBusy(name, name + " has too much to do for another "
        + rest.toSeconds() + " s", Math.max(1, rest.toMillis())));
  }

  Failed broken(Throwable failure) {
    return Failed.here(upstream(complaint.of(failure), true));
  }

  Failed wrong(String what) {
    return Failed.here(upstream(what, true));
  }

  /** An error in the middle of its stream, where there is no status any more. */
  Failed told(String type, String message) {
    var told = message.isBlank() ? "" : ": " + complaint.of(message);
    return switch (type) {
      case "authentication_error", "permission_error" -> locked("");
      case "invalid_request_error", "not_found_error" ->
        Failed.forGood(upstream("refused the question" + told, false));
      default -> Failed.here(upstream("failed" + told, true));
    };
  }

  Failed status(HttpClientResponse response, byte[] body) {
    var status = response.statusCode();
    return switch (status) {
      case 401, 403 -> locked(" (status " + status + ")");
      case 429 -> {
        var after = RetryAfter.of(response.headers());
        yield new Failed(new UpstreamBusy(name, name + " has too much to do (status 429)",
            (after == null ? USUAL_WAIT : after).toMillis()), true, after);
      }
      case 408, 409, 425 ->
        Failed.here(upstream("failed with " + complaint.of(status, body), true));
      default -> status >= 500
          ? Failed.here(upstream("failed with " + complaint.of(status, body), true))
          : Failed
              .forGood(upstream("refused the question with " + complaint.of(status, body), false));
    };
  }

  private Failed locked(String status) {
    return Failed
        .forGood(upstream("does not let us in" + status + ": " + complaint.ofKey(), false));
  }

  private UpstreamFailed upstream(String what, boolean worthRetrying) {
    return new UpstreamFailed(name, name + " " + what, worthRetrying);
  }
}
