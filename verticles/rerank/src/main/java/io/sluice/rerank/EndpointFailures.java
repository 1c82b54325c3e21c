package io.sluice.rerank;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.message.Refusal;
import io.sluice.message.Refusal.Overloaded;
import io.sluice.message.Refusal.Unavailable;
import io.sluice.message.Refusal.UpstreamFailed;
import io.vertx.core.http.HttpClientResponse;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/**
 * What a server's failure means to who asked. Nothing of it tells the API key, though some servers
 * repeat it in their errors.
 */
final class EndpointFailures {
  private static final String PART = "rerank";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern SECONDS = Pattern.compile("\\d{1,6}");
  private static final long USUAL_WAIT_MS = 1000;
  private static final int LONGEST_QUOTE = 200;

  private final EndpointConfig config;

  EndpointFailures(EndpointConfig config) {
    this.config = config;
  }

  Refusal late() {
    return new UpstreamFailed(PART,
        told("did not answer within " + config.timeout().toMillis() + " ms"), true);
  }

  Refusal broken(Throwable failure) {
    return switch (failure) {
      case UnknownHostException _ ->
        new Unavailable(PART, told("cannot be reached: its host is not known"));
      case ConnectException _ ->
        new Unavailable(PART, told("cannot be reached: nobody takes the connection"));
      default -> new UpstreamFailed(PART,
          told("broke the connection: " + quoted(String.valueOf(failure.getMessage()))), true);
    };
  }

  /** The same texts would get the same answer. */
  Refusal wrong(String what) {
    return new UpstreamFailed(PART, told(what), false);
  }

  Refusal status(HttpClientResponse response, byte[] body) {
    var status = response.statusCode();
    if (status == 429) {
      return new Overloaded(told("has too much to do (status 429)"),
          retryAfterMs(String.valueOf(response.getHeader("retry-after"))));
    }
    return switch (status) {
      case 401, 403 -> wrong("does not let us in (status " + status + "): "
          + (config.apiKey().isEmpty() ? "it may want an API key" : "the API key may be wrong"));
      default ->
        new UpstreamFailed(PART, told("failed with " + quoted(status, body)), status >= 500);
    };
  }

  private String told(String what) {
    return "the rerank endpoint " + config.url() + " " + what;
  }

  private String quoted(int status, byte[] body) {
    try {
      var root = JSON.readTree(body);
      var error = root.path("error");
      var said = error.isTextual()
          ? error.asText()
          : error.path("message").asText(root.path("message").asText(root.path("detail").asText()));
      return "status " + status + (said.isBlank() ? "" : ", " + quoted(said));
    } catch (IOException e) {
      return "status " + status;
    }
  }

  /** One line, not long, and without the key. */
  private String quoted(String said) {
    var clean = config.apiKey().isEmpty() ? said : said.replace(config.apiKey(), "***");
    var out = new StringBuilder();
    clean.codePoints().limit(LONGEST_QUOTE)
        .map(
            c -> Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE ? ' ' : c)
        .forEach(out::appendCodePoint);
    return out.toString().strip();
  }

  /** Where a date is given instead of seconds, the usual wait will do. */
  private static long retryAfterMs(String header) {
    var text = header.strip();
    return SECONDS.matcher(text).matches() ? Long.parseLong(text) * 1000 : USUAL_WAIT_MS;
  }
}
