package io.sluice.insight.files;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A record as a line: JSON, what is null left out. */
public final class JsonLines {
  private static final ObjectMapper JSON = JsonMapper.builder().addModule(new JavaTimeModule())
      .serializationInclusion(JsonInclude.Include.NON_NULL)
      .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
      .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  private JsonLines() {}

  /** Without the end of the line. */
  public static String text(Record value) {
    return written(value);
  }

  /** A text as it stands in a line, in quotes. */
  public static String text(String value) {
    return written(value);
  }

  private static String written(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** By way of a string: half a surrogate pair, which a model may say, becomes a question mark. */
  public static byte[] line(Record value) {
    return (text(value) + "\n").getBytes(StandardCharsets.UTF_8);
  }

  /** Null for what is no whole line. */
  public static <T extends Record> @Nullable T read(String line, Class<T> type) {
    try {
      return JSON.readValue(line, type);
    } catch (JsonProcessingException e) {
      return null;
    }
  }

  /** The same of its bytes, in UTF-8. */
  public static <T extends Record> @Nullable T read(byte[] line, Class<T> type) {
    try {
      return JSON.readValue(line, type);
    } catch (IOException e) {
      return null;
    }
  }
}
