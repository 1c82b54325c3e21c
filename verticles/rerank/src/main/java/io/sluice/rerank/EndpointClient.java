package io.sluice.rerank;

import io.sluice.bus.Span;
import io.sluice.bus.Tracing;
import io.sluice.bus.Upstream;
import io.sluice.endpoint.LimitedBody;
import io.sluice.message.CallInfo;
import io.sluice.message.Refusal;
import io.sluice.message.Refusal.DeadlinePassed;
import io.sluice.message.Reply;
import io.sluice.message.Reply.Refused;
import io.sluice.rerank.Shape.Wrong;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Sends texts to a server, once: who asks has a next best, and little time. */
final class EndpointClient {
  private static final int CONNECTIONS = 16;
  /** A server that closes a connection nobody uses does so later than this, as a rule. */
  private static final int KEEP_ALIVE_SECONDS = 4;
  /** Servers repeat the texts in their answers, though they are asked not to. */
  private static final int MOST_BYTES = 64 << 20;

  private final Vertx vertx;
  private final EndpointConfig config;
  private final EndpointFailures failures;
  private final Tracing tracing;
  private final HttpClient http;

  EndpointClient(Vertx vertx, EndpointConfig config, Tracing tracing) {
    this.vertx = vertx;
    this.tracing = tracing;
    this.config = config;
    this.failures = new EndpointFailures(config);
    this.http = vertx.createHttpClient(
        new HttpClientOptions().setKeepAliveTimeout(KEEP_ALIVE_SECONDS),
        new PoolOptions().setHttp1MaxSize(CONNECTIONS));
  }

  /** The future does not fail. */
  Future<Reply<List<Double>>> send(String question, List<String> texts, CallInfo call) {
    var own = call.atMost(config.timeout());
    if (isOver(own)) {
      return Future.succeededFuture(Reply.refused(late(call)));
    }
    var body = Buffer.buffer(config.shape().request(config.model(), question, texts));
    var patience = Math.max(1, own.remaining().toMillis());
    var span = begin(texts.size(), call);
    var options = new RequestOptions().setMethod(HttpMethod.POST).setAbsoluteURI(config.url())
        .setConnectTimeout(patience);
    return http.request(options)
        .compose(request -> exchange(request, body, texts.size(), own.remaining(),
            span.of(call)))
        // Also where the wait is for a connection.
        .timeout(patience, TimeUnit.MILLISECONDS)
        .otherwise(failure -> Reply.refused(failure instanceof TimeoutException || isOver(own)
            ? late(call)
            : failures.broken(failure)))
        .onSuccess(reply -> end(span, reply));
  }

  private Span begin(int texts, CallInfo call) {
    var span = Upstream.begin(tracing, ("rerank " + config.model()).strip(), config.url(), call);
    return config.model().isEmpty()
        ? span.with("sluice.texts", texts)
        : span.with("sluice.texts", texts).with("sluice.model", config.model());
  }

  private static void end(Span span, Reply<List<Double>> reply) {
    if (reply instanceof Refused<List<Double>>(Refusal why)) {
      span.failed(why.code().toString(), why.message());
    }
    span.end();
  }

  /** In the milliseconds that timers count in: they fire a part of one too early. */
  private static boolean isOver(CallInfo call) {
    return call.remaining().toMillis() <= 0;
  }

  /** The call's time is over, or only that of one request. */
  private Refusal late(CallInfo call) {
    return isOver(call)
        ? new DeadlinePassed("the time was up before the rerank endpoint answered")
        : failures.late();
  }

  private Future<Reply<List<Double>>> exchange(HttpClientRequest request, Buffer body, int count,
      Duration patience, CallInfo call) {
    var timer = vertx.setTimer(Math.max(1, patience.toMillis()), _ -> request.reset());
    request.putHeader("content-type", "application/json").putHeader("accept", "application/json");
    if (!config.apiKey().isEmpty()) {
      request.putHeader("authorization", "Bearer " + config.apiKey());
    }
    Upstream.tell(call, request.headers());
    return request.send(body)
        .compose(response -> new LimitedBody(request, response, MOST_BYTES).read()
            .map(answer -> read(response, answer.getBytes(), count)))
        .onComplete(_ -> vertx.cancelTimer(timer));
  }

  private Reply<List<Double>> read(HttpClientResponse response, byte[] body, int count) {
    if (response.statusCode() != 200) {
      return Reply.refused(failures.status(response, body));
    }
    try {
      return Reply.of(config.shape().scores(body, count));
    } catch (IOException e) {
      return Reply.refused(failures.wrong("must answer with JSON, and did not"));
    } catch (Wrong e) {
      return Reply.refused(failures.wrong(String.valueOf(e.getMessage())));
    }
  }

  Future<?> close() {
    return http.close();
  }
}
