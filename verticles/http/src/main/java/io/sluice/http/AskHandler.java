package io.sluice.http;

import io.sluice.bus.Bus;
import io.sluice.bus.StreamReader;
import io.sluice.http.Responses.Answer;
import io.sluice.message.Answering;
import io.sluice.message.Answering.AskOnce;
import io.sluice.message.Answering.AskQuestion;
import io.sluice.message.CallInfo;
import io.sluice.message.Reply;
import io.sluice.message.Streaming.StreamOpened;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

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
    var streams = ask.streams() || wantsEvents(ctx);
    var after = streams && IdempotencyKey.of(ctx) != null ? Query.lastEventId(ctx) : null;
    ask(bus, ctx, ask.toMessage(), call)
        .onSuccess(reply -> Errors.unlessRefused(ctx, reply, stream -> answer(ctx, streams,
            new StreamReader(bus, stream, call, start(stream, after)))));
  }

  /** Of an answer that is begun anew its asker knows nothing yet, whatever was read of one before. */
  private static long start(StreamOpened stream, @Nullable Long after) {
    return after == null || !stream.wasThereBefore() ? 0 : after;
  }

  /** Asks a question, once where it may be sent again. */
  static Future<Reply<StreamOpened>> ask(Bus bus, RoutingContext ctx, AskQuestion question,
      CallInfo call) {
    var key = IdempotencyKey.of(ctx);
    var asked = CacheControl.of(ctx.request()).on(question);
    return key == null
        ? bus.ask(Answering.ASK_QUESTION, asked, call)
        : bus.ask(Answering.ASK_ONCE, new AskOnce(asked, key), call);
  }

  private void answer(RoutingContext ctx, boolean streams, StreamReader reader) {
    if (ctx.response().closed()) {
      reader.leave();
    } else if (streams) {
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
    tell(ctx, answer);
    Responses.json(ctx.response(), 200, answer);
  }

  /** Says in headers how an answer came about. */
  static void tell(RoutingContext ctx, Answer answer) {
    ctx.response().putHeader("x-sluice-cache", answer.cache().layer())
        .putHeader("x-sluice-tier", answer.route().tier())
        .putHeader("x-sluice-variant", answer.route().variant())
        .putHeader("x-sluice-cost", String.format(Locale.ROOT, "%.6f", answer.usage().costUsd()));
  }

  private static boolean wantsEvents(RoutingContext ctx) {
    var accept = ctx.request().getHeader("accept");
    return accept != null && accept.contains("text/event-stream");
  }
}
