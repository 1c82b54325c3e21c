package io.sluice.launcher;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import io.sluice.strictjson.Parsed;
import io.sluice.strictjson.Parsed.Read;
import io.sluice.strictjson.Parsed.Wrong;
import io.sluice.strictjson.StrictReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Puts the configuration together: the shipped file, the user's files over it, {@code --set} over
 * both; then the environment's values where {@code ${NAME:default}} asks for them; then the folders
 * below the storage path; then all of it, strictly, into {@link NodeConfig}.
 */
final class ConfigFiles {
  /** As in YAML 1.2 on and off are words like any others: they are values of ours. */
  private static final YAMLMapper YAML = YAMLMapper.builder()
      .enable(YAMLParser.Feature.PARSE_BOOLEAN_LIKE_WORDS_AS_STRINGS)
      .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
  private static final String POLICY = "policy";
  private static final StrictReader STRICT = StrictReader.ofConfiguration();

  private final UnaryOperator<@Nullable String> environment;

  /** Reads variables through this function, which gives null for those that are not set. */
  ConfigFiles(UnaryOperator<@Nullable String> environment) {
    this.environment = environment;
  }

  Parsed<NodeConfig> read(List<Path> files, Map<String, String> overrides) {
    try {
      var tree = YAML.createObjectNode();
      for (var file : files) {
        merge(tree, object(file));
      }
      for (var override : overrides.entrySet()) {
        set(tree, override.getKey(), override.getValue());
      }
      var whole = (ObjectNode) substituted(tree, "");
      addFolders(whole);
      complete(whole.path("ingestion"), "rules", "collections");
      complete(whole.path("retrieval"), "rules", "collections");
      complete(whole.path("generation"), "defaults", "endpoints");
      if (whole.has(POLICY)) {
        throw new BadConfig(POLICY + ": is made from the rest of the configuration");
      }
      whole.put(POLICY, Policy.of(whole));
      return STRICT.read(whole, NodeConfig.class);
    } catch (BadConfig e) {
      return new Wrong<>(null, String.valueOf(e.getMessage()));
    }
  }

  private static ObjectNode object(Path file) {
    try {
      var tree = YAML.readTree(Files.readString(file));
      if (tree == null || tree.isMissingNode() || tree.isNull()) {
        return YAML.createObjectNode();
      }
      if (tree instanceof ObjectNode object) {
        return object;
      }
      throw new BadConfig(file + " must hold keys and values");
    } catch (JsonProcessingException e) {
      var at = e.getLocation();
      throw new BadConfig(file + " is not YAML"
          + (at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr())
          + ": " + problem(e));
    } catch (IOException e) {
      throw new BadConfig(file + " cannot be read");
    }
  }

  /** The parser also says what it was about, and shows the line. */
  private static String problem(JsonProcessingException e) {
    var said = e.getOriginalMessage().lines().filter(line -> !line.startsWith(" ")).toList();
    var problem = said.isEmpty()
        ? "it cannot be read"
        : said.getLast().replaceFirst("\\. \\(.*", "");
    return problem.endsWith("but got {")
        ? problem + " (a ${…} between braces or brackets needs quotes around it)"
        : problem;
  }

  private static void merge(ObjectNode base, ObjectNode over) {
    for (var entry : over.properties()) {
      if (entry.getValue() instanceof ObjectNode inner
          && base.get(entry.getKey()) instanceof ObjectNode same) {
        merge(same, inner);
      } else {
        base.set(entry.getKey(), entry.getValue());
      }
    }
  }

  private static void set(ObjectNode tree, String path, String value) {
    var at = tree;
    var keys = path.split("\\.", -1);
    for (var i = 0; i < keys.length - 1; i++) {
      at = at.get(keys[i]) instanceof ObjectNode inner ? inner : at.putObject(keys[i]);
    }
    try {
      at.set(keys[keys.length - 1], value.isBlank() ? new TextNode(value) : YAML.readTree(value));
    } catch (JsonProcessingException e) {
      at.set(keys[keys.length - 1], new TextNode(value));
    }
  }

  private JsonNode substituted(JsonNode node, String path) {
    return switch (node) {
      case ObjectNode object -> {
        var copy = YAML.createObjectNode();
        object.properties()
            .forEach(e -> copy.set(e.getKey(), substituted(e.getValue(), below(path, e.getKey()))));
        yield copy;
      }
      case ArrayNode array -> {
        var copy = YAML.createArrayNode();
        array.forEach(
            element -> copy.add(substituted(element, path + "[" + copy.size() + "]")));
        yield copy;
      }
      case TextNode text -> new TextNode(resolved(text.textValue(), path));
      default -> node;
    };
  }

  private String resolved(String text, String path) {
    try {
      return Variables.resolve(text, environment);
    } catch (Variables.Unset e) {
      throw new BadConfig(path + ": " + e.getMessage());
    }
  }

  private static String below(String path, String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  /** The folders below the storage path, where the files do not name them otherwise. */
  private static void addFolders(ObjectNode tree) {
    if (tree.path("storage").path("path") instanceof TextNode storage) {
      addFolder(tree, "retrieval", "path", Path.of(storage.textValue(), "index"));
      addFolder(tree, "ingestion", "path", Path.of(storage.textValue(), "documents"));
      addFolder(tree, "admission", "path", Path.of(storage.textValue(), "admission"));
      addFolder(tree, "insight", "path", Path.of(storage.textValue(), "insight"));
      addFolder(tree, "batches", "path", Path.of(storage.textValue(), "batches"));
    }
  }

  /** What one of many, as a collection, does not name is as that of all has it. */
  private static void complete(JsonNode part, String ofAll, String ofMany) {
    if (part.path(ofAll) instanceof ObjectNode rules
        && part.path(ofMany) instanceof ObjectNode many) {
      for (var name : List.copyOf(many.properties())) {
        if (name.getValue() instanceof ObjectNode own) {
          var whole = rules.deepCopy();
          merge(whole, own);
          many.set(name.getKey(), whole);
        }
      }
    }
  }

  private static void addFolder(ObjectNode tree, String part, String key, Path folder) {
    if (tree.get(part) instanceof ObjectNode object && !object.has(key)) {
      object.put(key, folder.toString());
    }
  }

  /** A file that cannot be used at all. */
  private static final class BadConfig extends RuntimeException {
    private static final long serialVersionUID = 1;

    BadConfig(String message) {
      super(message);
    }
  }

  /** The configuration, or a sentence that says what is wrong with it. */
  static NodeConfig orThrow(Parsed<NodeConfig> parsed) {
    return switch (parsed) {
      case Read<NodeConfig>(NodeConfig config) -> config;
      case Wrong<NodeConfig> wrong -> throw new Trouble("configuration: " + wrong.line());
    };
  }
}
