package io.sluice.strictjson;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import java.io.IOException;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Reads {@code 2026-01-31}, and nothing else that could be taken for a day. */
final class DateReader extends StdScalarDeserializer<LocalDate> {
  private static final long serialVersionUID = 1;

  DateReader() {
    super(LocalDate.class);
  }

  @Override
  public LocalDate deserialize(JsonParser in, DeserializationContext context) throws IOException {
    var date = in.currentToken() == JsonToken.VALUE_STRING ? date(in.getText()) : null;
    if (date == null) {
      throw MismatchedInputException.from(in, LocalDate.class, "not a date");
    }
    return date;
  }

  private static @Nullable LocalDate date(String text) {
    try {
      return Check.date("date", text);
    } catch (Check.Violation e) {
      return null; // its path is known where this was called
    }
  }
}
