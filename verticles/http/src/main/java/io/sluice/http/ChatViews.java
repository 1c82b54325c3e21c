package io.sluice.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.sluice.http.Responses.Answer;
import io.sluice.message.AnswerEvent.CacheState;
import io.sluice.message.AnswerEvent.Citation;
import io.sluice.message.AnswerEvent.Degraded;
import io.sluice.message.AnswerEvent.Route;
import io.sluice.message.AnswerEvent.Source;
import io.sluice.message.AnswerEvent.Timings;
import io.sluice.message.AnswerEvent.Unsupported;
import io.sluice.message.AnswerEvent.Usage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What OpenAI's clients read of an answer, whole or in chunks. */
final class ChatViews {
  private static final String ID_PREFIX = "chatcmpl-";

  private ChatViews() {}

  /** What all that is sent of an answer begins with. */
  record Head(String answer, long created, String model) {

    Completion whole(Message message, String finishReason, Answer answered, Extras extras) {
      return new Completion(ID_PREFIX + answer, "chat.completion", created, model,
          List.of(new Choice(0, message, null, finishReason)), TokenCount.of(answered.usage()),
          extras);
    }

    Chunk chunk(Delta delta) {
      return chunk(List.of(new ChunkChoice(0, delta, null, null)), null, null);
    }

    Chunk last(Delta delta, String finishReason, Extras extras) {
      return chunk(List.of(new ChunkChoice(0, delta, null, finishReason)), null, extras);
    }

    Chunk usage(Answer answered) {
      return chunk(List.of(), TokenCount.of(answered.usage()), null);
    }

    private Chunk chunk(List<ChunkChoice> choices, @Nullable TokenCount usage,
        @Nullable Extras extras) {
      return new Chunk(ID_PREFIX + answer, "chat.completion.chunk", created, model, choices, usage,
          extras);
    }
  }

  record Completion(String id, String object, long created, String model, List<Choice> choices,
      TokenCount usage, Extras sluice) {}

  @JsonNaming(SnakeCaseStrategy.class)
  record Choice(int index, Message message, @Nullable Object logprobs, String finishReason) {}

  record Message(String role, String content, @Nullable String refusal,
      List<Annotation> annotations) {

    static Message of(String content, List<Annotation> annotations) {
      return new Message("assistant", content, null, annotations);
    }
  }

  @JsonInclude(Include.NON_NULL)
  record Chunk(String id, String object, long created, String model, List<ChunkChoice> choices,
      @Nullable TokenCount usage, @Nullable Extras sluice) {}

  @JsonNaming(SnakeCaseStrategy.class)
  record ChunkChoice(int index, Delta delta, @Nullable Object logprobs,
      @Nullable String finishReason) {}

  /** What is new. */
  @JsonInclude(Include.NON_NULL)
  record Delta(@Nullable String role, @Nullable String content,
      @Nullable List<Annotation> annotations) {
    static final Delta BEGINNING = new Delta("assistant", "", null);

    static Delta of(String content) {
      return new Delta(null, content, null);
    }

    static Delta of(List<Annotation> annotations) {
      return new Delta(null, null, annotations.isEmpty() ? null : annotations);
    }
  }

  @JsonNaming(SnakeCaseStrategy.class)
  record Annotation(String type, UrlCitation urlCitation) {}

  /** The text from one index to the other rests on what is at the URL. */
  @JsonNaming(SnakeCaseStrategy.class)
  record UrlCitation(String url, String title, int startIndex, int endIndex) {

    Annotation asAnnotation() {
      return new Annotation("url_citation", this);
    }
  }

  @JsonNaming(SnakeCaseStrategy.class)
  record TokenCount(int promptTokens, int completionTokens, int totalTokens) {

    static TokenCount of(Usage usage) {
      return new TokenCount(usage.promptTokens(), usage.completionTokens(),
          usage.promptTokens() + usage.completionTokens());
    }
  }

  /** What {@code POST /v1/ask} would have said beside the text, and what of the request was left out. */
  record Extras(String id, boolean grounded, List<Source> sources, List<Citation> citations,
      Route route, CacheState cache, List<Degraded> degraded, Usage usage, Timings timings,
      List<Unsupported> unsupported, @Nullable Double support, @Nullable String finishReason,
      List<String> suggestions, List<String> warnings) {

    /** Of an answer of which so many characters were said. */
    static Extras of(Answer answer, int length, List<String> warnings) {
      return new Extras(answer.id(), answer.grounded(), answer.sources(),
          said(answer.citations(), length), answer.route(), answer.cache(), answer.degraded(),
          answer.usage(), answer.timings(),
          answer.unsupported().stream().filter(one -> one.start() < length)
              .map(one -> new Unsupported(one.start(), Math.min(one.end(), length), one.why()))
              .toList(),
          answer.support(), answer.finishReason(), answer.suggestions(), warnings);
    }

    private static List<Citation> said(List<Citation> citations, int length) {
      return citations.stream().filter(one -> one.start() < length)
          .map(one -> new Citation(one.start(), Math.min(one.end(), length), one.sources()))
          .toList();
    }
  }
}
