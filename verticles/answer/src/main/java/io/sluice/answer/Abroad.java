package io.sluice.answer;

import io.sluice.apologies.Apologies;
import io.sluice.bus.Bus;
import io.sluice.bus.EventLog;
import io.sluice.bus.StreamReader;
import io.sluice.bus.Streams;
import io.sluice.message.AnswerEvent;
import io.sluice.message.AnswerEvent.Done;
import io.sluice.message.AnswerEvent.Failed;
import io.sluice.message.AnswerEvent.Token;
import io.sluice.message.AnswerEvent.Usage;
import io.sluice.message.Answering;
import io.sluice.message.Answering.JoinFlight;
import io.sluice.message.CallInfo;
import io.sluice.message.Refusal;
import io.sluice.message.Refusal.Cancelled;
import io.sluice.message.Refusal.DeadlinePassed;
import io.sluice.message.Refusal.NotFound;
import io.sluice.message.Refusal.Unavailable;
import io.sluice.message.Reply;
import io.sluice.message.Reply.Answered;
import io.sluice.message.Reply.Refused;
import io.sluice.message.StreamEvent;
import io.sluice.message.Streaming.Batch;
import io.sluice.message.Streaming.StreamOpened;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The answers that other nodes are making. Who asks here what is being answered there reads along, so that
 * also a whole cluster makes an answer once. Where the other node goes before its first word was seen here,
 * the answer is made by one of those that are left, and nobody notices.
 */
final class Abroad {
  /** Whether there is an answer of another node, or one that is to blame that there is none. */
  enum Made {
    THERE,
    /** Nobody else was at it. */
    NOWHERE,
    /** Somebody was at it and is no more; it may have been answered since. */
    NO_MORE
  }

  private static final int AT_ONCE = 256;
  private static final int TRIES = 3;
  private static final Set<String> OF_A_NODE_THAT_GOES = Set.of("answer", "gateway");

  private final Bus bus;
  private final Streams streams;
  private final Flights flights;
  private final @Nullable Claims claims;

  /**
   * Those of a cluster.
   *
   * @param claims where nodes say what they answer; null for a node that is alone
   */
  Abroad(Bus bus, Streams streams, Flights flights, @Nullable Claims claims) {
    this.bus = bus;
    this.streams = streams;
    this.flights = flights;
    this.claims = claims;
  }

  /** Serves those who ask at other nodes; done once they can. */
  Future<Void> serve() {
    return claims == null
        ? Future.succeededFuture()
        : bus.serve(Answering.JOIN_FLIGHT.on(streams.node()),
            (join, call) -> Future.succeededFuture(take(join, call)));
  }

  /** Reads along where another node makes this answer. */
  Made made(Flight flight, Posed posed) {
    var key = flight.key();
    if (claims == null || key == null) {
      return Made.NOWHERE;
    }
    flight.log().whenEnded().onComplete(_ -> claims.release(key));
    var gone = "";
    for (var tries = 0; tries < TRIES; tries++) {
      var node = claims.claim(key, posed.call().remaining(), gone).await();
      if (claims.isOurs(node)) {
        return tries == 0 ? Made.NOWHERE : Made.NO_MORE;
      }
      var joined = bus.ask(Answering.JOIN_FLIGHT.on(node), new JoinFlight(key), posed.call())
          .await();
      if (joined instanceof Answered<StreamOpened>(StreamOpened stream)
          && new Along(flight, posed, stream).read()) {
        return Made.THERE;
      }
      gone = node;
    }
    return Made.NO_MORE;
  }

  private Reply<StreamOpened> take(JoinFlight join, CallInfo call) {
    var flight = flights.take(join.flight(), call);
    if (flight == null) {
      return Reply.refused(new NotFound("it is not being answered here", null));
    }
    var log = streams.<AnswerEvent>open(call,
        new Failed(new Cancelled("nobody waits for the answer any more")),
        new Failed(new Unavailable("gateway", "the gateway is being stopped; ask again")));
    log.whenEnded().onComplete(_ -> flights.leave(flight));
    var bill = new Bill(flight, log);
    flight.log().feed(event -> {
      switch (event) {
        case Usage usage -> log.append(bill.of(usage));
        case Done done -> log.end(done.with(bill.of(done.usage())));
        case Failed failed -> log.end(failed);
        case AnswerEvent other -> log.append(other);
      }
    });
    return Reply.of(log.opened());
  }

  /** Who joined from elsewhere pays where nobody does here any more, unless they have left, too. */
  private static final class Bill {
    private final Flight flight;
    private final EventLog<AnswerEvent> log;
    private @Nullable Boolean pays;

    Bill(Flight flight, EventLog<AnswerEvent> log) {
      this.flight = flight;
      this.log = log;
    }

    Usage of(Usage usage) {
      if (pays == null) {
        pays = !log.hasEnded() && flight.pay();
      }
      return pays ? usage : usage.paidByAnother();
    }
  }

  /** One answer of another node, as it is passed on. What comes before its first word is held back. */
  private final class Along {
    private final Flight flight;
    private final Posed posed;
    private final StreamReader reader;
    private final List<AnswerEvent> held = new ArrayList<>();
    private final StringBuilder words = new StringBuilder();
    private boolean shown;

    Along(Flight flight, Posed posed, StreamOpened stream) {
      this.flight = flight;
      this.posed = posed;
      this.reader = new StreamReader(bus, stream, posed.call(), 0);
    }

    /** False where there was nothing to show, and it has to be made here. */
    boolean read() {
      flight.log().whenEnded().onComplete(_ -> reader.leave());
      while (!flight.log().hasEnded()) {
        if (!pass(reader.next(AT_ONCE).await())) {
          reader.leave();
          return false;
        }
      }
      return true;
    }

    private boolean pass(Reply<Batch> came) {
      switch (came) {
        case Refused<Batch>(Refusal why) when shown ->
          flight.log().end(Apologies.to(posed.question().question(), why));
        case Refused<Batch> nothing -> {
          return false;
        }
        case Answered<Batch>(Batch batch) -> {
          return batch.events().stream().allMatch(this::pass);
        }
      }
      return true;
    }

    private boolean pass(StreamEvent event) {
      switch ((AnswerEvent) event) {
        case Failed(Refusal why, _) when !shown && isOfItsNode(why) -> {
          return false;
        }
        case Failed failed -> flight.log().end(failed);
        case Done done -> {
          show();
          flight.said(words.toString());
          flight.log().end(done);
        }
        case Token token -> {
          show();
          words.append(token.text());
          flight.log().append(token);
        }
        case AnswerEvent other when shown -> flight.log().append(other);
        case AnswerEvent other -> held.add(other);
      }
      return true;
    }

    /** From now on it is the other node's answer. */
    private void show() {
      if (!shown) {
        shown = true;
        posed.notes().joins();
        held.forEach(flight.log()::append);
      }
    }

    /** Also whoever began it there may have had less time than there is here. */
    private static boolean isOfItsNode(Refusal why) {
      return why instanceof Cancelled || why instanceof DeadlinePassed
          || (why instanceof Unavailable(String part, _)
              && OF_A_NODE_THAT_GOES.contains(part));
    }
  }
}
