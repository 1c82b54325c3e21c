package io.sluice.generation.model;

import io.sluice.bus.Tracing;
import io.sluice.generation.EndpointConfig;
import io.sluice.generation.model.CallEnd.Failed;
import io.sluice.message.CallInfo;
import io.sluice.message.Refusal.Cancelled;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A server that runs a language model, and when it wants to be left alone. Confined to one context.
 *
 * <p>A server that is busy and says for how long (429 with {@code Retry-After}) is asked by nobody until
 * then. Who can wait that long, and no longer than for a first word, does, and asks again, once.
 */
public final class ModelEndpoint implements LanguageModel {
  /** Many servers close a connection that is idle for five seconds; ours have to be quicker. */
  private static final int KEEP_ALIVE_SECONDS = 4;

  private final Vertx vertx;
  private final Context context;
  private final String name;
  private final EndpointConfig config;
  private final Dialect dialect;
  private final Failures failures;
  private final Tracing tracing;
  private final HttpClient http;
  private long restUntil = System.nanoTime();

  /** To be made on the context that it then belongs to. */
  public ModelEndpoint(Vertx vertx, String name, EndpointConfig config, Tracing tracing) {
    this.vertx = vertx;
    this.context = vertx.getOrCreateContext();
    this.name = name;
    this.config = config;
    this.dialect = Dialect.of(config);
    this.failures = new Failures(name, config);
    this.tracing = tracing;
    this.http = vertx.createHttpClient(
        new HttpClientOptions().setKeepAliveTimeout(KEEP_ALIVE_SECONDS)
            .setConnectTimeout((int) Math.min(Integer.MAX_VALUE,
                config.connectTimeout().toMillis())),
        new PoolOptions().setHttp1MaxSize(config.concurrency()));
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public EndpointConfig config() {
    return config;
  }

  @Override
  public Future<CallEnd> ask(ModelRequest request, CallInfo call, Consumer<String> words,
      Future<Void> left) {
    var ended = Promise.<CallEnd>promise();
    context.runOnContext(
        _ -> ask(request, call, words, left, true).onComplete(ended));
    return ended.future();
  }

  @Override
  public Future<Void> close() {
    return http.close();
  }

  private Future<CallEnd> ask(ModelRequest request, CallInfo call, Consumer<String> words,
      Future<Void> left, boolean again) {
    if (left.isComplete()) {
      return Future.succeededFuture(gone());
    }
    if (call.isLate()) {
      return Future.succeededFuture(failures.noTimeLeft());
    }
    var patience = config.patience(call);
    var rest = Duration.ofNanos(Math.max(0, restUntil - System.nanoTime()));
    if (rest.compareTo(patience) > 0) {
      return Future.succeededFuture(
          failures.resting(rest));
    }
    return pause(rest).compose(_ -> send(request, call, words, left))
        .compose(end -> {
          if (end instanceof Failed failed && failed.after() != null) {
            restUntil = System.nanoTime() + failed.after().toNanos();
            return again ? ask(request, call, words, left, false) : Future.succeededFuture(end);
          }
          return Future.succeededFuture(end);
        });
  }

  private Future<CallEnd> send(ModelRequest request, CallInfo call, Consumer<String> words,
      Future<Void> left) {
    if (left.isComplete()) {
      return Future.succeededFuture(gone());
    }
    var streaming = new StreamingCall(vertx, config, dialect, failures, words,
        ChatSpan.begin(tracing, name, config, request, call));
    var timer = endInTime(streaming, call);
    left.onComplete(_ -> context.runOnContext(_ -> streaming.stop(gone())));
    var options = new RequestOptions().setMethod(HttpMethod.POST)
        .setAbsoluteURI(dialect.address()).setConnectTimeout(config.connectTimeout().toMillis());
    streaming.send(http.request(options), Buffer.buffer(dialect.body(request).toString()),
        config.patience(call));
    return streaming.end().onComplete(_ -> vertx.cancelTimer(timer));
  }

  private long endInTime(StreamingCall streaming, CallInfo call) {
    var remaining = call.remaining();
    var shorter = remaining.compareTo(config.timeout()) < 0;
    return vertx.setTimer(Math.max(1, (shorter ? remaining : config.timeout()).toMillis()),
        _ -> streaming.stop(shorter
            ? failures.noTimeLeft()
            : failures.late("did not come to an end", config.timeout())));
  }

  private Future<?> pause(Duration rest) {
    return rest.isZero()
        ? Future.succeededFuture()
        : vertx.timer(Math.max(1, rest.toMillis() + 1),
            TimeUnit.MILLISECONDS);
  }

  private static CallEnd gone() {
    return Failed.forGood(new Cancelled("its answer is over"));
  }
}
