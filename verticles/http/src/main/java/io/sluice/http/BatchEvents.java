package io.sluice.http;

import io.sluice.bus.StreamReader;
import io.sluice.http.BatchViews.BatchView;
import io.sluice.message.Batches.BatchProgressed;
import io.sluice.message.Refusal;
import io.sluice.message.Reply;
import io.sluice.message.Reply.Answered;
import io.sluice.message.Reply.Refused;
import io.sluice.message.Streaming.Batch;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;

/**
 * Writes how a batch fares as server-sent events. What happens faster than it is read is told by its
 * latest event: each has the whole state. Confined to the request's event loop.
 */
final class BatchEvents {
  private static final int EVENTS_AT_ONCE = 10_000;
  /** A breath between two events, so that quick answers are not told one by one. */
  private static final long BREATH_MS = 100;

  private final RoutingContext ctx;
  private final StreamReader reader;
  private final EventStream stream;

  private BatchEvents(RoutingContext ctx, StreamReader reader) {
    this.ctx = ctx;
    this.reader = reader;
    this.stream = new EventStream(ctx, reader::leave);
  }

  static void write(RoutingContext ctx, StreamReader reader) {
    new BatchEvents(ctx, reader).pump();
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
          var out = Buffer.buffer();
          EventStream.append(out, batch.last(), "progress",
              BatchView.of(((BatchProgressed) batch.events().getLast()).state()));
          stream.write(out);
        } else if (!batch.ended()) {
          stream.ping();
        }
        if (batch.ended()) {
          stream.end();
        } else {
          stream.whenTaken(() -> ctx.vertx().setTimer(BREATH_MS, breath -> pump()));
        }
      }
    }
  }
}
