package io.sluice.http;

import io.sluice.bus.Bus;
import io.sluice.http.BatchViews.ResultView;
import io.sluice.message.Batches;
import io.sluice.message.Batches.ReadResults;
import io.sluice.message.Batches.ResultsRead;
import io.sluice.message.Refusal;
import io.sluice.message.Reply;
import io.sluice.message.Reply.Answered;
import io.sluice.message.Reply.Refused;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;

/**
 * Writes the results of a batch as JSONL, a few at a time, as fast as they are taken. A response that is
 * cut off is not complete: HTTP says so. Confined to the request's event loop.
 */
final class BatchResults {
  private static final int AT_ONCE = 20;

  private final RoutingContext ctx;
  private final Bus bus;
  private int after;

  BatchResults(RoutingContext ctx, Bus bus, int after) {
    this.ctx = ctx;
    this.bus = bus;
    this.after = after;
  }

  void write() {
    if (ctx.response().closed()) {
      return;
    }
    var call = Caller.call(ctx, Batches.READ.timeout());
    bus.ask(Batches.READ, new ReadResults(Caller.id(ctx), after, AT_ONCE), call)
        .onSuccess(reply -> Errors.unlessRefused(ctx, Reply.of(reply), this::take));
  }

  private void take(Reply<ResultsRead> reply) {
    var response = ctx.response();
    if (response.closed()) {
      return;
    }
    switch (reply) {
      case Refused<ResultsRead>(Refusal why) -> Errors.send(ctx, why);
      case Answered<ResultsRead>(ResultsRead read) -> {
        if (!response.headWritten()) {
          response.setChunked(true).putHeader("content-type", "application/jsonl; charset=utf-8");
        }
        response.write(lines(read));
        if (!read.more() || read.results().isEmpty()) {
          response.end();
        } else if (response.writeQueueFull()) {
          response.drainHandler(drained -> write());
        } else {
          write();
        }
      }
    }
  }

  private Buffer lines(ResultsRead read) {
    var out = Buffer.buffer();
    for (var result : read.results()) {
      out.appendBytes(Responses.bytes(ResultView.of(result, Caller.id(ctx)))).appendString("\n");
      after = result.line();
    }
    return out;
  }
}
