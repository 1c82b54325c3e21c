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
import java.util.ArrayList;
import java.util.List;

/** OpenAI's chat completions, which vLLM, Ollama, llama.cpp and many others serve, too. */
final class OpenAiDialect implements Dialect {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final EndpointConfig config;

  OpenAiDialect(EndpointConfig config) {
    this.config = config;
  }

  @Override
  public String address() {
    return config.address() + "/chat/completions";
  }

  @Override
  public void identify(MultiMap headers) {
    if (!config.apiKey().isEmpty()) {
      headers.add("authorization", "Bearer " + config.apiKey());
    }
  }

  @Override
  public ObjectNode body(ModelRequest request) {
    var body = JSON.createObjectNode().put("model", config.model());
    var messages = body.putArray("messages");
    if (!request.system().isEmpty()) {
      messages.addObject().put("role", "system").put("content", request.system());
    }
    request.messages().forEach(said -> messages.addObject().put("role", said.role().word())
        .put("content", said.text()));
    // OpenAI's newer models refuse the old name; other servers often know that one only.
    body.put(config.isOfficial() ? "max_completion_tokens" : "max_tokens", request.maxTokens());
    body.put("stream", true).putObject("stream_options").put("include_usage", true);
    body.setAll(config.fields());
    return body;
  }

  @Override
  public List<Piece> read(SseEvent event, boolean names) throws JsonProcessingException {
    if (event.data().equals("[DONE]")) {
      return List.of(new Last());
    }
    var chunk = JSON.readTree(event.data());
    var pieces = new ArrayList<Piece>(3);
    var error = chunk.path("error");
    if (!error.isMissingNode() && !error.isNull()) {
      pieces.add(new Broken(error.path("type").asText(),
          error.isTextual() ? error.asText() : error.path("message").asText()));
      return pieces;
    }
    if (names && chunk.hasNonNull("model")) {
      pieces.add(new Named(chunk.path("id").asText(""), chunk.path("model").asText()));
    }
    readChoice(chunk.path("choices").path(0), pieces);
    var usage = chunk.path("usage");
    if (usage.isObject()) {
      pieces.add(new Counted(usage.path("prompt_tokens").asInt(-1),
          usage.path("completion_tokens").asInt(-1)));
    }
    return pieces;
  }

  private static void readChoice(JsonNode choice, List<Piece> pieces) {
    var delta = choice.path("delta");
    var text = delta.path("content").asText("");
    if (!text.isEmpty()) {
      pieces.add(new Text(text));
    } else if (delta.hasNonNull("reasoning_content") || delta.hasNonNull("reasoning")) {
      pieces.add(new Thinking());
    }
    if (choice.path("finish_reason").isTextual()) {
      pieces.add(new Finished(switch (choice.path("finish_reason").asText()) {
        case "length" -> Finish.TOO_LONG;
        case "content_filter" -> Finish.FILTERED;
        default -> Finish.DONE;
      }));
    }
  }
}
