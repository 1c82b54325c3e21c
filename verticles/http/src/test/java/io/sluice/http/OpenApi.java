package io.sluice.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The description of the API, and whether a value is what a schema of it says, field by field. */
final class OpenApi {
  private static final Set<String> METHODS = Set.of("get", "post", "put", "delete", "patch", "head",
      "options");

  private final JsonNode root;

  private OpenApi(JsonNode root) {
    this.root = root;
  }

  static OpenApi parse(String yaml) throws IOException {
    return new OpenApi(new YAMLMapper().readTree(yaml));
  }

  /** Every operation as {@code GET /path}. */
  Set<String> operations() {
    var operations = new TreeSet<String>();
    root.get("paths").properties().forEach(path -> path.getValue().properties().forEach(item -> {
      if (METHODS.contains(item.getKey())) {
        operations.add(item.getKey().toUpperCase(java.util.Locale.ROOT) + " " + path.getKey());
      }
    }));
    return operations;
  }

  /** What of the value is not as the schema says. */
  List<String> misfits(String schema, JsonNode value) {
    var misfits = new ArrayList<String>();
    check(root.at("/components/schemas/" + schema), value, schema, misfits);
    return misfits;
  }

  /** The references that lead nowhere. */
  List<String> danglingReferences() {
    return root.findValuesAsText("$ref").stream()
        .filter(ref -> root.at(ref.substring(1)).isMissingNode()).toList();
  }

  /** The description of a response, references followed. */
  boolean hasResponse(String method, String path, int status) {
    return root.at("/paths/" + path.replace("/", "~1") + "/" + method + "/responses/" + status)
        .isObject();
  }

  Set<String> fields(String schema) {
    var fields = new TreeSet<String>();
    root.at("/components/schemas/" + schema + "/properties").fieldNames()
        .forEachRemaining(fields::add);
    return fields;
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
    } else if (!typeFits(schema.path("type"), value)) {
      misfits.add(path + " is no " + schema.path("type") + ": " + value);
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
      if (of.isObject()) {
        check(of, field.getValue(), path + "." + field.getKey(), misfits);
      } else {
        misfits.add(path + " does not describe " + field.getKey());
      }
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
