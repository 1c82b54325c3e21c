package io.sluice.http;

import io.sluice.bus.StreamReader;
import io.sluice.message.AnswerEvent;
import io.sluice.message.Refusal;
import io.sluice.message.Reply;
import io.sluice.message.Reply.Answered;
import io.sluice.message.Reply.Refused;
import io.sluice.message.Streaming.Batch;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;

/**
 * Writes an answer's log as server-sent events, as fast as the reader takes them: the next batch is
 * asked for when the last one has been taken. Confined to the request's event loop.
 */
final class SseWriter {
  private static final int EVENTS_AT_ONCE = 256;
  private static final Buffer PING = Buffer.buffer(": ping\n\n");
  private static final Buffer END = Buffer.buffer("data: [DONE]\n\n");

  private final RoutingContext ctx;
  private final StreamReader reader;
  private final HttpServerResponse response;
  private boolean gone;

  private SseWriter(RoutingContext ctx, StreamReader reader) {
    this.ctx = ctx;
    this.reader = reader;
    this.response = ctx.response();
  }

  /** Writes all there is and all that comes; leaves the stream when its reader leaves. */
  static void write(RoutingContext ctx, StreamReader reader) {
    var writer = new SseWriter(ctx, reader);
    writer.response.closeHandler(closed -> writer.leave()).exceptionHandler(e -> writer.leave());
    writer.pump();
  }

  private void pump() {
    if (gone) {
      return;
    }
    reader.next(EVENTS_AT_ONCE)
        .onSuccess(reply -> Errors.unlessRefused(ctx, Reply.of(reply), this::take));
  }

  private void take(Reply<Batch> reply) {
    if (gone) {
      return;
    }
    switch (reply) {
      case Refused<Batch>(Refusal why) -> fail(why);
      case Answered<Batch>(Batch batch) -> {
        open();
        response.write(batch.events().isEmpty() && !batch.ended() ? PING : lines(batch));
        if (batch.ended()) {
          gone = true;
          response.end(END);
        } else if (response.writeQueueFull()) {
          response.drainHandler(drained -> pump());
        } else {
          pump();
        }
      }
    }
  }

  private Buffer lines(Batch batch) {
    var out = Buffer.buffer();
    var number = batch.last() - batch.events().size();
    for (var event : batch.events()) {
      append(out, ++number, (AnswerEvent) event);
    }
    return out;
  }

  private void append(Buffer out, long number, AnswerEvent event) {
    out.appendString("id: ").appendString(Long.toString(number)).appendString("\nevent: ")
        .appendString(event.kind()).appendString("\ndata: ")
        .appendBytes(Responses.bytes(Events.view(event, Caller.requestId(ctx))))
        .appendString("\n\n");
  }

  /** Before the first event an error has its own status; after it, it is an event. */
  private void fail(Refusal why) {
    gone = true;
    if (!response.headWritten()) {
      Errors.send(ctx, why);
      return;
    }
    var out = Buffer.buffer("event: error\ndata: ")
        .appendBytes(Responses.bytes(Errors.envelope(why, Caller.requestId(ctx))))
        .appendString("\n\n").appendBuffer(END);
    response.end(out);
  }

  private void open() {
    if (!response.headWritten()) {
      response.setChunked(true).putHeader("content-type", "text/event-stream")
          .putHeader("cache-control", "no-cache").putHeader("x-accel-buffering", "no");
    }
  }

  private void leave() {
    gone = true;
    reader.leave();
  }
}
