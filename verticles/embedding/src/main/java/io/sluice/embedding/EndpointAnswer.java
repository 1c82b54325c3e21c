package io.sluice.embedding;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.sluice.message.Vector;
import java.io.IOException;
import java.util.List;

/**
 * Reads what a server answers to {@code POST /embeddings}: an object with {@code data}, a list with an
 * {@code embedding} for each text, at its {@code index}. Nothing of it is believed unseen.
 */
final class EndpointAnswer {
  /** Some servers write NaN, which is no JSON; it is to be told as what it is. */
  private static final ObjectMapper JSON = JsonMapper.builder()
      .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
      .disable(JsonParser.Feature.INCLUDE_SOURCE_IN_LOCATION).build();

  private EndpointAnswer() {}

  /** An answer that is not what was asked for; says what was expected. */
  static final class Wrong extends Exception {
    private static final long serialVersionUID = 1;

    Wrong(String message) {
      super(message);
    }
  }

  /** Not the dimension that was expected: another model than before, or than was configured. */
  static final class OtherDimension extends Exception {
    private static final long serialVersionUID = 1;

    OtherDimension(int found, int expected) {
      super("gives vectors of " + found + " dimensions, not " + expected);
    }
  }

  /**
   * The vectors, made one long each.
   *
   * @param count how many there must be
   * @param dimensions what each must have; 0 for as many as the first
   */
  static List<Vector> read(byte[] body, int count, int dimensions)
      throws IOException, Wrong, OtherDimension {
    var data = JSON.readTree(body).path("data");
    if (!data.isArray()) {
      throw new Wrong("must answer with a list \"data\", which is not there");
    }
    if (data.size() != count) {
      throw new Wrong("gave " + data.size() + " vectors for " + count + " texts");
    }
    var vectors = new Vector[count];
    var expected = dimensions;
    for (var i = 0; i < count; i++) {
      var vector = vector(data.get(i).path("embedding"));
      expected = expected == 0 ? vector.dimension() : expected;
      if (vector.dimension() != expected) {
        throw new OtherDimension(vector.dimension(), expected);
      }
      vectors[index(data.get(i), i, vectors)] = vector;
    }
    return List.of(vectors);
  }

  /** How many tokens the texts were, as far as the server says so; else -1. */
  static long tokens(byte[] body) throws IOException {
    try (var parser = JSON.getFactory().createParser(body)) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        var isUsage = parser.currentName().equals("usage");
        parser.nextToken();
        if (isUsage) {
          return JSON.<JsonNode>readTree(parser).path("prompt_tokens").asLong(-1);
        }
        parser.skipChildren();
      }
      return -1;
    }
  }

  /** Without an index they are taken to be in order. */
  private static int index(JsonNode element, int position, Vector[] taken) throws Wrong {
    var node = element.path("index");
    var index = node.isMissingNode() ? position : node.isInt() ? node.intValue() : -1;
    if (index < 0 || index >= taken.length || taken[index] != null) {
      throw new Wrong("must give each text's \"index\" from 0 to " + (taken.length - 1)
          + " once, not " + node);
    }
    return index;
  }

  private static Vector vector(JsonNode numbers) throws Wrong {
    if (!numbers.isArray() || numbers.isEmpty()) {
      throw new Wrong("must give each \"embedding\" as a list of numbers");
    }
    var values = new float[numbers.size()];
    var squares = 0.0;
    for (var i = 0; i < values.length; i++) {
      var number = numbers.get(i);
      var value = number.doubleValue();
      if (!number.isNumber() || !Float.isFinite((float) value)) {
        throw new Wrong("gave a vector with something else than finite numbers");
      }
      values[i] = (float) value;
      squares += value * value;
    }
    if (!(squares > 0)) {
      throw new Wrong("gave a vector of zeros only");
    }
    var length = Math.sqrt(squares);
    for (var i = 0; i < values.length; i++) {
      values[i] = (float) (values[i] / length);
    }
    return Vector.of(values);
  }
}
