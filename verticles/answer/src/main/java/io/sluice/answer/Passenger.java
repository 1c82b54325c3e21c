package io.sluice.answer;

import io.sluice.answer.Condenser.Condensed;
import io.sluice.bus.EventLog;
import io.sluice.message.AnswerEvent;
import io.sluice.message.AnswerEvent.Accepted;
import io.sluice.message.AnswerEvent.Citation;
import io.sluice.message.AnswerEvent.Degraded;
import io.sluice.message.AnswerEvent.Done;
import io.sluice.message.AnswerEvent.Failed;
import io.sluice.message.AnswerEvent.Routed;
import io.sluice.message.AnswerEvent.Sources;
import io.sluice.message.AnswerEvent.Timings;
import io.sluice.message.AnswerEvent.Token;
import io.sluice.message.AnswerEvent.Usage;
import io.sluice.message.Refusal.DeadlinePassed;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * One who asks, with a log of its own: it says the same as the flight's, but for what is this asker's
 * alone. The first of those who are still aboard at the end pays.
 */
final class Passenger {
  private final EventLog<AnswerEvent> log;
  private final Condensed condensed;
  private final Stopwatch time;
  private final Consumer<String> remember;
  private final Consumer<Passenger> again;
  private final AtomicBoolean shown = new AtomicBoolean();
  private boolean first = true;
  private boolean pays = true;
  private BooleanSupplier pay = () -> true;
  private Supplier<String> text = () -> "";

  /**
   * An asker.
   *
   * @param condensed what was done for its question alone
   * @param remember is told the words of the answer, before its end
   * @param again asks once more: the flight's time was up, the asker's is not
   */
  Passenger(EventLog<AnswerEvent> log, Condensed condensed, Stopwatch time,
      Consumer<String> remember, Consumer<Passenger> again) {
    this.log = log;
    this.condensed = condensed;
    this.time = time;
    this.remember = remember;
    this.again = again;
  }

  /** Reads along from the flight's first event. */
  void board(Flight flight, boolean isFirst, Runnable leave) {
    first = isFirst;
    pay = flight::pay;
    text = flight::text;
    log.whenEnded().onComplete(end -> leave.run());
    flight.log().feed(this::take);
  }

  /** What it is going to be told, where that is known beforehand. */
  void expect(String words) {
    text = () -> words;
  }

  void take(AnswerEvent event) {
    switch (event) {
      case Accepted ofTheFlight -> {
      }
      case Routed routed -> append(routed);
      case Sources sources -> append(sources);
      case Token token -> append(token);
      case Citation citation -> append(citation);
      case Degraded given -> append(given);
      case Usage usage -> {
        pays = !log.hasEnded() && pay.getAsBoolean();
        append(own(usage));
      }
      case Done done -> {
        if (!log.hasEnded()) {
          remember.accept(text.get());
        }
        log.end(own(done));
      }
      case Failed failed -> {
        if (!first && !shown.get() && failed.refusal() instanceof DeadlinePassed) {
          again.accept(this);
        } else {
          log.end(failed);
        }
      }
    }
  }

  private void append(AnswerEvent event) {
    shown.set(true);
    log.append(event);
  }

  private Usage own(Usage usage) {
    return condensed.usage()
        .plus(pays ? usage : usage.paidByAnother());
  }

  private Done own(Done done) {
    var timings = done.timings();
    return new Done(log.id(), done.grounded(), done.sources(), done.citations(), done.route(),
        done.cache(),
        Stream.concat(condensed.degraded().stream(), done.degraded().stream()).toList(),
        own(done.usage()),
        new Timings(time.total(), timings.embedMs(), timings.searchMs(), timings.rerankMs(),
            first ? timings.firstTokenMs() : null),
        done.unsupported(), done.support(), done.finishReason(), done.suggestions());
  }
}
