package io.sluice.strictjson;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import java.io.IOException;
import java.time.Duration;
import java.util.regex.Pattern;

/** Reads {@code 250ms}, {@code 30s}, {@code 5m}, {@code 24h} and {@code 14d}. */
final class DurationReader extends StdScalarDeserializer<Duration> {
  private static final long serialVersionUID = 1;
  private static final Pattern FORM = Pattern.compile("(\\d{1,9})\\s*(ms|s|m|h|d)");

  DurationReader() {
    super(Duration.class);
  }

  @Override
  public Duration deserialize(JsonParser in, DeserializationContext context) throws IOException {
    var text = in.getValueAsString("");
    var match = FORM.matcher(text.strip());
    if (!match.matches()) {
      throw JsonMappingException.from(in,
          "must be a duration such as 250ms, 30s, 5m, 24h or 14d");
    }
    var amount = Long.parseLong(match.group(1));
    return switch (match.group(2)) {
      case "ms" -> Duration.ofMillis(amount);
      case "s" -> Duration.ofSeconds(amount);
      case "m" -> Duration.ofMinutes(amount);
      case "h" -> Duration.ofHours(amount);
      default -> Duration.ofDays(amount);
    };
  }
}
