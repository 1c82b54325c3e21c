package io.sluice.generation;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.endpoint.Address;
import io.sluice.endpoint.ApiKey;
import io.sluice.message.CallInfo;
import io.sluice.resilience.CircuitConfig;
import io.sluice.strictjson.Check;
import io.sluice.strictjson.Check.Violation;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * A server that runs a language model, and how far it may be used. One that has neither an address nor
 * a key is not there.
 *
 * @param kind how it is spoken to
 * @param baseUrl what the API's calls are below, as {@code http://localhost:8000/v1}; empty for its
 *        maker's own
 * @param apiKey empty for none, or for the one in {@code apiKeyFile}. It is in no log and no message
 * @param apiKeyFile a file that holds nothing but the key; empty for none
 * @param model what the server calls its model
 * @param contextTokens how much the model reads and writes at once
 * @param maxTokens the longest answer
 * @param concurrency how many calls at once; more wait for their turn
 * @param connectTimeout until there is a connection
 * @param firstTokenTimeout from the request to the first word; as long a call waits for its turn
 * @param betweenTokensTimeout from one word to the next
 * @param timeout for all of it
 * @param pricePerMillionPromptTokens in US dollars
 * @param pricePerMillionCompletionTokens in US dollars
 * @param fields what the server is to be told beside the question, as {@code temperature}
 * @param attempts how often a call is made that fails before its first word, and quickly
 * @param circuit when the server is left alone
 */
public record EndpointConfig(Kind kind, String baseUrl, String apiKey, String apiKeyFile,
    String model, int contextTokens, int maxTokens, int concurrency, Duration connectTimeout,
    Duration firstTokenTimeout, Duration betweenTokensTimeout, Duration timeout,
    double pricePerMillionPromptTokens, double pricePerMillionCompletionTokens,
    Map<String, JsonNode> fields, int attempts, CircuitConfig circuit) {
  private static final Set<String> OURS = Set.of("model", "messages", "system", "stream",
      "stream_options", "max_tokens", "max_completion_tokens", "n");
  private static final int LONGEST = 2000;
  private static final double DEAREST = 1e6;

  /** No server, but limits that suit most. */
  public static final EndpointConfig DEFAULTS = new EndpointConfig(Kind.OPENAI, "", "", "", "",
      32_768, 1024, 64, Duration.ofSeconds(5), Duration.ofSeconds(15), Duration.ofSeconds(10),
      Duration.ofSeconds(120), 0, 0, Map.of(), 2, CircuitConfig.DEFAULT);

  /** The APIs that are spoken. */
  public enum Kind {
    /** Chat completions, as OpenAI, vLLM, Ollama and llama.cpp serve them. */
    OPENAI("https://api.openai.com/v1"),
    /** Anthropic's messages. */
    ANTHROPIC("https://api.anthropic.com/v1");

    private final String official;

    Kind(String official) {
      this.official = official;
    }
  }

  public EndpointConfig {
    Check.required("kind", kind);
    Address.below("base-url", baseUrl, "http://host:8000/v1");
    ApiKey.check("api-key", apiKey);
    Check.atMost("api-key-file", Check.required("api-key-file", apiKeyFile), LONGEST);
    Check.atMost("model", Check.required("model", model), LONGEST);
    Check.range("context-tokens", contextTokens, 512, 100_000_000);
    Check.range("max-tokens", maxTokens, 1, contextTokens / 2);
    Check.range("concurrency", concurrency, 1, 100_000);
    Check.positive("connect-timeout", connectTimeout);
    Check.positive("first-token-timeout", firstTokenTimeout);
    Check.positive("between-tokens-timeout", betweenTokensTimeout);
    Check.positive("timeout", timeout);
    Check.range("price-per-million-prompt-tokens", pricePerMillionPromptTokens, 0, DEAREST);
    Check.range("price-per-million-completion-tokens", pricePerMillionCompletionTokens, 0, DEAREST);
    for (var field : Check.required("fields", fields).keySet()) {
      if (OURS.contains(field)) {
        throw new Violation("fields", "must not have " + field + ", which is set already");
      }
    }
    fields = Map.copyOf(fields);
    Check.range("attempts", attempts, 1, 10);
    Check.required("circuit", circuit);
    if (!apiKey.isEmpty() && !apiKeyFile.isEmpty()) {
      throw new Violation("api-key-file", "must be empty where api-key is set");
    }
    if (isThere(baseUrl, apiKey, apiKeyFile)) {
      Check.text("model", model, LONGEST);
    }
  }

  /** Whether it can be asked at all. */
  public boolean isThere() {
    return isThere(baseUrl, apiKey, apiKeyFile);
  }

  /** Where the API's calls are, without a slash at the end. */
  public String address() {
    var base = baseUrl.isEmpty() ? kind.official : baseUrl.replaceAll("/{1,9}$", "");
    // Anthropic's own clients are told their server without the version.
    return kind == Kind.ANTHROPIC && !base.endsWith("/v1") ? base + "/v1" : base;
  }

  /** How long it is worth waiting for its first word rather than to ask another. */
  public Duration patience(CallInfo call) {
    var half = call.remaining().dividedBy(2);
    return half.compareTo(firstTokenTimeout) < 0 ? half : firstTokenTimeout;
  }

  /** Whether it is its maker's own server, not one that is like it. */
  public boolean isOfficial() {
    return String.valueOf(URI.create(address()).getHost()).toLowerCase(Locale.ROOT)
        .equals(URI.create(kind.official).getHost());
  }

  /** The same with the key that its file holds. */
  public EndpointConfig withKey(String key) {
    return new EndpointConfig(kind, baseUrl, ApiKey.check("api-key-file", key), "", model,
        contextTokens, maxTokens, concurrency, connectTimeout, firstTokenTimeout,
        betweenTokensTimeout, timeout, pricePerMillionPromptTokens,
        pricePerMillionCompletionTokens, fields, attempts, circuit);
  }

  /** What so many tokens cost, in US dollars. */
  public double cost(int promptTokens, int completionTokens) {
    return (promptTokens * pricePerMillionPromptTokens
        + completionTokens * pricePerMillionCompletionTokens) / 1e6;
  }

  private static boolean isThere(String baseUrl, String apiKey, String apiKeyFile) {
    return !(baseUrl.isEmpty() && apiKey.isEmpty() && apiKeyFile.isEmpty());
  }

  /** Without the key. */
  @Override
  public String toString() {
    return "EndpointConfig[" + kind + " " + address() + ", model=" + model + "]";
  }
}
