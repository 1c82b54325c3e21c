package io.sluice.launcher.containers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The files in {@code docker/}, and what the rest of the project says about the same things. */
final class Deployed {
  static final Path DOCKER = Path.of("../../docker");
  static final ObjectMapper JSON = new ObjectMapper();
  static final int CLUSTER_PORT = 5701;
  static final int BUS_PORT = 5702;
  private static final Path CONF = Path.of("../../conf");
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{(\\w+)");

  private Deployed() {}

  /** The only document of a file, with anchors and merges resolved. */
  static JsonNode yaml(Path file) throws IOException {
    return yamls(file).getFirst();
  }

  /** The documents of a file; a key that is there twice is an error. */
  static List<JsonNode> yamls(Path file) throws IOException {
    var options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    try (var reader = Files.newBufferedReader(file)) {
      var documents = new Yaml(new SafeConstructor(options)).loadAll(reader);
      return StreamSupport.stream(documents.spliterator(), false)
          .map(document -> JSON.<JsonNode>valueToTree(document)).toList();
    }
  }

  /** What the configuration reads of the environment, and what the image and its script do. */
  static Predicate<String> isRead() throws IOException {
    var names = new TreeSet<String>();
    try (var files = Files.list(CONF)) {
      for (var file : files.filter(one -> one.toString().endsWith(".yaml")).toList()) {
        names.addAll(variables(Files.readString(file)));
      }
    }
    names.addAll(Dockerfile.read().environment().keySet());
    return names::contains;
  }

  /** The names that a text takes from the environment. */
  static Set<String> variables(String text) {
    var names = new TreeSet<String>();
    VARIABLE.matcher(text).results().forEach(found -> names.add(found.group(1)));
    return names;
  }

  static int httpPort() throws IOException {
    return yaml(CONF.resolve("sluice.yaml")).at("/http/port").asInt();
  }

  /** As it is written in the configuration, in whole seconds. */
  static int seconds(String duration) {
    return Integer.parseInt(duration.replaceFirst("s$", ""));
  }

  static int stopWithin() throws IOException {
    return seconds(yaml(CONF.resolve("sluice.yaml")).at("/stop/within").asText());
  }

  static List<String> texts(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asText).toList();
  }
}
