package io.sluice.http;

import io.sluice.bus.Bus;
import io.sluice.bus.StreamReader;
import io.sluice.http.Responses.Answer;
import io.sluice.message.Answering;
import io.sluice.message.CallInfo;
import io.sluice.message.Streaming.StreamOpened;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Locale;

/** {@code POST /v1/ask}: a question in, the answer out, whole or as it comes. */
final class AskHandler {
  private final Bus bus;
  private final BodyReader body;
  private final Duration deadline;

  AskHandler(Bus bus, BodyReader body, Duration deadline) {
    this.bus = bus;
    this.body = body;
    this.deadline = deadline;
  }

  void handle(RoutingContext ctx) {
    body.read(ctx, Bodies.Ask.class, ask -> ask(ctx, ask));
  }

  private void ask(RoutingContext ctx, Bodies.Ask ask) {
    var time = ask.deadlineMs() == null ? deadline : Duration.ofMillis(ask.deadlineMs());
    var call = Caller.call(ctx, time, ask.maxCostUsd());
    bus.ask(Answering.ASK_QUESTION, ask.toMessage(), call).onSuccess(
        reply -> Errors.unlessRefused(ctx, reply, stream -> answer(ctx, ask, stream, call)));
  }

  private void answer(RoutingContext ctx, Bodies.Ask ask, StreamOpened stream, CallInfo call) {
    var reader = new StreamReader(bus, stream, call, 0);
    if (ctx.response().closed()) {
      reader.leave();
    } else if (ask.streams() || wantsEvents(ctx)) {
      SseWriter.write(ctx, reader);
    } else {
      var collector = new AnswerCollector(reader);
      ctx.response().closeHandler(gone -> collector.leave());
      collector.whole().onSuccess(
          reply -> Errors.unlessRefused(ctx, reply, answer -> send(ctx, answer)))
          .onFailure(ctx::fail);
    }
  }

  static void send(RoutingContext ctx, Answer answer) {
    if (ctx.response().closed()) {
      return;
    }
    ctx.response().putHeader("x-sluice-cache", answer.cache().layer())
        .putHeader("x-sluice-tier", answer.route().tier())
        .putHeader("x-sluice-variant", answer.route().variant())
        .putHeader("x-sluice-cost", String.format(Locale.ROOT, "%.6f", answer.usage().costUsd()));
    Responses.json(ctx.response(), 200, answer);
  }

  private static boolean wantsEvents(RoutingContext ctx) {
    var accept = ctx.request().getHeader("accept");
    return accept != null && accept.contains("text/event-stream");
  }
}
