package io.sluice.generation.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.generation.EndpointConfig;
import io.sluice.generation.model.Piece.Broken;
import io.sluice.generation.model.Piece.Counted;
import io.sluice.generation.model.Piece.Finish;
import io.sluice.generation.model.Piece.Finished;
import io.sluice.generation.model.Piece.Last;
import io.sluice.generation.model.Piece.Named;
import io.sluice.generation.model.Piece.Text;
import io.sluice.generation.model.Piece.Thinking;
import io.vertx.core.MultiMap;
import java.util.List;

/** Anthropic's messages. */
final class AnthropicDialect implements Dialect {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String VERSION = "2023-06-01";

  private final EndpointConfig config;

  AnthropicDialect(EndpointConfig config) {
    this.config = config;
  }

  @Override
  public String address() {
    return config.address() + "/messages";
  }

  @Override
  public void identify(MultiMap headers) {
    headers.add("anthropic-version", VERSION);
    if (!config.apiKey().isEmpty()) {
      headers.add("x-api-key", config.apiKey());
    }
  }

  @Override
  public ObjectNode body(ModelRequest request) {
    var body = JSON.createObjectNode().put("model", config.model())
        .put("max_tokens", request.maxTokens()).put("stream", true);
    if (!request.system().isEmpty()) {
      body.put("system", request.system());
    }
    var messages = body.putArray("messages");
    request.messages().forEach(said -> messages.addObject().put("role", said.role().word())
        .put("content", said.text()));
    body.setAll(config.fields());
    return body;
  }

  @Override
  public List<Piece> read(SseEvent event, boolean names) throws JsonProcessingException {
    var body = JSON.readTree(event.data());
    return switch (body.path("type").asText()) {
      case "message_start" -> List.of(
          new Named(body.path("message").path("id").asText(""),
              body.path("message").path("model").asText("")),
          counted(body.path("message").path("usage")));
      case "content_block_delta" -> delta(body.path("delta"));
      case "message_delta" -> List.of(counted(body.path("usage")),
          new Finished(finish(body.path("delta").path("stop_reason").asText())));
      case "message_stop" -> List.of(new Last());
      case "error" -> List.of(new Broken(body.path("error").path("type").asText(),
          body.path("error").path("message").asText()));
      default -> List.of();
    };
  }

  private static List<Piece> delta(JsonNode delta) {
    return switch (delta.path("type").asText()) {
      case "text_delta" -> delta.path("text").asText().isEmpty()
          ? List.of()
          : List.of(new Text(delta.path("text").asText()));
      case "thinking_delta", "signature_delta" -> List.of(new Thinking());
      default -> List.of();
    };
  }

  /** What was read from a cache, or written to one, was read all the same. */
  private static Counted counted(JsonNode usage) {
    var prompt = usage.path("input_tokens").asInt(-1);
    var cached = usage.path("cache_read_input_tokens").asInt(0)
        + usage.path("cache_creation_input_tokens").asInt(0);
    return new Counted(prompt < 0 ? -1 : prompt + cached, usage.path("output_tokens").asInt(-1));
  }

  private static Finish finish(String reason) {
    return switch (reason) {
      case "max_tokens", "model_context_window_exceeded" -> Finish.TOO_LONG;
      case "refusal" -> Finish.FILTERED;
      default -> Finish.DONE;
    };
  }
}
