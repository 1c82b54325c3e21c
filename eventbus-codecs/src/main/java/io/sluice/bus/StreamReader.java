package io.sluice.bus;

import io.sluice.message.CallInfo;
import io.sluice.message.Refusal;
import io.sluice.message.Refusal.DeadlinePassed;
import io.sluice.message.Refusal.NotFound;
import io.sluice.message.Refusal.Unavailable;
import io.sluice.message.Reply;
import io.sluice.message.Reply.Answered;
import io.sluice.message.Reply.Refused;
import io.sluice.message.Streaming;
import io.sluice.message.Streaming.Batch;
import io.sluice.message.Streaming.CancelStream;
import io.sluice.message.Streaming.LeaveStream;
import io.sluice.message.Streaming.ReadStream;
import io.sluice.message.Streaming.StreamOpened;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Reads a stream, wherever it is, batch by batch. To be used by one reader at a time: the next read
 * after the one before has come back.
 *
 * <p>Where its node does not have it any more, or is gone, it is read from where it was written down.
 */
public final class StreamReader {
  private static final Duration MARGIN = Duration.ofSeconds(3);

  private final Bus bus;
  private final StreamOpened stream;
  private final CallInfo call;
  private final String reader = Long.toHexString(ThreadLocalRandom.current().nextLong());
  private long position;
  private boolean found;
  private boolean isWrittenDown;
  private boolean isSomewhere;
  private boolean ended;

  /** Reads on after event {@code after}; 0 is the start. */
  public StreamReader(Bus bus, StreamOpened stream, CallInfo call, long after) {
    this.bus = bus;
    this.stream = stream;
    this.call = call;
    this.position = after;
  }

  /** The next events, waiting for them; an empty batch after a heartbeat without news. */
  public Future<Reply<Batch>> next(int max) {
    return read(max, true);
  }

  /** What is there now. */
  public Future<Reply<Batch>> peek(int max) {
    return read(max, false);
  }

  /** The number of the last event read. */
  public long position() {
    return position;
  }

  /** Whether it is read from where it was written down, since its node does not give it any more. */
  public boolean isWrittenDown() {
    return isWrittenDown;
  }

  /** To be called by a reader that stops before the end. */
  public void leave() {
    if (!ended && !isWrittenDown) {
      ended = true;
      bus.ask(Streaming.LEAVE.on(stream.node()), new LeaveStream(stream.id(), reader),
          patientCall());
    }
  }

  /** Stops the work behind the stream, for all its readers. */
  public Future<Reply<Streaming.Left>> cancel() {
    return bus.ask(Streaming.CANCEL.on(stream.node()), new CancelStream(stream.id()), patientCall())
        .map(this::orGone);
  }

  private Future<Reply<Batch>> read(int max, boolean patient) {
    var whole = stream.whole();
    if (whole != null && position == 0) {
      return Future.succeededFuture(advance(Reply.of(whole)));
    }
    var request = new ReadStream(stream.id(), reader, position, max, patient);
    if (isWrittenDown) {
      return journal(request).map(this::advance);
    }
    return bus.ask(Streaming.READ.on(stream.node()), request, patientCall())
        .compose(reply -> isAway(reply)
            ? journal(request).map(kept -> elsewhere(kept, reply))
            : Future.succeededFuture(reply))
        .map(this::advance);
  }

  private Future<Reply<Batch>> journal(ReadStream request) {
    return bus.ask(Streaming.READ_JOURNAL, request, patientCall());
  }

  private static boolean isAway(Reply<Batch> reply) {
    return reply instanceof Refused<Batch>(Refusal why) && (why instanceof NotFound
        || why instanceof Unavailable || why instanceof DeadlinePassed);
  }

  private Reply<Batch> elsewhere(Reply<Batch> kept, Reply<Batch> reply) {
    isWrittenDown = kept instanceof Answered<Batch>;
    isSomewhere = kept instanceof Refused<Batch>(Unavailable why)
        && why.part().equals(Streaming.JOURNAL);
    return isWrittenDown || isSomewhere ? kept : reply;
  }

  private Reply<Batch> advance(Reply<Batch> reply) {
    if (reply instanceof Answered<Batch>(Batch batch)) {
      position = batch.last();
      found = true;
      ended |= batch.ended();
    }
    return orGone(reply);
  }

  /**
   * A node that was never heard of has no stream; one that has gone silent is unavailable, and so is what
   * may be in a journal that cannot be read.
   */
  private <A> Reply<A> orGone(Reply<A> reply) {
    return !found && !isSomewhere && reply instanceof Refused<A>(Unavailable why)
        ? Reply.refused(new NotFound("there is no such answer, or it is no longer kept", "id"))
        : reply;
  }

  /** A stream may last longer than the question's own deadline, which its writer minds. */
  private CallInfo patientCall() {
    return call.renewed(Streaming.HEARTBEAT.plus(MARGIN));
  }
}
