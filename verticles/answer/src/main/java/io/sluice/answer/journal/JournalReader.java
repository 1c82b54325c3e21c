package io.sluice.answer.journal;

import io.sluice.bus.WrittenBatch;
import io.sluice.message.AnswerEvent.Failed;
import io.sluice.message.CallInfo;
import io.sluice.message.Refusal.NotFound;
import io.sluice.message.Refusal.Unavailable;
import io.sluice.message.Reply;
import io.sluice.message.StreamEvent;
import io.sluice.message.Streaming;
import io.sluice.message.Streaming.Batch;
import io.sluice.message.Streaming.ReadStream;
import io.sluice.message.Streaming.StreamOpened;
import io.sluice.redis.RedisLink;
import io.sluice.redis.Script;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads what was written down. An answer whose node is gone before its end ends with an error: no reader
 * waits for what nobody will write.
 */
final class JournalReader {
  private static final Logger LOG = LoggerFactory.getLogger(JournalReader.class);
  private static final Script READ = Script.beside(JournalReader.class, "read.lua");
  private static final int ENTRIES = 64;
  private static final long LOOK_AGAIN_MS = 100;
  /** The largest number that JavaScript counts exactly. */
  private static final long LOST_END = (1L << 53) - 1;
  private static final Failed GONE = new Failed(new Unavailable("answer",
      "the node that answered is gone; the question can be asked again"));

  private final Vertx vertx;
  private final RedisLink link;
  private final Pulse pulse;

  JournalReader(Vertx vertx, RedisLink link, Pulse pulse) {
    this.vertx = vertx;
    this.link = link;
    this.pulse = pulse;
  }

  /** What comes after an event, waiting for it where it may still come. */
  Future<Reply<Batch>> read(ReadStream request, CallInfo call) {
    if (!JournalKey.isId(request.id())) {
      return Future.succeededFuture(unknown());
    }
    var time = request.patient() ? Streaming.HEARTBEAT.toNanos() : 0;
    return read(request, call, System.nanoTime() + time).otherwise(why -> {
      LOG.debug("not read id={} why={}", request.id(), why.getMessage());
      return Reply.refused(new Unavailable(Streaming.JOURNAL, "kept answers cannot be read now"));
    });
  }

  private Future<Reply<Batch>> read(ReadStream request, CallInfo call, long until) {
    return look(request, call).compose(found -> {
      if (found == null || !isWaitedFor(found)) {
        return Future.succeededFuture(reply(found));
      }
      return pulse.isThere(new StreamOpened(request.id()).node()).compose(there -> {
        if (!there) {
          return look(request, call)
              .map(last -> reply(last != null && isWaitedFor(last) ? gone(request) : last));
        }
        return until - System.nanoTime() <= 0
            ? Future.succeededFuture(reply(found))
            : vertx.timer(LOOK_AGAIN_MS, TimeUnit.MILLISECONDS)
                .compose(_ -> read(request, call, until));
      });
    });
  }

  private static boolean isWaitedFor(Batch found) {
    return found.events().isEmpty() && !found.ended();
  }

  private static Reply<Batch> reply(@Nullable Batch found) {
    return found == null ? unknown() : Reply.of(found);
  }

  private static Reply<Batch> unknown() {
    return Reply
        .refused(new NotFound("there is no such answer, or it is no longer kept", "id"));
  }

  /**
   * Its number is beyond all others: a reader may have had more from the node itself than that had written
   * down. Whoever was told already is not told again.
   */
  private static Batch gone(ReadStream request) {
    return new Batch(request.after() >= LOST_END ? List.of() : List.of(GONE), LOST_END, true);
  }

  /** Null where there is no such answer, or not all of what is wanted of it. */
  private Future<@Nullable Batch> look(ReadStream request, CallInfo call) {
    var after = Math.clamp(request.after(), 0, Long.MAX_VALUE - 1);
    var key = link.key(JournalKey.of(request.id(), call));
    return link.run(READ, List.of(key), asked -> asked.arg(after + 1).arg(ENTRIES))
        .map(entries -> batch(entries, after, Math.max(1, request.max())));
  }

  /** What was written twice, since Redis did not say in time that it had it, is taken once. */
  private static @Nullable Batch batch(Response entries, long after, int max) {
    var events = new ArrayList<StreamEvent>();
    Batch last = null;
    for (var entry : entries) {
      var batch = WrittenBatch.read(entry.get(1).get(1).toBuffer());
      if (batch == null || first(batch) > after + 1 + events.size()) {
        return null;
      }
      var known = Math.clamp(after + events.size() - first(batch) + 1, 0, batch.events().size());
      events.addAll(batch.events().subList(known, batch.events().size()));
      last = batch;
    }
    if (last == null) {
      return null;
    }
    return events.size() > max
        ? new Batch(events.subList(0, max), after + max, false)
        : new Batch(events, last.last(), last.ended());
  }

  private static long first(Batch batch) {
    return batch.last() - batch.events().size() + 1;
  }
}
