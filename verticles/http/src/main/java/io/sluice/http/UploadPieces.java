package io.sluice.http;

import io.sluice.bus.Bus;
import io.sluice.message.Ask;
import io.sluice.message.Bytes;
import io.sluice.message.CallInfo;
import io.sluice.message.Message;
import io.sluice.message.Refusal;
import io.sluice.message.Refusal.Internal;
import io.sluice.message.Reply;
import io.sluice.message.Reply.Answered;
import io.sluice.message.Reply.Refused;
import io.sluice.message.Uploading;
import io.sluice.message.Uploading.AppendBytes;
import io.sluice.message.Uploading.BytesAppended;
import io.sluice.message.Uploading.DropUpload;
import io.sluice.message.Uploading.StartUpload;
import io.sluice.message.Uploading.UploadStarted;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A file on its way to the ingestion, piece by piece: the next is to be sent when the one before is
 * answered. The first one makes room for them. Confined to one event loop.
 */
final class UploadPieces {
  private final Bus bus;
  private final Function<Duration, CallInfo> calls;
  private @Nullable String upload;
  private long size;
  private Future<?> last = Future.succeededFuture();

  UploadPieces(Bus bus, Function<Duration, CallInfo> calls) {
    this.bus = bus;
    this.calls = calls;
  }

  /** The id of what was sent; null before there was a piece. */
  @Nullable
  String upload() {
    return upload;
  }

  /** Answers with how many bytes there are now. */
  Future<Reply<Long>> send(Bytes piece) {
    var known = upload;
    var sent = known == null
        ? start().compose(reply -> switch (reply) {
          case Refused<UploadStarted>(Refusal why) -> refused(why);
          case Answered<UploadStarted>(UploadStarted started) -> append(started.upload(), piece);
        })
        : append(known, piece);
    last = sent;
    return sent;
  }

  /** Tells that the rest will not come, once the piece that is under way has come there. */
  void drop() {
    last.onComplete(done -> {
      if (upload != null) {
        ask(Uploading.DROP, new DropUpload(upload));
        upload = null;
      }
    });
  }

  private Future<Reply<UploadStarted>> start() {
    return ask(Uploading.START, new StartUpload()).onSuccess(reply -> {
      if (reply instanceof Answered<UploadStarted>(UploadStarted started)) {
        upload = started.upload();
      }
    });
  }

  private Future<Reply<Long>> append(String to, Bytes piece) {
    return ask(Uploading.APPEND, new AppendBytes(to, size, piece)).compose(reply -> {
      size += piece.length();
      return switch (reply) {
        case Refused<BytesAppended>(Refusal why) -> refused(why);
        case Answered<BytesAppended>(BytesAppended there) -> there.size() == size
            ? Future.succeededFuture(Reply.of(size))
            : refused(new Internal("a piece of the upload was lost on its way"));
      };
    });
  }

  private <Q extends Message, A extends Message> Future<Reply<A>> ask(Ask<Q, A> ask, Q request) {
    return bus.ask(ask, request, calls.apply(ask.timeout()));
  }

  private static Future<Reply<Long>> refused(Refusal why) {
    return Future.succeededFuture(Reply.refused(why));
  }
}
