package io.sluice.generation.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.sluice.generation.EndpointConfig;
import io.sluice.generation.model.CallEnd.Whole;
import io.sluice.generation.model.Piece.Broken;
import io.sluice.generation.model.Piece.Counted;
import io.sluice.generation.model.Piece.Finish;
import io.sluice.generation.model.Piece.Finished;
import io.sluice.generation.model.Piece.Last;
import io.sluice.generation.model.Piece.Named;
import io.sluice.generation.model.Piece.Text;
import io.sluice.generation.model.Piece.Thinking;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One request to a model and the words that come of it. However it ends, it ends once, and unless the
 * server has said all, its connection is closed then. Confined to one context.
 */
final class StreamingCall {
  private static final int LARGEST_EVENT = 256 * 1024;
  /** No token is so long, on average: a server that goes on without heed of its limit is stopped. */
  private static final long MOST_PER_TOKEN = 32;
  private static final long DRAIN_MS = 1000;

  private final Vertx vertx;
  private final EndpointConfig config;
  private final Dialect dialect;
  private final Failures failures;
  private final Consumer<String> words;
  private final ChatSpan span;
  private final Watch watch;
  private final Promise<CallEnd> end = Promise.promise();
  private final SseParser parser = new SseParser(LARGEST_EVENT, this::read);
  private @Nullable HttpClientRequest request;
  private @Nullable Finish finish;
  private int promptTokens = -1;
  private int completionTokens = -1;
  private long said;
  private boolean ended;

  StreamingCall(Vertx vertx, EndpointConfig config, Dialect dialect, Failures failures,
      Consumer<String> words, ChatSpan span) {
    this.vertx = vertx;
    this.config = config;
    this.dialect = dialect;
    this.failures = failures;
    this.words = words;
    this.span = span;
    this.watch = new Watch(vertx);
  }

  Future<CallEnd> end() {
    return end.future();
  }

  /** Sends the question over a connection that is yet to come, and waits so long for the first word. */
  void send(Future<HttpClientRequest> connection, Buffer question, Duration patience) {
    watch.within(patience, () -> end(failures.late("said nothing", patience)));
    connection.onComplete(open -> {
      if (ended) {
        open.reset();
      } else {
        send(open, question);
      }
    }, failure -> end(failures.broken(failure)));
  }

  /** Ends it from outside: the asker has left, or the time is up. */
  void stop(CallEnd why) {
    end(why);
  }

  private void send(HttpClientRequest open, Buffer question) {
    request = open;
    open.putHeader("content-type", "application/json").putHeader("accept", "text/event-stream");
    dialect.identify(open.headers());
    span.tell(open.headers());
    open.send(question).onComplete(this::receive, failure -> end(failures.broken(failure)));
  }

  private void receive(HttpClientResponse response) {
    if (ended) {
      return;
    }
    response.exceptionHandler(failure -> closed(failures.broken(failure)));
    var type = String.valueOf(response.getHeader("content-type"));
    if (response.statusCode() != 200) {
      new ErrorBody(response).read(body -> end(failures.status(response, body)));
    } else if (!type.toLowerCase(Locale.ROOT).startsWith("text/event-stream")) {
      end(failures.wrong("answered with something else than a stream of events"));
    } else {
      response.handler(this::read);
      response.endHandler(_ -> closed(failures.wrong("broke off")));
    }
  }

  private void read(Buffer part) {
    if (!ended) {
      try {
        parser.read(part);
      } catch (SseParser.TooLong e) {
        end(failures.wrong(String.valueOf(e.getMessage())));
      }
    }
  }

  private void read(SseEvent event) {
    if (ended) {
      return;
    }
    try {
      dialect.read(event, span.wantsName()).forEach(this::take);
    } catch (JsonProcessingException e) {
      end(failures.wrong("sent an event that is not JSON"));
    }
  }

  private void take(Piece piece) {
    switch (piece) {
      case Text(String text) -> say(text);
      case Thinking() -> alive();
      case Named(String id, String model) -> span.named(id, model);
      case Counted(int prompt, int completion) -> {
        promptTokens = Math.max(promptTokens, prompt);
        completionTokens = Math.max(completionTokens, completion);
      }
      case Finished(Finish how) -> finish = how;
      case Broken(String type, String message) -> end(failures.told(type, message));
      case Last() -> closed(failures.wrong("ended its stream without an end of the answer"));
    }
  }

  private void say(String text) {
    said += text.length();
    if (said > MOST_PER_TOKEN * config.maxTokens()) {
      end(failures.wrong("said far more than it was asked for"));
    } else if (!ended) {
      alive();
      words.accept(text);
    }
  }

  private void alive() {
    watch.within(config.betweenTokensTimeout(),
        () -> closed(failures.late("said nothing more", config.betweenTokensTimeout())));
  }

  /** Nothing more comes; which is as it should be where the model has finished. */
  private void closed(CallEnd otherwise) {
    end(finish == null ? otherwise : Whole.of(finish, promptTokens, completionTokens));
  }

  private void end(CallEnd how) {
    if (ended) {
      return;
    }
    ended = true;
    watch.stop();
    var open = request;
    if (open != null) {
      switch (how) {
        case CallEnd.Failed failed -> open.reset();
        case Whole complete -> resetUnlessDrained(open);
      }
    }
    span.end(how, promptTokens, completionTokens);
    end.complete(how);
  }

  /** The last bytes of a response are on their way; with them read the connection serves another. */
  private void resetUnlessDrained(HttpClientRequest open) {
    var timer = vertx.setTimer(DRAIN_MS, _ -> open.reset());
    open.response().onSuccess(response -> response.end().onComplete(_ -> vertx.cancelTimer(timer)));
  }
}
