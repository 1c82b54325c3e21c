package io.sluice.embedding;

import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.embedding.Attempt.Failed;
import io.sluice.message.Refusal.Overloaded;
import io.sluice.message.Refusal.Unavailable;
import io.sluice.message.Refusal.UpstreamFailed;
import io.vertx.core.http.HttpClientResponse;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a server's failure means: what the asker is told, and whether another attempt may help. What
 * somebody has to set right first is {@link Unavailable}, so that documents wait for it instead of
 * failing; what is wrong with the texts themselves is not worth retrying.
 *
 * <p>Nothing of it tells the API key, though some servers repeat it in their errors.
 */
final class EndpointFailures {
  private static final String PART = "embedding";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern SECONDS = Pattern.compile("\\d{1,6}");
  private static final Duration LONGEST_WAIT = Duration.ofHours(1);
  private static final Duration USUAL_WAIT = Duration.ofSeconds(1);
  private static final int LONGEST_QUOTE = 200;

  private final EndpointConfig config;

  EndpointFailures(EndpointConfig config) {
    this.config = config;
  }

  Failed late(Duration patience) {
    return Attempt.again(new Unavailable(PART,
        told("did not answer within " + patience.toMillis() + " ms")));
  }

  Failed broken(Throwable failure) {
    return Attempt.again(new Unavailable(PART, told(switch (failure) {
      case UnknownHostException unknown -> "cannot be reached: its host is not known";
      case ConnectException refused -> "cannot be reached: nobody takes the connection";
      case JsonEOFException cut -> "broke off in the middle of its answer";
      default -> "broke the connection: " + quoted(failure);
    })));
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
      case 400, 413, 422 -> wrong("does not take the texts: " + quoted(status, body));
      case 401, 403 -> Attempt.once(new Unavailable(PART, told("does not let us in (status "
          + status + "): " + (config.apiKey().isEmpty()
              ? "it may want an API key"
              : "the API key may be wrong"))));
      case 429 -> {
        var after = retryAfter(response.getHeader("retry-after"));
        yield new Failed(new Overloaded(told("has too much to do (status 429)"),
            (after == null ? USUAL_WAIT : after).toMillis()), true, after);
      }
      case 408, 409, 425 ->
        Attempt.again(new Unavailable(PART, told("failed with " + quoted(status, body))));
      default -> status >= 500
          ? new Failed(new Unavailable(PART, told("failed with " + quoted(status, body))), true,
              retryAfter(response.getHeader("retry-after")))
          : Attempt.once(new Unavailable(PART,
              told("is no embedding endpoint or does not know the model " + config.model() + ": "
                  + quoted(status, body))));
    };
  }

  private String told(String what) {
    return "the embedding endpoint " + config.address() + " " + what;
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

  private String quoted(Throwable failure) {
    var message = failure.getMessage();
    return quoted(message == null || message.isBlank()
        ? failure.getClass().getSimpleName()
        : message);
  }

  /** One line, not long, without the key and without halves of surrogate pairs. */
  private String quoted(String said) {
    var clean = config.apiKey().isEmpty() ? said : said.replace(config.apiKey(), "***");
    var line = clean.replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
    var cut = line.length() <= LONGEST_QUOTE ? line : line.substring(0, LONGEST_QUOTE) + "…";
    return new String(cut.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
  }

  private static @Nullable Duration retryAfter(@Nullable String header) {
    if (header == null) {
      return null;
    }
    var text = header.strip();
    if (SECONDS.matcher(text).matches()) {
      return atMostLongest(Duration.ofSeconds(Long.parseLong(text)));
    }
    try {
      var at = DateTimeFormatter.RFC_1123_DATE_TIME.parse(text, Instant::from);
      return atMostLongest(Duration.between(Instant.now(), at));
    } catch (DateTimeParseException e) {
      return null;
    }
  }

  private static Duration atMostLongest(Duration wait) {
    return wait.isNegative()
        ? Duration.ZERO
        : wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
  }
}
