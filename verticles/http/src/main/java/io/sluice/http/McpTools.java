package io.sluice.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The tools that language models are offered, as {@code mcp-tools.json} describes them. */
final class McpTools {
  private static final JsonNode LIST = load();

  private McpTools() {}

  /** The result of {@code tools/list}. */
  static JsonNode list() {
    return LIST;
  }

  /** What the tool of this name asks for; null where there is none. */
  static Inquiry.@Nullable Kind named(String name) {
    for (var kind : Inquiry.Kind.values()) {
      if (kind.name().toLowerCase(Locale.ROOT).equals(name)) {
        return kind;
      }
    }
    return null;
  }

  private static JsonNode load() {
    try (var in = McpTools.class.getResourceAsStream("/mcp-tools.json")) {
      return Responses.JSON.readTree(Objects.requireNonNull(in, "mcp-tools.json"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
