package io.sluice.http;

import io.sluice.bus.Bus;
import io.sluice.http.IngestionViews.IngestionView;
import io.sluice.message.Ingestion;
import io.sluice.message.Ingestion.FindIngestion;
import io.sluice.message.Ingestion.IngestionFound;
import io.sluice.message.Ingestion.Status;
import io.sluice.message.Refusal;
import io.sluice.message.Reply;
import io.sluice.message.Reply.Answered;
import io.sluice.message.Reply.Refused;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

/**
 * Writes how an ingestion fares as server-sent events, one for each news until it has ended. The next
 * news are asked for when the last ones have been taken; what happens faster than it is read is told
 * by its latest state. Confined to the request's event loop.
 */
final class IngestionEvents {
  /** A breath between two questions, so that neither quick news nor an actor that does not wait spin. */
  private static final long BREATH_MS = 100;

  private final RoutingContext ctx;
  private final Bus bus;
  private final EventStream stream;
  private @Nullable Long after;

  /** Begins after this revision; null for what is known now. */
  IngestionEvents(RoutingContext ctx, Bus bus, @Nullable Long after) {
    this.ctx = ctx;
    this.bus = bus;
    this.after = after;
    this.stream = new EventStream(ctx, () -> {
      // the question under way is the last one
    });
  }

  void write() {
    if (!stream.isOver()) {
      var call = Caller.call(ctx, Ingestion.FIND_INGESTION.timeout());
      bus.ask(Ingestion.FIND_INGESTION, new FindIngestion(Caller.id(ctx), after), call)
          .onSuccess(reply -> Errors.unlessRefused(ctx, Reply.of(reply), this::take));
    }
  }

  private void take(Reply<IngestionFound> reply) {
    if (stream.isOver()) {
      return;
    }
    switch (reply) {
      case Refused<IngestionFound>(Refusal why) -> stream.fail(why);
      case Answered<IngestionFound>(IngestionFound found) -> {
        tell(found);
        if (hasEnded(found.status())) {
          stream.end();
        } else {
          stream.whenTaken(() -> ctx.vertx().setTimer(BREATH_MS, breath -> write()));
        }
      }
    }
  }

  private void tell(IngestionFound found) {
    var revision = found.revision() == null ? 0 : found.revision();
    if (after == null || revision > after) {
      after = revision;
      var out = Buffer.buffer();
      EventStream.append(out, revision, "progress",
          IngestionView.of(found, Caller.requestId(ctx)));
      stream.write(out);
    } else if (!hasEnded(found.status())) {
      stream.ping();
    }
  }

  private static boolean hasEnded(Status status) {
    return switch (status) {
      case QUEUED, RUNNING -> false;
      case DONE, UNCHANGED, FAILED -> true;
    };
  }
}
