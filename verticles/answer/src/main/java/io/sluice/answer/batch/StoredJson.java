package io.sluice.answer.batch;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.sluice.message.Refusal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Records as the lines of files. Fields that are not known are of a newer version, and skipped. */
final class StoredJson {
  private static final ObjectMapper JSON = create();

  private StoredJson() {}

  @JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "refusal")
  private interface Named {}

  /** By way of a string: half a surrogate pair, which a model may say, becomes a question mark. */
  static byte[] write(Object value) throws IOException {
    return JSON.writeValueAsString(value).getBytes(StandardCharsets.UTF_8);
  }

  static <T> T read(byte[] line, Class<T> type) throws IOException {
    var value = JSON.readValue(line, type);
    if (value == null) {
      throw new IOException("null in place of " + type.getSimpleName());
    }
    return value;
  }

  private static ObjectMapper create() {
    var mapper = JsonMapper.builder().addModule(new JavaTimeModule())
        .addMixIn(Refusal.class, Named.class).serializationInclusion(JsonInclude.Include.NON_NULL)
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
        .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
        .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS).build();
    mapper.registerSubtypes(Refusal.class.getPermittedSubclasses());
    return mapper;
  }
}
