package io.sluice.fuzzing;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The description of the API, and whether a value is what a schema of it says, field by field. */
public final class OpenApi {
  private static final Set<String> METHODS = Set.of("get", "post", "put", "delete", "patch", "head",
      "options");

  private final JsonNode root;

  private OpenApi(JsonNode root) {
    this.root = root;
  }

  /** What stands twice would hide what stands first, so it is an error. */
  public static OpenApi parse(String yaml) throws IOException {
    return new OpenApi(YAMLMapper.builder(YAMLFactory.builder()
        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build()).build().readTree(yaml));
  }

  /** Every operation as {@code GET /path}. */
  public Set<String> operations() {
    var operations = new TreeSet<String>();
    root.get("paths").properties().forEach(path -> path.getValue().properties().forEach(item -> {
      if (METHODS.contains(item.getKey())) {
        operations.add(item.getKey().toUpperCase(java.util.Locale.ROOT) + " " + path.getKey());
      }
    }));
    return operations;
  }

  /** What of the value is not as the schema says. */
  public List<String> misfits(String schema, JsonNode value) {
    var misfits = new ArrayList<String>();
    check(root.at("/components/schemas/" + schema), value, schema, misfits);
    return misfits;
  }

  /** The references that lead nowhere. */
  public List<String> danglingReferences() {
    return root.findValuesAsText("$ref").stream()
        .filter(ref -> root.at(ref.substring(1)).isMissingNode()).toList();
  }

  /** What is required somewhere and is not described there, as a word that YAML takes for another thing. */
  public List<String> requiredAndNotDescribed() {
    return root.findParents("required").stream().filter(schema -> schema.has("properties"))
        .flatMap(schema -> values(schema.path("required"))
            .filter(name -> !name.isTextual() || !schema.path("properties").has(name.asText()))
            .map(JsonNode::toString))
        .toList();
  }

  /** The description of a response, references followed. */
  public boolean hasResponse(String method, String path, int status) {
    return root.at("/paths/" + path.replace("/", "~1") + "/" + method + "/responses/" + status)
        .isObject();
  }

  /** The names of a schema's fields. */
  public Set<String> fields(String schema) {
    var fields = new TreeSet<String>();
    root.at("/components/schemas/" + schema + "/properties").fieldNames()
        .forEachRemaining(fields::add);
    return fields;
  }

  /** What of the value is not as a schema of this description says. */
  List<String> misfits(JsonNode schema, JsonNode value) {
    var misfits = new ArrayList<String>();
    check(schema, value, "", misfits);
    return misfits;
  }

  /** The node itself, or what it refers to. */
  JsonNode resolved(JsonNode node) {
    return node.has("$ref") ? resolved(root.at(node.get("$ref").asText().substring(1))) : node;
  }

  JsonNode at(String pointer) {
    return root.at(pointer);
  }

  private void check(JsonNode schema, JsonNode value, String path, List<String> misfits) {
    if (schema.has("$ref")) {
      check(root.at(schema.get("$ref").asText().substring(1)), value, path, misfits);
    } else if (schema.has("oneOf")) {
      var fits = values(schema.get("oneOf")).anyMatch(one -> {
        var misses = new ArrayList<String>();
        check(one, value, path, misses);
        return misses.isEmpty();
      });
      if (!fits) {
        misfits.add(path + " fits none of oneOf: " + value);
      }
    } else if (schema.has("const") || schema.has("enum")) {
      if (!value.equals(schema.get("const")) && !values(schema.path("enum"))
          .anyMatch(value::equals)) {
        misfits.add(path + " is not listed: " + value);
      }
    } else if (!schema.has("type")) {
      return; // anything
    } else if (!typeFits(schema.path("type"), value)) {
      misfits.add(path + " is no " + schema.path("type") + ": " + value);
    } else if (!isWithin(schema, value)) {
      misfits.add(path + " is not as " + schema + " says: " + value);
    } else if (value.isArray()) {
      for (var i = 0; i < value.size(); i++) {
        check(schema.path("items"), value.get(i), path + "[" + i + "]", misfits);
      }
    } else if (value.isObject()) {
      checkFields(schema, value, path, misfits);
    }
  }

  private void checkFields(JsonNode schema, JsonNode value, String path, List<String> misfits) {
    for (var required : schema.path("required")) {
      if (!value.has(required.asText())) {
        misfits.add(path + " lacks " + required.asText());
      }
    }
    for (var field : value.properties()) {
      var of = schema.path("properties").has(field.getKey())
          ? Objects.requireNonNull(schema.get("properties").get(field.getKey()))
          : schema.path("additionalProperties");
      if (of.isBoolean() && of.booleanValue()) {
        continue; // anything
      }
      if (of.isObject()) {
        check(of, field.getValue(), path + "." + field.getKey(), misfits);
      } else {
        misfits.add(path + " does not describe " + field.getKey());
      }
    }
  }

  /** What the schema says of a value's length, size and pattern. */
  private static boolean isWithin(JsonNode schema, JsonNode value) {
    if (value.isTextual()) {
      var text = value.textValue();
      var length = text.codePointCount(0, text.length());
      return length >= schema.path("minLength").asInt(0)
          && length <= schema.path("maxLength").asInt(Integer.MAX_VALUE)
          && (!schema.has("pattern")
              || Pattern.compile(schema.get("pattern").asText()).matcher(text).find())
          && (!schema.path("format").asText().equals("date") || isDate(text));
    }
    if (value.isNumber()) {
      return value.asDouble() >= schema.path("minimum").asDouble(Double.NEGATIVE_INFINITY)
          && value.asDouble() <= schema.path("maximum").asDouble(Double.POSITIVE_INFINITY);
    }
    return !value.isArray() || (value.size() >= schema.path("minItems").asInt(0)
        && value.size() <= schema.path("maxItems").asInt(Integer.MAX_VALUE));
  }

  private static boolean isDate(String text) {
    try {
      return LocalDate.parse(text).toString().equals(text) && text.length() == 10;
    } catch (DateTimeException e) {
      return false;
    }
  }

  private static Stream<JsonNode> values(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }

  private static boolean typeFits(JsonNode type, JsonNode value) {
    if (type.isArray()) {
      return values(type).anyMatch(one -> typeFits(one, value));
    }
    return switch (type.asText()) {
      case "string" -> value.isTextual();
      case "integer" -> value.isIntegralNumber();
      case "number" -> value.isNumber();
      case "boolean" -> value.isBoolean();
      case "array" -> value.isArray();
      case "object" -> value.isObject();
      case "null" -> value.isNull();
      default -> true;
    };
  }
}
