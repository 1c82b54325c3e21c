package io.sluice.strictjson;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.deser.BeanDeserializerModifier;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import java.io.IOException;

/** Refuses a word of an enum that has blanks or control characters about it, which Jackson cuts off. */
final class ExactEnums extends BeanDeserializerModifier {
  private static final long serialVersionUID = 1;

  @Override
  public JsonDeserializer<?> modifyEnumDeserializer(DeserializationConfig config, JavaType type,
      BeanDescription description, JsonDeserializer<?> words) {
    return new Exact(type, words);
  }

  private static final class Exact extends StdDeserializer<Object> {
    private static final long serialVersionUID = 1;
    private final transient JsonDeserializer<?> words;

    Exact(JavaType type, JsonDeserializer<?> words) {
      super(type);
      this.words = words;
    }

    @Override
    public Object deserialize(JsonParser in, DeserializationContext context) throws IOException {
      if (in.currentToken() == JsonToken.VALUE_STRING
          && !in.getText().equals(in.getText().trim())) {
        return context.handleWeirdStringValue(handledType(), in.getText(), "blanks about it");
      }
      return words.deserialize(in, context);
    }
  }
}
