package io.sluice.http;

import io.sluice.message.Refusal;
import io.sluice.message.Refusal.BadRequest;
import io.sluice.message.Refusal.TooLarge;
import io.sluice.message.Reply;
import io.sluice.strictjson.Parsed;
import io.sluice.strictjson.StrictReader;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Reads a request's body as JSON into a record. The content type is not asked for: {@code curl -d}
 * sends one for forms.
 */
final class BodyReader {
  private static final StrictReader JSON = StrictReader.ofJson();
  /** What takes longer to read than others should have to wait for on the event loop. */
  private static final int LARGE = 256 << 10;

  /** Whoever sends so much in a second is not held up by how long that takes in all. */
  private static final int BYTES_A_SECOND = 8 << 10;

  private final BodyLimit limit;
  private final Duration patience;

  /**
   * @param patience with a body that comes bit by bit: else anybody could hold any number of connections
   */
  BodyReader(BodyLimit limit, Duration patience) {
    this.limit = limit;
    this.patience = patience;
  }

  /** Hands the body on; where it is wrong, the asker is told what and nothing is handed on. */
  <T> void read(RoutingContext ctx, Class<T> type, Consumer<T> use) {
    bytes(ctx, bytes -> work(ctx, bytes, () -> JSON.read(bytes.getBytes(), type),
        parsed -> use(ctx, parsed, use)));
  }

  /** Hands the bytes on, unless they are too many; never where the client leaves. */
  void bytes(RoutingContext ctx, Consumer<Buffer> use) {
    gathered(ctx).onSuccess(reply -> Errors.unlessRefused(ctx, reply, use));
  }

  /** Does something with the bytes, beside the event loop where they are many. */
  <T> void work(RoutingContext ctx, Buffer bytes, Supplier<T> work, Consumer<T> use) {
    var done = bytes.length() < LARGE
        ? Future.succeededFuture().map(now -> work.get())
        : ctx.vertx().executeBlocking(work::get, false);
    done.onSuccess(value -> Errors.unlessRefused(ctx, Reply.of(value), use))
        .onFailure(ctx::fail);
  }

  /** Uses what was read; where it is wrong, the asker is told what. */
  static <T> void use(RoutingContext ctx, Parsed<T> parsed, Consumer<T> use) {
    switch (parsed) {
      case Parsed.Read<T>(T value) -> use.accept(value);
      case Parsed.Wrong<T> wrong -> Errors.send(ctx, refusal(wrong));
    }
  }

  static Refusal refusal(Parsed.Wrong<?> wrong) {
    return wrong.tooLong()
        ? new TooLarge(wrong.line(), wrong.path())
        : new BadRequest(wrong.line(), wrong.path());
  }

  private Future<Reply<Buffer>> gathered(RoutingContext ctx) {
    var request = ctx.request();
    if (limit.isExceededBy(request)) {
      return Future.succeededFuture(Reply.refused(limit.refusal()));
    }
    var whole = Promise.<Reply<Buffer>>promise();
    var gathered = Buffer.buffer();
    endInTime(ctx, whole, gathered, System.nanoTime(), patience);
    request.handler(part -> {
      if (gathered.length() + part.length() <= limit.bytes()) {
        gathered.appendBuffer(part);
      } else {
        whole.tryComplete(Reply.refused(limit.refusal()));
      }
    }).endHandler(end -> {
      IdleWatch.clientWaits(request);
      whole.tryComplete(Reply.of(gathered));
    }).exceptionHandler(whole::tryFail);
    return whole.future();
  }

  /** Who has sent more meanwhile has the longer for it. */
  private void endInTime(RoutingContext ctx, Promise<Reply<Buffer>> whole, Buffer gathered,
      long began, Duration time) {
    var timer = ctx.vertx().setTimer(Math.max(1, time.toMillis()), _ -> {
      var given = patience.plusSeconds(gathered.length() / BYTES_A_SECOND);
      var left = given.minusNanos(System.nanoTime() - began);
      if (left.toMillis() > 0) {
        endInTime(ctx, whole, gathered, began, left);
      } else if (whole.tryFail("late")) {
        Errors.send(ctx, 408, new BadRequest("the body did not come in time", null));
      }
    });
    whole.future().onComplete(_ -> ctx.vertx().cancelTimer(timer));
  }
}
