package io.sluice.http;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.sluice.strictjson.Check;
import io.sluice.strictjson.Check.Violation;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** What a message says: a string, or a list of parts, whose texts are put together. */
@JsonDeserialize(using = ChatContent.Reader.class)
record ChatContent(String text) {

  /** A part, which has to be text. A model's refusal to answer says nothing. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Part(@Nullable String type, @Nullable String text) {

    Part {
      switch (Check.required("type", type)) {
        case "text" -> Check.required("text", text);
        case "refusal" -> text = "";
        default -> throw new Violation("type",
            "must be text: images, sound and files are not read here");
      }
    }
  }

  /** Reads either form. */
  static final class Reader extends StdDeserializer<ChatContent> {
    private static final long serialVersionUID = 1;

    Reader() {
      super(ChatContent.class);
    }

    @Override
    public ChatContent deserialize(JsonParser in, DeserializationContext context)
        throws IOException {
      if (in.currentToken() != JsonToken.START_ARRAY) {
        return new ChatContent(context.readValue(in, String.class));
      }
      var text = new StringBuilder();
      for (var part : context.readValue(in, Part[].class)) {
        if (part == null) {
          throw MismatchedInputException.from(in, Part.class, "null");
        }
        text.append(part.text());
      }
      return new ChatContent(text.toString());
    }
  }
}
