package io.sluice.http;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.sluice.strictjson.Check;
import io.sluice.strictjson.Check.Violation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /v1/chat/completions}. Unlike elsewhere, fields that are not known here are
 * passed over: OpenAI's clients send many, and new ones with every version.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonNaming(SnakeCaseStrategy.class)
record ChatBody(@Nullable String model, @Nullable List<Message> messages,
    @Nullable Boolean stream, @Nullable StreamOptions streamOptions, @Nullable Integer n,
    @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY) @Nullable List<String> stop,
    @Nullable Integer maxTokens, @Nullable Integer maxCompletionTokens, @Nullable String user,
    @Nullable ResponseFormat responseFormat, @Nullable Boolean logprobs,
    @Nullable Object tools, @Nullable Object functions, @Nullable Boolean retrieval) {
  private static final int MAX_STOPS = 4;
  private static final int MAX_STOP = 1000;

  ChatBody {
    Check.required("model", model);
    checkMessages(Check.required("messages", messages));
    if (n != null && n != 1) {
      throw new Violation("n", "must be 1: there is one answer to a question, not " + n);
    }
    if (stop != null) {
      checkStops(stop);
    }
    checkTokens("max_tokens", maxTokens);
    checkTokens("max_completion_tokens", maxCompletionTokens);
    if (Boolean.TRUE.equals(logprobs)) {
      throw new Violation("logprobs", "must be false: the probabilities of words are not known");
    }
    user = user == null || user.isBlank() ? null : Check.atMost("user", user, Bodies.MAX_NAME);
  }

  /** What somebody said. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Message(@Nullable Role role, @Nullable ChatContent content) {

    Message {
      Check.required("role", role);
    }

    String text() {
      return content == null ? "" : content.text();
    }
  }

  /** Who said it. */
  enum Role {
    SYSTEM,
    DEVELOPER,
    USER,
    ASSISTANT,
    TOOL,
    FUNCTION
  }

  /** How the answer is streamed. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonNaming(SnakeCaseStrategy.class)
  record StreamOptions(@Nullable Boolean includeUsage) {}

  /** Which form the answer is to have. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record ResponseFormat(@Nullable String type) {

    ResponseFormat {
      if (!Check.required("type", type).equals("text")) {
        throw new Violation("type", "must be text: an answer is prose with citations");
      }
    }
  }

  boolean streams() {
    return Boolean.TRUE.equals(stream);
  }

  boolean wantsUsage() {
    return streamOptions != null && Boolean.TRUE.equals(streamOptions.includeUsage);
  }

  boolean hasTools() {
    return isFilled(tools) || isFilled(functions);
  }

  /** After how many tokens the answer is cut; null for never. */
  @Nullable
  Integer limit() {
    return maxCompletionTokens == null ? maxTokens : maxCompletionTokens;
  }

  private static boolean isFilled(@Nullable Object list) {
    return list instanceof List<?> some && !some.isEmpty();
  }

  private static void checkMessages(List<Message> messages) {
    if (messages.isEmpty()) {
      throw new Violation("messages", "must not be empty");
    }
    for (var i = 0; i < messages.size(); i++) {
      Check.required("messages[" + i + "]", messages.get(i));
    }
  }

  private static void checkStops(List<String> stops) {
    if (stops.size() > MAX_STOPS) {
      throw new Violation("stop",
          "must have at most " + MAX_STOPS + " entries, not " + stops.size());
    }
    for (var i = 0; i < stops.size(); i++) {
      var field = "stop[" + i + "]";
      if (Check.required(field, stops.get(i)).isEmpty()) {
        throw new Violation(field, "must not be empty");
      }
      Check.atMost(field, stops.get(i), MAX_STOP);
    }
  }

  private static void checkTokens(String field, @Nullable Integer tokens) {
    if (tokens != null) {
      Check.range(field, tokens, 1, Integer.MAX_VALUE);
    }
  }
}
