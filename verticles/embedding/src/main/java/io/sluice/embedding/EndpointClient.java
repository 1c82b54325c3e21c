package io.sluice.embedding;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.bus.Tracing;
import io.sluice.embedding.Attempt.Done;
import io.sluice.embedding.EndpointAnswer.OtherDimension;
import io.sluice.embedding.EndpointAnswer.Wrong;
import io.sluice.endpoint.LimitedBody;
import io.sluice.message.CallInfo;
import io.sluice.message.Embedding.Purpose;
import io.sluice.message.Refusal.BadRequest;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** Sends texts to a server, once. Confined to one context; what it reads it reads on a worker. */
final class EndpointClient {
  private static final ObjectMapper JSON = new ObjectMapper();
  /** A number of a vector takes some 22 characters; this is several times the largest models'. */
  private static final long MOST_BYTES_PER_TEXT = 1 << 20;

  /** They fire a part of a millisecond too early. */
  private static final Duration TIMERS = Duration.ofMillis(2);

  private final Vertx vertx;
  private final EndpointConfig config;
  private final EndpointFailures failures;
  private final Tracing tracing;
  private final HttpClient http;
  private int dimensions;

  EndpointClient(Vertx vertx, EndpointConfig config, Tracing tracing) {
    this.vertx = vertx;
    this.tracing = tracing;
    this.config = config;
    this.failures = new EndpointFailures(config);
    this.dimensions = config.dimensions();
    // Both lanes may be full while it is looked whether the server is there.
    this.http = vertx.createHttpClient(new HttpClientOptions(),
        new PoolOptions().setHttp1MaxSize(2 * config.concurrency() + 1));
  }

  /**
   * Sends them and waits so long at most. The future does not fail.
   *
   * @param call whose texts they are
   */
  Future<Attempt> send(List<String> texts, Purpose purpose, Duration patience, CallInfo call) {
    var span = EmbeddingSpan.begin(tracing, config, texts.size(), call);
    return send(texts, purpose, patience, span).onSuccess(span::end);
  }

  private Future<Attempt> send(List<String> texts, Purpose purpose, Duration patience,
      EmbeddingSpan span) {
    final Buffer body;
    try {
      body = Buffer.buffer(body(texts, purpose));
    } catch (JsonProcessingException e) {
      return Future.succeededFuture(
          Attempt.once(new BadRequest("a text is not valid Unicode", "texts")));
    }
    var start = System.nanoTime();
    var options = new RequestOptions().setMethod(HttpMethod.POST).setAbsoluteURI(config.address())
        .setConnectTimeout(Math.max(1, patience.toMillis()));
    return http.request(options)
        .compose(request -> exchange(request, body, texts.size(),
            patience.minusNanos(System.nanoTime() - start), span))
        .otherwise(failure -> System.nanoTime() - start >= patience.minus(TIMERS).toNanos()
            ? failures.late(patience)
            : failures.broken(failure));
  }

  private byte[] body(List<String> texts, Purpose purpose) throws JsonProcessingException {
    var body = JSON.createObjectNode().put("model", config.model());
    body.putPOJO("input", texts).put("encoding_format", "float");
    config.fields(purpose).forEach(body::set);
    return JSON.writeValueAsBytes(body);
  }

  private Future<Attempt> exchange(HttpClientRequest request, Buffer body, int count,
      Duration patience, EmbeddingSpan span) {
    var timer = vertx.setTimer(Math.max(1, patience.toMillis()), _ -> request.reset());
    request.putHeader("content-type", "application/json").putHeader("accept", "application/json");
    if (!config.apiKey().isEmpty()) {
      request.putHeader("authorization", "Bearer " + config.apiKey());
    }
    span.tell(request.headers());
    return request.send(body).compose(response -> {
      var most = response.statusCode() == 200 ? count * MOST_BYTES_PER_TEXT : MOST_BYTES_PER_TEXT;
      return new LimitedBody(request, response, most).read()
          .compose(answer -> response.statusCode() == 200
              ? vectors(answer.getBytes(), count, span)
              : Future.succeededFuture(failures.status(response, answer.getBytes())));
    }).onFailure(_ -> request.reset()).onComplete(_ -> vertx.cancelTimer(timer));
  }

  /** Many numbers take their time to be read: not on the event loop. */
  private Future<Attempt> vectors(byte[] answer, int count, EmbeddingSpan span) {
    var expected = dimensions;
    return vertx.executeBlocking(() -> {
      span.answered(answer);
      return read(answer, count, expected);
    }, false).map(attempt -> {
      if (attempt instanceof Done done && dimensions == 0) {
        dimensions = done.vectors().getFirst().dimension();
      }
      return attempt;
    });
  }

  private Attempt read(byte[] answer, int count, int expected) {
    try {
      return new Done(EndpointAnswer.read(answer, count, expected));
    } catch (JsonEOFException e) {
      return failures.broken(e);
    } catch (IOException e) {
      return failures.wrong("answered with something else than JSON");
    } catch (Wrong e) {
      return failures.wrong(String.valueOf(e.getMessage()));
    } catch (OtherDimension e) {
      return failures.otherModel(String.valueOf(e.getMessage()));
    }
  }

  Future<Void> close() {
    return http.close();
  }
}
