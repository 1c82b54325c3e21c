package io.sluice.abrouting;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.strictjson.Parsed.Read;
import io.sluice.strictjson.Parsed.Wrong;
import io.sluice.strictjson.StrictReader;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Experiments as they are written in a configuration. */
final class Experiments {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final StrictReader STRICT = StrictReader.ofConfiguration();

  private Experiments() {}

  /** Of JSON with ' for quotes. */
  static ExperimentsConfig of(String json) {
    return switch (STRICT.read(tree(json), ExperimentsConfig.class)) {
      case Read<ExperimentsConfig>(ExperimentsConfig config) -> config;
      case Wrong<ExperimentsConfig> wrong -> throw new IllegalArgumentException(wrong.line());
    };
  }

  /** What is wrong with it. */
  static String wrong(String json) {
    return STRICT.read(tree(json), ExperimentsConfig.class) instanceof Wrong<?> wrong
        ? wrong.line()
        : "nothing";
  }

  private static JsonNode tree(String json) {
    try {
      return JSON.readTree(json.replace('\'', '"'));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
