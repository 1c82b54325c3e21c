package io.sluice.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.sluice.message.AnswerEvent.CacheState;
import io.sluice.message.AnswerEvent.Citation;
import io.sluice.message.AnswerEvent.Degraded;
import io.sluice.message.AnswerEvent.Done;
import io.sluice.message.AnswerEvent.Route;
import io.sluice.message.AnswerEvent.Source;
import io.sluice.message.AnswerEvent.Timings;
import io.sluice.message.AnswerEvent.Unsupported;
import io.sluice.message.AnswerEvent.Usage;
import io.sluice.message.Answering.SearchResult;
import io.sluice.message.Hit;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The bodies of answers, as users read them, and how they are written. */
final class Responses {
  private static final CharSequence APPLICATION_JSON = HttpHeaders
      .createOptimized("application/json");
  private static final JsonInclude.Value WHERE_KNOWN = JsonInclude.Value
      .construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS);
  static final ObjectMapper JSON = JsonMapper.builder().addModule(new JavaTimeModule())
      .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
      .withConfigOverride(Source.class, source -> source.setInclude(WHERE_KNOWN)).build();

  private Responses() {}

  /** An answer as {@code POST /v1/ask} gives it. */
  record Answer(String id, String answer, boolean grounded, List<Source> sources,
      List<Citation> citations, Route route, CacheState cache, List<Degraded> degraded, Usage usage,
      Timings timings, List<Unsupported> unsupported, @Nullable Double support,
      @Nullable String finishReason, List<String> suggestions) implements Whole {

    static Answer of(String text, Done done) {
      return new Answer(done.id(), text, done.grounded(), done.sources(), done.citations(),
          done.route(), done.cache(), done.degraded(), done.usage(), done.timings(),
          Objects.requireNonNullElse(done.unsupported(), List.of()), done.support(),
          done.finishReason(), Objects.requireNonNullElse(done.suggestions(), List.of()));
    }
  }

  /** An answer that is still being written. */
  record Unfinished(String id, String status, String answer) {}

  record Hits(List<HitView> hits, List<Degraded> degraded, List<ExpansionView> expansions)
      implements
        Whole {

    static Hits of(SearchResult found) {
      var expansions = found.expansions();
      return new Hits(found.hits().stream().map(HitView::of).toList(), found.degraded(),
          expansions == null
              ? List.of()
              : expansions.stream()
                  .map(one -> new ExpansionView(lower(one.kind()), one.words())).toList());
    }
  }

  record ExpansionView(String kind, List<String> words) {}

  record HitView(String document, int version, String passage, String title, List<String> heading,
      String text, int start, int end, double score, Hit.Legs legs,
      @JsonInclude(JsonInclude.Include.NON_NULL) Hit.@Nullable Why why,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Integer page) {

    static HitView of(Hit hit) {
      var p = hit.passage();
      return new HitView(p.document(), p.version(), p.id(), p.title(), p.heading(), p.text(),
          p.start(), p.end(), hit.score(), hit.legs(), hit.why(), p.page());
    }
  }

  static Future<Void> json(HttpServerResponse response, int status, Object body) {
    return json(response, status, Buffer.buffer(text(body)));
  }

  static Future<Void> json(HttpServerResponse response, int status, Buffer bytes) {
    return response.setStatusCode(status).putHeader(HttpHeaders.CONTENT_TYPE, APPLICATION_JSON)
        .end(bytes);
  }

  static byte[] bytes(Object body) {
    return text(body).getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Goes by way of a string on purpose: written to bytes, half a surrogate pair, which a model may
   * leave at the end of a token, is an exception; here it becomes a question mark.
   */
  static String text(Object body) {
    try {
      return JSON.writeValueAsString(body);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot be written as JSON: " + body.getClass(), e);
    }
  }

  static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
