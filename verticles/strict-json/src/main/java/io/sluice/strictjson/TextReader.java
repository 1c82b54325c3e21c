package io.sluice.strictjson;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.deser.std.StringDeserializer;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import java.io.IOException;

/** Reads a string, but not half of a surrogate pair, which no encoding can carry on. */
final class TextReader extends StdScalarDeserializer<String> {
  private static final long serialVersionUID = 1;

  private final boolean exact;

  /** Reads numbers as text too, unless it is to be exact. */
  TextReader(boolean exact) {
    super(String.class);
    this.exact = exact;
  }

  @Override
  public String deserialize(JsonParser in, DeserializationContext context) throws IOException {
    if (exact && in.currentToken() != JsonToken.VALUE_STRING) {
      throw MismatchedInputException.from(in, String.class, "not a string");
    }
    var text = StringDeserializer.instance.deserialize(in, context);
    for (var i = 0; i < text.length(); i++) {
      if (Character.isHighSurrogate(text.charAt(i)) && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        i++;
      } else if (Character.isSurrogate(text.charAt(i))) {
        throw JsonMappingException.from(in,
            "is not valid Unicode: half of a surrogate pair at " + i);
      }
    }
    return text;
  }
}
