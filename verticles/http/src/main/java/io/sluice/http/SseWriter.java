package io.sluice.http;

import io.sluice.bus.StreamReader;
import io.sluice.message.AnswerEvent;
import io.sluice.message.Refusal;
import io.sluice.message.Reply;
import io.sluice.message.Reply.Answered;
import io.sluice.message.Reply.Refused;
import io.sluice.message.Streaming.Batch;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;

/**
 * Writes an answer's log as server-sent events, as fast as the reader takes them: the next batch is
 * asked for when the last one has been taken. Confined to the request's event loop.
 */
final class SseWriter {
  private static final int EVENTS_AT_ONCE = 256;

  private final RoutingContext ctx;
  private final StreamReader reader;
  private final EventStream stream;

  private SseWriter(RoutingContext ctx, StreamReader reader) {
    this.ctx = ctx;
    this.reader = reader;
    this.stream = new EventStream(ctx, reader::leave);
  }

  /** Writes all there is and all that comes; leaves the stream when its reader leaves. */
  static void write(RoutingContext ctx, StreamReader reader) {
    new SseWriter(ctx, reader).pump();
  }

  private void pump() {
    if (!stream.isOver()) {
      reader.next(EVENTS_AT_ONCE)
          .onSuccess(reply -> Errors.unlessRefused(ctx, Reply.of(reply), this::take));
    }
  }

  private void take(Reply<Batch> reply) {
    if (stream.isOver()) {
      return;
    }
    switch (reply) {
      case Refused<Batch>(Refusal why) -> stream.fail(why);
      case Answered<Batch>(Batch batch) -> {
        if (!batch.events().isEmpty()) {
          stream.write(lines(batch));
        } else if (!batch.ended()) {
          stream.ping();
        }
        if (batch.ended()) {
          stream.end();
        } else {
          stream.whenTaken(this::pump);
        }
      }
    }
  }

  private Buffer lines(Batch batch) {
    var out = Buffer.buffer();
    var number = batch.last() - batch.events().size();
    for (var event : batch.events()) {
      var answer = (AnswerEvent) event;
      EventStream.append(out, ++number, answer.kind(),
          Events.view(answer, Caller.requestId(ctx)));
    }
    return out;
  }
}
