package io.sluice.generation;

import io.sluice.strictjson.Check.Violation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;

/** Reads the API keys that lie in files. What is wrong with one is told without telling it. */
final class KeyFiles {
  private static final int LONGEST = 4096;

  private KeyFiles() {}

  static GenerationConfig read(GenerationConfig config) throws IOException {
    var endpoints = new LinkedHashMap<>(config.endpoints());
    for (var entry : endpoints.entrySet()) {
      if (!entry.getValue().apiKeyFile().isEmpty()) {
        entry.setValue(withKey(entry.getKey(), entry.getValue()));
      }
    }
    return new GenerationConfig(config.providers(), config.tiers(), config.maxContextTokens(),
        config.prompts(), config.defaults(), endpoints, config.extractive(), config.check());
  }

  private static EndpointConfig withKey(String name, EndpointConfig endpoint) throws IOException {
    var file = Path.of(endpoint.apiKeyFile());
    try {
      if (Files.size(file) > LONGEST) {
        throw new IOException("too long");
      }
      var key = Files.readString(file).strip();
      if (key.isEmpty()) {
        throw new IOException("empty");
      }
      return endpoint.withKey(key);
    } catch (IOException | Violation e) {
      throw new IOException("the key of generation.endpoints." + name + " cannot be read from "
          + file);
    }
  }
}
