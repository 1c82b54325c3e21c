package io.sluice.insight.queries;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.sluice.message.QueryRecord;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A question's line: JSON, what is null left out. */
public final class QueryJson {
  private static final ObjectMapper JSON = JsonMapper.builder().addModule(new JavaTimeModule())
      .serializationInclusion(JsonInclude.Include.NON_NULL)
      .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
      .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  private QueryJson() {}

  /** Without the end of the line. */
  public static String text(QueryRecord query) {
    try {
      return JSON.writeValueAsString(query);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** By way of a string: half a surrogate pair, which a model may say, becomes a question mark. */
  static byte[] line(QueryRecord query) {
    return (text(query) + "\n").getBytes(StandardCharsets.UTF_8);
  }

  /** Null for what is no whole line. */
  static @Nullable QueryRecord read(String line) {
    try {
      return JSON.readValue(line, QueryRecord.class);
    } catch (JsonProcessingException e) {
      return null;
    }
  }
}
