package io.sluice.embedding;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.endpoint.Address;
import io.sluice.endpoint.ApiKey;
import io.sluice.message.Embedding.Purpose;
import io.sluice.strictjson.Check;
import io.sluice.strictjson.Check.Violation;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/**
 * An OpenAI-compatible server that embeds instead of a model in this process.
 *
 * @param url what {@code /embeddings} is below, as {@code http://host:8000/v1}; empty for none
 * @param model what the server calls its model; it names the space the vectors lie in, too
 * @param apiKey empty for none. It is in no log and no message
 * @param dimensions what each vector must have; 0 takes what the first answer has
 * @param batch texts in one request
 * @param concurrency requests with passages at once. Questions have as many of their own, so that
 *        they never wait behind passages
 * @param timeout for one request
 * @param attempts how often one is sent, the first time counted, within the time of who asks
 * @param questionFields what some servers want to be told beside the texts, as {@code input_type}
 * @param passageFields the same for passages
 */
public record EndpointConfig(String url, String model, String apiKey, int dimensions, int batch,
    int concurrency, Duration timeout, int attempts, Map<String, JsonNode> questionFields,
    Map<String, JsonNode> passageFields) {
  private static final Set<String> OURS = Set.of("model", "input", "encoding_format");
  private static final int LONGEST = 2000;

  public EndpointConfig {
    Address.below("url", url, "http://host:8000/v1");
    Check.atMost("model", Check.required("model", model), LONGEST);
    ApiKey.check("api-key", apiKey);
    Check.range("dimensions", dimensions, 0, 65_536);
    Check.range("batch", batch, 1, 2048);
    Check.range("concurrency", concurrency, 1, 256);
    Check.positive("timeout", timeout);
    Check.range("attempts", attempts, 1, 20);
    questionFields = fields("question-fields", questionFields);
    passageFields = fields("passage-fields", passageFields);
    if (!url.isEmpty()) {
      Check.text("model", model, LONGEST);
    }
  }

  /** No server: a model in this process. */
  public static EndpointConfig none() {
    return new EndpointConfig("", "", "", 0, 64, 4, Duration.ofSeconds(10), 4, Map.of(), Map.of());
  }

  private static Map<String, JsonNode> fields(String name, Map<String, JsonNode> fields) {
    for (var field : Check.required(name, fields).keySet()) {
      if (OURS.contains(field)) {
        throw new Violation(name, "must not have " + field + ", which is set already");
      }
    }
    return Map.copyOf(fields);
  }

  boolean isUsed() {
    return !url.isEmpty();
  }

  /** Where texts are sent. */
  String address() {
    return url.endsWith("/") ? url + "embeddings" : url + "/embeddings";
  }

  Map<String, JsonNode> fields(Purpose purpose) {
    return switch (purpose) {
      case QUESTION -> questionFields;
      case PASSAGE -> passageFields;
    };
  }

  /** Without the key. */
  @Override
  public String toString() {
    return "EndpointConfig[url=" + url + ", model=" + model + "]";
  }
}
