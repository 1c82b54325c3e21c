package io.sluice.insight.quality;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.sluice.insight.files.JsonLines;
import io.sluice.resilience.Backoff;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells people by an incoming webhook, as Slack, Mattermost and others have them: {@code {"text": …}}, one
 * text after the other. What is not taken is sent again some times, later each time. Its address is a secret
 * and in no log. Confined to one context.
 */
final class Webhook {
  private static final Logger LOG = LoggerFactory.getLogger(Webhook.class);
  /** About an hour. */
  private static final int ATTEMPTS = 60;
  private static final Backoff BACKOFF = new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(2));
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final int MOST_WAITING = 1_000;
  private static final int CLIENT_ERROR = 400;
  private static final int SERVER_ERROR = 500;
  private static final int TIMED_OUT = 408;
  private static final int TOO_MANY = 429;

  private final Vertx vertx;
  private final HttpClient client;
  private final String address;
  private final MeterRegistry registry;
  private final Counter untold;
  private final Gauge waits;
  private Future<Void> last = Future.succeededFuture();
  private int waiting;
  private boolean closed;

  Webhook(Vertx vertx, String address, MeterRegistry registry) {
    this.vertx = vertx;
    this.client = vertx.createHttpClient();
    this.address = address;
    this.registry = registry;
    this.untold = Counter.builder("rag.webhook.untold")
        .description("Alerts and reports that the webhook did not take").register(registry);
    this.waits = Gauge.builder("rag.waiting", () -> waiting).tag("what", "webhook")
        .description("How many wait for their turn").register(registry);
  }

  boolean isThere() {
    return !address.isBlank();
  }

  /** Done when it was taken; failed where it never was. */
  Future<Void> tell(String text) {
    if (!isThere()) {
      return Future.succeededFuture();
    }
    if (waiting == MOST_WAITING) {
      untold.increment();
      return Future.failedFuture("too much waits for the webhook");
    }
    waiting++;
    last = last.transform(before -> tell(text, 1)).onComplete(over -> waiting--);
    return last;
  }

  /** Nobody is told anything from now on, not of what waits either. */
  void close() {
    closed = true;
    registry.remove(waits);
    if (waiting > 0) {
      untold.increment(waiting);
      LOG.warn("the gateway stops before the webhook was told all: untold={}", waiting);
    }
  }

  private Future<Void> tell(String text, int attempt) {
    if (closed) {
      return Future.failedFuture(new Failed("the gateway stops"));
    }
    return send(text).recover(failure -> {
      if (closed) {
        return Future.failedFuture(failure); // counted already
      }
      if (attempt == ATTEMPTS || failure instanceof Unwanted) {
        untold.increment();
        LOG.error("the webhook did not take what it was told, {} characters, since {}",
            text.length(), why(failure));
        return Future.failedFuture(
            failure instanceof Unwanted ? failure : new Failed(why(failure)));
      }
      LOG.warn("the webhook was not told, and will be: {}", why(failure));
      var pause = Math.max(1, BACKOFF.pause(attempt).toMillis());
      return vertx.timer(pause, TimeUnit.MILLISECONDS).compose(tick -> tell(text, attempt + 1));
    });
  }

  /** What is said of the client's own failures names the address, which is a secret. */
  private static String why(Throwable failure) {
    return failure instanceof Unwanted || failure instanceof Failed
        ? String.valueOf(failure.getMessage())
        : failure.getClass().getSimpleName();
  }

  private Future<Void> send(String text) {
    var body = Buffer.buffer(JsonLines.line(new Message(text)));
    var options = new RequestOptions().setAbsoluteURI(address).setMethod(HttpMethod.POST)
        .setTimeout(TIMEOUT.toMillis()).putHeader("content-type", "application/json");
    return client.request(options).compose(request -> request.send(body).compose(response -> {
      var status = response.statusCode();
      if (status < 300) {
        return response.end();
      }
      return response.end().transform(read -> Future.failedFuture(
          status >= CLIENT_ERROR && status < SERVER_ERROR && status != TOO_MANY
              && status != TIMED_OUT
                  ? new Unwanted(status)
                  : new Failed("it answers " + status)));
    }).timeout(2 * TIMEOUT.toSeconds(), TimeUnit.SECONDS)
        .onFailure(failure -> request.reset()));
  }

  private record Message(String text) {}

  /** Sending it again would change nothing. */
  static final class Unwanted extends Exception {
    private static final long serialVersionUID = 1;

    Unwanted(int status) {
      super("it answers " + status);
    }
  }

  private static final class Failed extends Exception {
    private static final long serialVersionUID = 1;

    Failed(String why) {
      super(why);
    }
  }
}
