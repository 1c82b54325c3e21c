package io.sluice.http;

import io.sluice.bus.Bus;
import io.sluice.bus.StreamReader;
import io.sluice.http.Responses.Unfinished;
import io.sluice.message.Streaming;
import io.sluice.message.Streaming.StreamOpened;
import io.vertx.ext.web.RoutingContext;

/** {@code /v1/answers/{id}}: an answer that was asked for before, whole, as its log, or stopped. */
final class AnswersHandler {
  private final Bus bus;

  AnswersHandler(Bus bus) {
    this.bus = bus;
  }

  void get(RoutingContext ctx) {
    var collector = new AnswerCollector(reader(ctx, 0));
    collector.soFar().onSuccess(reply -> {
      if (collector.hasEnded()) {
        collector.tell(ctx, reply, answer -> AskHandler.send(ctx, answer));
      } else {
        Responses.json(ctx.response(), 202,
            new Unfinished(Caller.id(ctx), "running", collector.text()));
      }
    }).onFailure(ctx::fail);
  }

  void events(RoutingContext ctx) {
    var after = Query.lastEventId(ctx);
    SseWriter.write(ctx, reader(ctx, after == null ? 0 : after));
  }

  void stop(RoutingContext ctx) {
    reader(ctx, 0).cancel().onSuccess(reply -> Errors.unlessRefused(ctx, reply,
        stopped -> ctx.response().setStatusCode(204).end()));
  }

  private StreamReader reader(RoutingContext ctx, long after) {
    return new StreamReader(bus, new StreamOpened(Caller.id(ctx)),
        Caller.call(ctx, Streaming.HEARTBEAT), after);
  }
}
