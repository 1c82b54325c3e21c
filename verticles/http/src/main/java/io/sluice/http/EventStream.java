package io.sluice.http;

import io.sluice.message.AnswerEvent.Failed;
import io.sluice.message.Refusal;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;

/**
 * A response of server-sent events. It begins with the first that is written, so that what goes wrong
 * before has a status of its own. Confined to the request's event loop.
 */
final class EventStream {
  private static final Buffer PING = Buffer.buffer(": ping\n\n");
  private static final Buffer END = Buffer.buffer("data: [DONE]\n\n");

  private final RoutingContext ctx;
  private final HttpServerResponse response;
  private boolean over;

  /** Tells {@code left} when the reader leaves before the end. */
  EventStream(RoutingContext ctx, Runnable left) {
    this.ctx = ctx;
    this.response = ctx.response();
    response.closeHandler(closed -> leave(left)).exceptionHandler(e -> leave(left));
  }

  /** Whether nothing more can be written: the stream has ended, or its reader has left. */
  boolean isOver() {
    return over;
  }

  static void append(Buffer out, long id, String kind, Object data) {
    out.appendString("id: ").appendString(Long.toString(id)).appendString("\nevent: ")
        .appendString(kind).appendString("\n");
    append(out, data);
  }

  /** An event without a number or a name. */
  static void append(Buffer out, Object data) {
    out.appendString("data: ").appendBytes(Responses.bytes(data)).appendString("\n\n");
  }

  void write(Buffer events) {
    open();
    response.write(events);
  }

  void ping() {
    write(PING);
  }

  /** Goes on at once, or when the reader has taken what was written: then it is for us to speak. */
  void whenTaken(Runnable next) {
    if (response.writeQueueFull()) {
      IdleWatch.clientActs(ctx.request());
      response.drainHandler(drained -> goOn(next));
    } else {
      goOn(next);
    }
  }

  private void goOn(Runnable next) {
    if (!over) {
      IdleWatch.clientWaits(ctx.request());
    }
    next.run();
  }

  void end() {
    open();
    over = true;
    IdleWatch.clientActs(ctx.request());
    response.end(END);
  }

  /** Before the first event an error has its own status; after it, it is an event. */
  void fail(Refusal why) {
    fail(new Failed(why), "event: error\n", END);
  }

  /** The same in OpenAI's form, where events have no names and an error is the last one. */
  void failNameless(Failed why) {
    fail(why, "", Buffer.buffer());
  }

  private void fail(Failed why, String name, Buffer end) {
    over = true;
    IdleWatch.clientActs(ctx.request());
    if (response.headWritten()) {
      var event = Buffer.buffer(name);
      append(event, Errors.envelope(why, Caller.requestId(ctx)));
      response.end(event.appendBuffer(end));
    } else {
      Errors.send(ctx, why);
    }
  }

  private void open() {
    if (!response.headWritten()) {
      response.setChunked(true).putHeader("content-type", "text/event-stream")
          .putHeader("cache-control", "no-cache").putHeader("x-accel-buffering", "no");
    }
  }

  private void leave(Runnable left) {
    if (!over) {
      over = true;
      left.run();
    }
  }
}
