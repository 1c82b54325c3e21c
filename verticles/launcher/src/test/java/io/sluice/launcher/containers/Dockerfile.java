package io.sluice.launcher.containers;

import java.io.IOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The last stage of the Dockerfile: the instructions and what they say, the last of a kind. */
record Dockerfile(Map<String, String> instructions) {
  private static final Pattern VALUE = Pattern.compile("(\\w+)=(?:\"([^\"]*)\"|(\\S+))");

  static Dockerfile read() throws IOException {
    var text = Files.readString(Deployed.DOCKER.resolve("Dockerfile"))
        .replaceAll("(?m)^\\s*#.*\\R", "").replaceAll("\\\\\\R\\s*", " ");
    var instructions = new LinkedHashMap<String, String>();
    text.lines().filter(line -> !line.isBlank()).forEach(line -> {
      var parts = line.strip().split("\\s+", 2);
      if (parts[0].equals("FROM")) {
        instructions.clear();
      }
      instructions.put(parts[0], parts[1]);
    });
    return new Dockerfile(instructions);
  }

  String of(String instruction) {
    var said = instructions.get(instruction);
    if (said == null) {
      throw new AssertionError("the Dockerfile has no " + instruction);
    }
    return said;
  }

  /** A command that no shell takes apart. */
  List<String> command(String instruction) throws IOException {
    var said = of(instruction);
    return Deployed.texts(Deployed.JSON.readTree(said.substring(said.indexOf('['))));
  }

  Map<String, String> environment() {
    var values = new LinkedHashMap<String, String>();
    VALUE.matcher(of("ENV")).results().forEach(value -> values.put(value.group(1),
        value.group(2) == null ? value.group(3) : value.group(2)));
    return values;
  }

  /** The number of whom it runs as. */
  int user() {
    return Integer.parseInt(of("USER").split(":", 2)[0]);
  }
}
