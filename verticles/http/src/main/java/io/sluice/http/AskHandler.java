package io.sluice.http;

import io.sluice.bus.Bus;
import io.sluice.bus.StreamReader;
import io.sluice.http.Responses.Answer;
import io.sluice.message.AnswerEvent.CacheState;
import io.sluice.message.AnswerEvent.Done;
import io.sluice.message.AnswerEvent.Route;
import io.sluice.message.AnswerEvent.Usage;
import io.sluice.message.Answering;
import io.sluice.message.Answering.AskOnce;
import io.sluice.message.Answering.AskQuestion;
import io.sluice.message.CallInfo;
import io.sluice.message.Reply;
import io.sluice.message.Streaming.StreamOpened;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** {@code POST /v1/ask}: a question in, the answer out, whole or as it comes. */
final class AskHandler {
  private static final CharSequence CACHE = HttpHeaders.createOptimized("x-sluice-cache");
  private static final CharSequence TIER = HttpHeaders.createOptimized("x-sluice-tier");
  private static final CharSequence VARIANT = HttpHeaders.createOptimized("x-sluice-variant");
  private static final CharSequence COST = HttpHeaders.createOptimized("x-sluice-cost");
  private static final int COST_DIGITS = 6;

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
    var question = ask.toMessage();
    ask(bus, ctx, question, call)
        .onSuccess(reply -> Errors.unlessRefused(ctx, reply, question.question(),
            stream -> answer(ctx, streams, stream,
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

  private void answer(RoutingContext ctx, boolean streams, StreamOpened stream,
      StreamReader reader) {
    if (ctx.response().closed()) {
      reader.leave();
    } else if (streams) {
      tell(ctx, stream);
      SseWriter.write(ctx, reader);
    } else {
      var collector = new AnswerCollector(reader);
      ctx.response().closeHandler(gone -> collector.leave());
      collector.whole(ctx, answer -> send(ctx, answer));
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
    tell(ctx, answer.cache(), answer.route(), answer.usage());
  }

  /** The same for a stream, where it is known before its first event. */
  static void tell(RoutingContext ctx, StreamOpened stream) {
    var whole = stream.whole();
    if (whole != null && whole.events().getLast() instanceof Done done) {
      tell(ctx, done.cache(), done.route(), done.usage());
    }
  }

  private static void tell(RoutingContext ctx, CacheState cache, Route route, Usage usage) {
    ctx.response().putHeader(CACHE, cache.layer()).putHeader(TIER, route.tier())
        .putHeader(VARIANT, route.variant()).putHeader(COST, BigDecimal.valueOf(usage.costUsd())
            .setScale(COST_DIGITS, RoundingMode.HALF_UP).toPlainString());
  }

  private static boolean wantsEvents(RoutingContext ctx) {
    var accept = ctx.request().getHeader("accept");
    return accept != null && accept.contains("text/event-stream");
  }
}
