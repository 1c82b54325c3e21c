package io.sluice.embedding;

import com.fasterxml.jackson.core.io.JsonEOFException;
import io.sluice.embedding.Attempt.Failed;
import io.sluice.endpoint.Complaint;
import io.sluice.endpoint.RetryAfter;
import io.sluice.message.Refusal.Overloaded;
import io.sluice.message.Refusal.Unavailable;
import io.sluice.message.Refusal.UpstreamFailed;
import io.vertx.core.http.HttpClientResponse;
import java.time.Duration;

/**
 * What a server's failure means: what the asker is told, and whether another attempt may help. What
 * somebody has to set right first is {@link Unavailable}, so that documents wait for it instead of
 * failing; what is wrong with the texts themselves is not worth retrying.
 *
 * <p>Nothing of it tells the API key, though some servers repeat it in their errors.
 */
final class EndpointFailures {
  private static final String PART = "embedding";
  private static final Duration USUAL_WAIT = Duration.ofSeconds(1);

  private final EndpointConfig config;
  private final Complaint complaint;

  EndpointFailures(EndpointConfig config) {
    this.config = config;
    this.complaint = new Complaint(config.apiKey());
  }

  Failed late(Duration patience) {
    return Attempt.again(new Unavailable(PART,
        told("did not answer within " + patience.toMillis() + " ms")));
  }

  Failed broken(Throwable failure) {
    return Attempt.again(new Unavailable(PART, told(failure instanceof JsonEOFException
        ? "broke off in the middle of its answer"
        : complaint.of(failure))));
  }

  /** The same texts would get the same answer. */
  Failed wrong(String what) {
    return Attempt.once(new UpstreamFailed(PART, told(what), false));
  }

  Failed otherModel(String what) {
    return Attempt.once(new Unavailable(PART, told(what)));
  }

  Failed status(HttpClientResponse response, byte[] body) {
    var status = response.statusCode();
    return switch (status) {
      case 400, 413, 422 -> wrong("does not take the texts: " + complaint.of(status, body));
      case 401, 403 -> Attempt.once(new Unavailable(PART, told("does not let us in (status "
          + status + "): " + complaint.ofKey())));
      case 429 -> {
        var after = RetryAfter.of(response.headers());
        yield new Failed(new Overloaded(told("has too much to do (status 429)"),
            (after == null ? USUAL_WAIT : after).toMillis()), true, after);
      }
      case 408, 409, 425 ->
        Attempt.again(new Unavailable(PART, told("failed with " + complaint.of(status, body))));
      default -> status >= 500
          ? new Failed(new Unavailable(PART, told("failed with " + complaint.of(status, body))),
              true,
              RetryAfter.of(response.headers()))
          : Attempt.once(new Unavailable(PART,
              told("is no embedding endpoint or does not know the model " + config.model() + ": "
                  + complaint.of(status, body))));
    };
  }

  private String told(String what) {
    return "the embedding endpoint " + config.address() + " " + what;
  }
}
