package io.sluice.answer.batch;

import io.sluice.answer.batch.Heard.Said;
import io.sluice.answer.batch.Heard.Unsaid;
import io.sluice.apologies.Apologies;
import io.sluice.bus.Bus;
import io.sluice.bus.StreamReader;
import io.sluice.message.Admission;
import io.sluice.message.Admission.Afford;
import io.sluice.message.Admission.Affordable;
import io.sluice.message.Answering;
import io.sluice.message.Answering.AskOnce;
import io.sluice.message.Batches.BatchLine;
import io.sluice.message.Batches.BatchResult;
import io.sluice.message.CallInfo;
import io.sluice.message.Refusal;
import io.sluice.message.Reply;
import io.sluice.message.Reply.Answered;
import io.sluice.message.Reply.Refused;
import io.sluice.message.Streaming.StreamOpened;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One question of a batch from its turn to its result: asked like any other, and again after a pause
 * while another time may be better. It has the key of the time before unless that came to its end, so
 * that an answer which may be under way is joined, not begun again.
 *
 * <p>An answer of the passages alone, where a model was to say it and could not, is worth another time,
 * too: nobody waits for this one. Once that did not help one question, the others of its batch do not
 * wait for it for a while, or until a model has answered again. One that may cost only so much is not
 * among them: that may be why no model answered it, and will be so the next time.
 */
final class LineFlow {
  private final Vertx vertx;
  private final Bus bus;
  private final Attempts attempts;
  private final Duration deadline;
  /** What was asked before a restart is asked anew: nothing is known of how often, and of what came of it. */
  private final String since = UUID.randomUUID().toString();

  LineFlow(Vertx vertx, Bus bus, Attempts attempts, Duration deadline) {
    this.vertx = vertx;
    this.bus = bus;
    this.attempts = attempts;
    this.deadline = deadline;
  }

  /** Waits. The result; null where the batch was stopped meanwhile. */
  @Nullable
  StoredResult answer(Batch batch, int line) {
    var asked = batch.question(line);
    var cost = 0.0;
    var ends = 0;
    for (var times = 1; !batch.isStopped(); times++) {
      var key = "batch " + batch.header().id() + " " + line + " " + ends + " " + since;
      var heard = hear(batch, line, asked, key);
      if (batch.isStopped()) {
        return null;
      }
      switch (heard) {
        case Said said -> {
          cost += said.answer().done().usage().costUsd();
          ends++;
          if (!isWorthAnotherTime(said, asked, batch.modelsAbsence(), times)) {
            return result(new BatchResult(line, asked.customId(), said.answer(), null, null), cost);
          }
          pause(batch, attempts.pause(times, said.modelBackInMs()));
        }
        case Unsaid(Refusal why, boolean ended) -> {
          ends += ended ? 1 : 0;
          if (times >= attempts.most() || !Attempts.mayBeOtherwise(why)) {
            return result(failed(line, asked, why), cost);
          }
          pause(batch, attempts.pause(times, why.retryAfterMs()));
        }
      }
    }
    return null;
  }

  private boolean isWorthAnotherTime(Said said, BatchLine asked, Absence absence, int times) {
    if (!said.standsIn()) {
      absence.end();
      return false;
    }
    if (asked.maxCostUsd() != null || absence.isBelieved()) {
      return false;
    }
    if (times >= attempts.most()) {
      absence.begin();
      return false;
    }
    return true;
  }

  /** Waits, unless the batch is stopped. */
  void pause(Batch batch, Duration pause) {
    var over = Promise.<Void>promise();
    Runnable stop = over::tryComplete;
    batch.whenStopped(stop);
    var timer = vertx.setTimer(Math.max(1, pause.toMillis()), _ -> over.tryComplete());
    over.future().await();
    vertx.cancelTimer(timer);
    batch.finished(stop);
  }

  private Heard hear(Batch batch, int line, BatchLine asked, String key) {
    var time = asked.deadlineMs() == null ? deadline : Duration.ofMillis(asked.deadlineMs());
    var call = batch.header().call(batch.header().id() + "-" + line, time, asked.maxCostUsd());
    return switch (afford(call)) {
      case Refused<Affordable>(Refusal why) -> new Unsaid(why, false);
      case Answered<Affordable>(Affordable left) -> hear(batch, asked, key,
          call.atMostUsd(left.budgetUsd()));
    };
  }

  /** Whether the one who opened the batch may still spend something. */
  private Reply<Affordable> afford(CallInfo call) {
    return call.account() == null
        ? Reply.of(new Affordable(null))
        : bus.ask(Admission.AFFORD, new Afford(call.account()), call).await();
  }

  private Heard hear(Batch batch, BatchLine asked, String key, CallInfo call) {
    return switch (bus.ask(Answering.ASK_ONCE, new AskOnce(asked.question(), key), call).await()) {
      case Refused<StreamOpened>(Refusal why) -> new Unsaid(why, false);
      case Answered<StreamOpened>(StreamOpened stream) -> read(batch, stream, call);
    };
  }

  private Heard read(Batch batch, StreamOpened stream, CallInfo call) {
    var reader = new StreamReader(bus, stream, call, 0);
    if (batch.isStopped()) {
      reader.cancel();
    }
    Runnable stop = reader::cancel;
    batch.whenStopped(stop);
    try {
      return Heard.of(reader);
    } finally {
      batch.finished(stop);
    }
  }

  static StoredResult refused(Batch batch, int line, Refusal why) {
    return result(failed(line, batch.question(line), why), 0);
  }

  private static BatchResult failed(int line, BatchLine asked, Refusal why) {
    return new BatchResult(line, asked.customId(), null, why,
        Apologies.to(asked.question().question(), why).apology());
  }

  private static StoredResult result(BatchResult result, double cost) {
    return StoredResult.of(result, Instant.now(), cost);
  }
}
