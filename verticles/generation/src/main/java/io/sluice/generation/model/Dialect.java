package io.sluice.generation.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.generation.EndpointConfig;
import io.vertx.core.MultiMap;
import java.util.List;

/** How a kind of API is spoken. */
sealed interface Dialect permits OpenAiDialect, AnthropicDialect {

  static Dialect of(EndpointConfig config) {
    return switch (config.kind()) {
      case OPENAI -> new OpenAiDialect(config);
      case ANTHROPIC -> new AnthropicDialect(config);
    };
  }

  /** Where questions are sent. */
  String address();

  /** Says who asks, where there is a key. */
  void identify(MultiMap headers);

  ObjectNode body(ModelRequest request);

  /**
   * What an event says, which is often nothing of interest.
   *
   * @param names whether it is to be known who speaks, which a server may say with each word
   */
  List<Piece> read(SseEvent event, boolean names) throws JsonProcessingException;
}
