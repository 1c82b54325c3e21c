package io.sluice.fuzzing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;

/** Makes values that a schema allows, often just so. */
final class Values {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final int LONGEST = 12_000;
  private static final List<String> WORDS = List.of("휴가", "leave", "며칠", "days", "연차는", "15", "é",
      "C++", "ㅎ", "a-b_c.d", "東京", "🏝️", "O'Neill", "<b>", "100%", "\"so\"", "a\\b");
  private static final List<String> NAMES = List.of("default", "hr", "a", "A.b-c_d", "9",
      "x".repeat(64), "key-1", "~!#$%^&*()", "!", "sha256=" + "0a".repeat(32));

  private final OpenApi api;
  private final Map<String, List<String>> known;

  /**
   * @param known what there is, by the name of the field that names it
   */
  Values(OpenApi api, Map<String, List<String>> known) {
    this.api = api;
    this.known = known;
  }

  /** A value for the field of this name. */
  JsonNode of(String name, JsonNode schema, Random random) {
    var those = known.get(name);
    if (those != null && !Pick.onceIn(random, 8)) {
      return NODES.textNode(Pick.one(random, those));
    }
    return of(schema, random);
  }

  JsonNode of(JsonNode schema, Random random) {
    if (schema.has("$ref")) {
      return of(api.resolved(schema), random);
    }
    if (schema.has("oneOf")) {
      return of(one(schema.path("oneOf"), random), random);
    }
    if (schema.has("const")) {
      return schema.path("const");
    }
    if (schema.has("enum")) {
      return one(schema.path("enum"), random);
    }
    var types = schema.path("type");
    var type = types.isArray() ? one(types, random).asText() : types.asText();
    return switch (type) {
      case "string" -> NODES.textNode(text(schema, random));
      case "integer" -> NODES.numberNode(integer(schema, random));
      case "number" -> NODES.numberNode(number(schema, random));
      case "boolean" -> NODES.booleanNode(random.nextBoolean());
      case "array" -> array(schema, random);
      case "object" -> object(schema, random);
      case "null" -> NODES.nullNode();
      default -> NODES.arrayNode().add(Pick.one(random, WORDS));
    };
  }

  private static JsonNode one(JsonNode of, Random random) {
    return of.path(random.nextInt(of.size()));
  }

  private static String text(JsonNode schema, Random random) {
    if (schema.path("format").asText().equals("date")) {
      return LocalDate.ofEpochDay(random.nextInt(30_000)).toString();
    }
    if (schema.has("pattern")) {
      var pattern = Pattern.compile(schema.path("pattern").asText()).asPredicate();
      return Pick.one(random, NAMES.stream().filter(pattern).toList());
    }
    var most = Math.min(LONGEST, schema.path("maxLength").asInt(LONGEST));
    if (Pick.onceIn(random, 20)) {
      return "가".repeat(most);
    }
    var text = new StringBuilder(Pick.one(random, WORDS));
    while (!Pick.onceIn(random, 4)) {
      text.append(' ').append(Pick.one(random, WORDS));
    }
    return text.length() > most ? "가" : text.toString();
  }

  private static long integer(JsonNode schema, Random random) {
    var least = schema.path("minimum").asLong(-5);
    var most = schema.path("maximum").asLong(Long.MAX_VALUE);
    return switch (random.nextInt(4)) {
      case 0 -> least;
      case 1 -> schema.has("maximum") ? most : least + random.nextInt(100_000);
      default -> Math.min(most, least + random.nextInt(20));
    };
  }

  private static double number(JsonNode schema, Random random) {
    var least = schema.path("minimum").asDouble(-5);
    var most = schema.path("maximum").asDouble(1e6);
    return switch (random.nextInt(4)) {
      case 0 -> least;
      case 1 -> most;
      default -> least + (most - least) * random.nextDouble();
    };
  }

  private JsonNode array(JsonNode schema, Random random) {
    var least = schema.path("minItems").asInt(0);
    var most = schema.path("maxItems").asInt(100);
    var size = Pick.onceIn(random, 30) && most <= 100
        ? most
        : Math.min(most, least + random.nextInt(4));
    var array = NODES.arrayNode();
    while (array.size() < size) {
      array.add(of(schema.path("items"), random));
    }
    return array;
  }

  private ObjectNode object(JsonNode schema, Random random) {
    var object = NODES.objectNode();
    var required = schema.path("required").toString();
    for (var field : schema.path("properties").properties()) {
      if (required.contains('"' + field.getKey() + '"') || Pick.onceIn(random, 3)) {
        object.set(field.getKey(), of(field.getKey(), field.getValue(), random));
      }
    }
    if (schema.path("additionalProperties").asBoolean(false) && Pick.onceIn(random, 4)) {
      object.put("later", Pick.one(random, WORDS));
    }
    return object;
  }
}
