package io.sluice.endpoint;

import io.vertx.core.MultiMap;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How long a server wants to be left alone, as its headers say. */
public final class RetryAfter {
  private static final Pattern NUMBER = Pattern.compile("\\d{1,9}(?:\\.\\d{1,9})?");
  private static final Duration LONGEST = Duration.ofHours(1);

  private RetryAfter() {}

  /** Null where they do not say, or nothing that can be understood. */
  public static @Nullable Duration of(MultiMap headers) {
    var millis = headers.get("retry-after-ms");
    if (millis != null && NUMBER.matcher(millis.strip()).matches()) {
      return bounded(Duration.ofMillis((long) Double.parseDouble(millis.strip())));
    }
    var header = headers.get("retry-after");
    if (header == null) {
      return null;
    }
    var text = header.strip();
    if (NUMBER.matcher(text).matches()) {
      return bounded(Duration.ofMillis((long) (Double.parseDouble(text) * 1000)));
    }
    try {
      var at = DateTimeFormatter.RFC_1123_DATE_TIME.parse(text, Instant::from);
      return bounded(Duration.between(Instant.now(), at));
    } catch (DateTimeParseException e) {
      return null;
    }
  }

  private static Duration bounded(Duration wait) {
    return wait.isNegative() ? Duration.ZERO : wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
  }
}
