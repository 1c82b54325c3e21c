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
import io.sluice.message.AnswerEvent.Usage;
import io.sluice.message.Hit;
import io.sluice.message.Ingestion.IngestionFound;
import io.sluice.message.Ingestion.PassageCounts;
import io.sluice.message.Retrieval.DocumentSummary;
import io.sluice.message.Retrieval.DocumentVersion;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The bodies of answers, as users read them, and how they are written. */
final class Responses {
  static final ObjectMapper JSON = JsonMapper.builder().addModule(new JavaTimeModule())
      .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS).build();

  private Responses() {}

  /** An answer as {@code POST /v1/ask} gives it. */
  record Answer(String id, String answer, boolean grounded, List<Source> sources,
      List<Citation> citations, Route route, CacheState cache, List<Degraded> degraded, Usage usage,
      Timings timings) {

    static Answer of(String text, Done done) {
      return new Answer(done.id(), text, done.grounded(), done.sources(), done.citations(),
          done.route(), done.cache(), done.degraded(), done.usage(), done.timings());
    }
  }

  /** An answer that is still being written. */
  record Unfinished(String id, String status, String answer) {}

  record Hits(List<HitView> hits, List<Degraded> degraded) {}

  record HitView(String document, int version, String passage, String title, List<String> heading,
      String text, int start, int end, double score, Hit.Legs legs) {

    static HitView of(Hit hit) {
      var p = hit.passage();
      return new HitView(p.document(), p.version(), p.id(), p.title(), p.heading(), p.text(),
          p.start(), p.end(), hit.score(), hit.legs());
    }
  }

  /** How an ingestion fares. */
  record IngestionView(String ingestion, String status, String document, int version,
      PassageCounts passages, Errors.@Nullable Body error) {

    static IngestionView of(IngestionFound found, String requestId) {
      return new IngestionView(found.ingestion(), lower(found.status()), found.document(),
          found.version(), found.passages(),
          found.error() == null ? null : Errors.body(found.error(), requestId));
    }
  }

  /** A document without its text. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record DocumentView(String id, String collection, int version, String title, String mediaType,
      String language, LocalDate date, List<String> tags, List<String> acl,
      @Nullable String source, String contentHash, Instant ingestedAt, int passages,
      @Nullable String text) {

    static DocumentView of(DocumentSummary summary) {
      return of(summary.document(), summary.passages(), null);
    }

    static DocumentView of(DocumentVersion d, int passages, @Nullable String text) {
      return new DocumentView(d.id(), d.collection(), d.version(), d.title(), d.mediaType(),
          d.language(), d.date(), d.tags(), d.acl(), d.source(), d.contentHash(), d.ingestedAt(),
          passages, text);
    }
  }

  record Documents(List<DocumentView> documents, @Nullable String next) {}

  static Future<Void> json(HttpServerResponse response, int status, Object body) {
    var bytes = Buffer.buffer(bytes(body));
    return response.setStatusCode(status).putHeader("content-type", "application/json").end(bytes);
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
