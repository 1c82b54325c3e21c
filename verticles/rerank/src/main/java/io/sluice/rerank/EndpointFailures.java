package io.sluice.rerank;

import io.sluice.endpoint.Complaint;
import io.sluice.endpoint.RetryAfter;
import io.sluice.message.Refusal;
import io.sluice.message.Refusal.Overloaded;
import io.sluice.message.Refusal.Unavailable;
import io.sluice.message.Refusal.UpstreamFailed;
import io.vertx.core.http.HttpClientResponse;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Duration;

/**
 * What a server's failure means to who asked. Nothing of it tells the API key, though some servers
 * repeat it in their errors.
 */
final class EndpointFailures {
  private static final String PART = "rerank";
  private static final Duration USUAL_WAIT = Duration.ofSeconds(1);

  private final EndpointConfig config;
  private final Complaint complaint;

  EndpointFailures(EndpointConfig config) {
    this.config = config;
    this.complaint = new Complaint(config.apiKey());
  }

  Refusal late() {
    return new UpstreamFailed(PART,
        told("did not answer within " + config.timeout().toMillis() + " ms"), true);
  }

  Refusal broken(Throwable failure) {
    var told = told(complaint.of(failure));
    return failure instanceof ConnectException || failure instanceof UnknownHostException
        ? new Unavailable(PART, told)
        : new UpstreamFailed(PART, told, true);
  }

  /** The same texts would get the same answer. */
  Refusal wrong(String what) {
    return new UpstreamFailed(PART, told(what), false);
  }

  Refusal status(HttpClientResponse response, byte[] body) {
    var status = response.statusCode();
    if (status == 429) {
      var after = RetryAfter.of(response.headers());
      return new Overloaded(told("has too much to do (status 429)"),
          (after == null ? USUAL_WAIT : after).toMillis());
    }
    return switch (status) {
      case 401, 403 -> wrong("does not let us in (status " + status + "): "
          + complaint.ofKey());
      default ->
        new UpstreamFailed(PART, told("failed with " + complaint.of(status, body)), status >= 500);
    };
  }

  private String told(String what) {
    return "the rerank endpoint " + config.url() + " " + what;
  }
}
