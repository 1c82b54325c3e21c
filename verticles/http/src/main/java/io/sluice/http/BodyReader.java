package io.sluice.http;

import io.sluice.message.Refusal.BadRequest;
import io.sluice.message.Refusal.TooLarge;
import io.sluice.message.Reply;
import io.sluice.strictjson.Parsed;
import io.sluice.strictjson.StrictReader;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.util.function.Consumer;

/**
 * Reads a request's body as JSON into a record. The content type is not asked for: {@code curl -d}
 * sends one for forms.
 */
final class BodyReader {
  private static final StrictReader JSON = StrictReader.ofJson();

  private final int maxBytes;

  BodyReader(int maxBytes) {
    this.maxBytes = maxBytes;
  }

  /** Hands the body on; where it is wrong, the asker is told what and nothing is handed on. */
  <T> void read(RoutingContext ctx, Class<T> type, Consumer<T> use) {
    bytes(ctx).onSuccess(
        body -> Errors.unlessRefused(ctx, body, bytes -> parse(ctx, bytes, type, use)));
  }

  private static <T> void parse(RoutingContext ctx, Buffer bytes, Class<T> type,
      Consumer<T> use) {
    switch (JSON.read(bytes.getBytes(), type)) {
      case Parsed.Read<T>(T value) -> use.accept(value);
      case Parsed.Wrong<T> wrong -> Errors.send(ctx,
          new BadRequest(wrong.line(), wrong.path()));
    }
  }

  /** The whole body, unless it is too large; never completes where the client leaves. */
  Future<Reply<Buffer>> bytes(RoutingContext ctx) {
    var whole = Promise.<Reply<Buffer>>promise();
    var gathered = Buffer.buffer();
    ctx.request().handler(part -> {
      if (gathered.length() + part.length() <= maxBytes) {
        gathered.appendBuffer(part);
      } else {
        whole.tryComplete(Reply.refused(tooLarge()));
      }
    }).endHandler(end -> whole.tryComplete(Reply.of(gathered)))
        .exceptionHandler(gone -> whole.tryFail(gone));
    return whole.future();
  }

  private TooLarge tooLarge() {
    return new TooLarge("the body is larger than " + maxBytes + " bytes", null);
  }
}
