package io.sluice.http;

import io.sluice.bus.StreamReader;
import io.sluice.http.Responses.Answer;
import io.sluice.message.AnswerEvent;
import io.sluice.message.AnswerEvent.Done;
import io.sluice.message.AnswerEvent.Failed;
import io.sluice.message.AnswerEvent.Token;
import io.sluice.message.Refusal;
import io.sluice.message.Refusal.Internal;
import io.sluice.message.Reply;
import io.sluice.message.Reply.Answered;
import io.sluice.message.Reply.Refused;
import io.sluice.message.StreamEvent;
import io.sluice.message.Streaming.Batch;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Puts an answer together from its log. Confined to one event loop. */
final class AnswerCollector {
  private static final int EVENTS_AT_ONCE = 4096;

  private final StreamReader reader;
  private final Listener listener;
  private final StringBuilder text = new StringBuilder();
  private @Nullable Done done;
  private @Nullable Failed failed;
  private boolean ended;
  private boolean gone;

  AnswerCollector(StreamReader reader) {
    this(reader, batch -> Future.succeededFuture());
  }

  AnswerCollector(StreamReader reader, Listener listener) {
    this.reader = reader;
    this.listener = listener;
  }

  /** Is told of every batch as it comes, and says when to read on. */
  @FunctionalInterface
  interface Listener {
    Future<Void> heard(Batch batch);
  }

  /** The whole answer, when it is there. */
  Future<Reply<Answer>> whole() {
    return read(() -> reader.next(EVENTS_AT_ONCE), false).map(read -> outcome());
  }

  /** What is there now: see {@link #hasEnded} and {@link #text}. */
  Future<Reply<Answer>> soFar() {
    return read(() -> reader.peek(EVENTS_AT_ONCE), true).map(read -> outcome());
  }

  /** Uses the whole answer, when it is there; where there is none the asker is told why. */
  void whole(RoutingContext ctx, Consumer<Answer> use) {
    whole().onSuccess(reply -> tell(ctx, reply, use)).onFailure(ctx::fail);
  }

  /** A fault in the use is a failure of the request: nobody else would see it. */
  void tell(RoutingContext ctx, Reply<Answer> reply, Consumer<Answer> use) {
    try {
      switch (reply) {
        case Refused<Answer> refused -> Errors.send(ctx, failure());
        case Answered<Answer>(Answer answer) -> use.accept(answer);
      }
    } catch (RuntimeException e) {
      ctx.fail(e);
    }
  }

  /** Stops reading: nobody waits for the answer any more. */
  void leave() {
    gone = true;
    reader.leave();
  }

  boolean hasEnded() {
    return ended;
  }

  String text() {
    return text.toString();
  }

  private Future<Void> read(Supplier<Future<Reply<Batch>>> next, boolean stopAtNothing) {
    return next.get().compose(reply -> {
      switch (reply) {
        case Refused<Batch>(Refusal why) -> {
          failed = new Failed(why);
          ended = true;
          return Future.succeededFuture();
        }
        case Answered<Batch>(Batch batch) -> {
          batch.events().forEach(this::add);
          ended = batch.ended();
          return stopAtNothing && batch.events().isEmpty()
              ? Future.succeededFuture()
              : listener.heard(batch).compose(on -> ended || gone
                  ? Future.succeededFuture()
                  : read(next, stopAtNothing));
        }
      }
    });
  }

  private void add(StreamEvent event) {
    switch ((AnswerEvent) event) {
      case Token token -> text.append(token.text());
      case Done end -> done = end;
      case Failed end -> failed = end;
      case AnswerEvent.Accepted e -> {
      }
      case AnswerEvent.Routed e -> {
      }
      case AnswerEvent.Sources e -> {
      }
      case AnswerEvent.Citation e -> {
      }
      case AnswerEvent.Degraded e -> {
      }
      case AnswerEvent.Usage e -> {
      }
    }
  }

  /** Why there is none, where there is none. */
  Failed failure() {
    return failed == null ? new Failed(new Internal("the answer has not ended")) : failed;
  }

  private Reply<Answer> outcome() {
    if (done != null) {
      return Reply.of(Answer.of(text.toString(), done));
    }
    return Reply.refused(failure().refusal());
  }
}
