package io.sluice.http;

import io.sluice.bus.Bus;
import io.sluice.message.Bytes;
import io.sluice.message.Ingestion;
import io.sluice.message.Ingestion.DocumentAccepted;
import io.sluice.message.Refusal;
import io.sluice.message.Reply;
import io.sluice.message.Reply.Answered;
import io.sluice.message.Reply.Refused;
import io.sluice.strictjson.Check;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Objects;

/**
 * One multipart upload. Its file goes on to the ingestion in pieces as it comes, and while one is
 * under way nothing more is read, so that a client can send no faster than its file is stored. A
 * small file goes along with the document. Where the client leaves or is refused, the ingestion is
 * told to forget the pieces. Confined to the request's event loop.
 */
final class Upload {
  private static final Bytes NONE = Bytes.of(new byte[0]);
  private static final int PIECE = 512 << 10;
  private static final int SMALL = 64 << 10;
  private static final Duration OFTEN = Duration.ofSeconds(5);

  private final RoutingContext ctx;
  private final HttpServerRequest request;
  private final Bus bus;
  private final BodyLimit limit;
  private final Duration patience;
  private final UploadForm form = new UploadForm();
  private final MultipartParser parser;
  private final UploadPieces pieces;
  private long received;
  private long resumedAt = System.nanoTime();
  private boolean over;

  /** Throws a violation where the content type is that of no form. */
  Upload(RoutingContext ctx, Bus bus, HttpConfig config) {
    this.ctx = ctx;
    this.request = ctx.request();
    this.bus = bus;
    this.limit = new BodyLimit(config.maxUploadBytes(), "");
    this.patience = config.idleTimeout().compareTo(OFTEN) < 0 ? config.idleTimeout() : OFTEN;
    this.parser = new MultipartParser(
        Objects.requireNonNull(request.getHeader("content-type")), form);
    this.pieces = new UploadPieces(bus, time -> Caller.call(ctx, time));
  }

  void read() {
    if (limit.isExceededBy(request)) {
      refuse(limit.refusal());
      return;
    }
    request.handler(this::take).endHandler(end -> end()).exceptionHandler(gone -> abandon());
  }

  private void take(Buffer chunk) {
    if (over) {
      return; // what was read before its client left
    }
    received += chunk.length();
    if (received > limit.bytes()) {
      refuse(limit.refusal());
      return;
    }
    try {
      parser.feed(chunk.getBytes());
    } catch (Check.Violation e) {
      refuse(Errors.of(e));
      return;
    }
    if (form.waiting() >= PIECE || isSlow()) {
      request.pause();
      IdleWatch.clientWaits(request);
      send().onSuccess(reply -> goOn(reply));
    }
  }

  private void goOn(Reply<Long> reply) {
    if (over) {
      return;
    }
    switch (reply) {
      case Refused<Long>(Refusal why) -> refuse(why);
      case Answered<Long> sent -> {
        resumedAt = System.nanoTime();
        IdleWatch.clientActs(request);
        request.resume();
      }
    }
  }

  private void end() {
    if (over) {
      return;
    }
    over = true;
    IdleWatch.clientWaits(request);
    try {
      parser.end();
      form.requireFile();
    } catch (Check.Violation e) {
      refuse(Errors.of(e));
      return;
    }
    if (pieces.upload() == null && form.waiting() <= SMALL) {
      submit(form.take());
    } else {
      var last = form.waiting() == 0 ? Future.succeededFuture(Reply.of(0L)) : send();
      last.onSuccess(reply -> {
        switch (reply) {
          case Refused<Long>(Refusal why) -> refuse(why);
          case Answered<Long> sent -> submit(NONE);
        }
      });
    }
  }

  private void submit(Bytes content) {
    var document = form.document(content, pieces.upload());
    var call = Caller.call(ctx, Ingestion.SUBMIT_DOCUMENT.timeout());
    bus.ask(Ingestion.SUBMIT_DOCUMENT, document, call).onSuccess(reply -> {
      switch (reply) {
        case Refused<DocumentAccepted>(Refusal why) -> refuse(why);
        case Answered<DocumentAccepted>(DocumentAccepted accepted) ->
          Responses.json(ctx.response(), 202, accepted);
      }
    });
  }

  private Future<Reply<Long>> send() {
    return pieces.send(form.take());
  }

  /** A slow client's bytes go on in smaller pieces, so that its upload is not taken for forgotten. */
  private boolean isSlow() {
    return pieces.upload() != null && form.waiting() > 0
        && System.nanoTime() - resumedAt > patience.toNanos();
  }

  private void abandon() {
    if (!over) {
      over = true;
      pieces.drop();
    }
  }

  private void refuse(Refusal why) {
    over = true;
    pieces.drop();
    IdleWatch.clientActs(request);
    Errors.send(ctx, why);
  }
}
