package io.sluice.answer;

import io.sluice.bus.Streams;
import io.sluice.message.AnswerEvent.Failed;
import io.sluice.message.Answering.AskQuestion;
import io.sluice.message.Answering.CacheUse;
import io.sluice.message.CallInfo;
import io.sluice.message.CorpusEvent.CorpusChanged;
import io.sluice.message.Generation.Turn;
import io.sluice.message.Refusal.Cancelled;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The answers that are being made. Who asks what is being answered already, and may see the same, reads
 * along from the first word, and nothing is made twice.
 */
final class Flights {
  private final Streams streams;
  private final Map<Key, Flight> flights = new ConcurrentHashMap<>();

  Flights(Streams streams) {
    this.streams = streams;
  }

  /** What has to be the same to get the same answer. */
  private record Key(String tenant, Set<String> principals, AskQuestion question,
      String standalone, List<Turn> turns, @Nullable Double budgetUsd) {

    static Key of(Posed posed) {
      var q = posed.question();
      var call = posed.call();
      return new Key(call.tenant(), Set.copyOf(call.principals()),
          new AskQuestion(q.question(), q.collection(), null, null, q.k(), q.filters(),
              q.variant(), q.tier(), q.cache(), null, q.expand(), q.retrieval(), q.maxAgeMs()),
          posed.standalone(), posed.turns(), call.budgetUsd());
    }

    /** The same on all nodes, and another for any other key. */
    String digest() {
      var parts = new ArrayList<>(List.of(tenant, String.valueOf(budgetUsd), standalone));
      addAll(parts, new TreeSet<>(principals));
      addAll(parts, question.filters().tags());
      turns.forEach(turn -> addAll(parts, List.of(turn.question(), turn.answer())));
      parts.add(question.question());
      parts.add(question.toString());
      return Digest.of(parts.stream());
    }

    private static void addAll(List<String> parts, Collection<String> more) {
      parts.add(String.valueOf(more.size()));
      parts.addAll(more);
    }
  }

  /** Takes the asker aboard; gives the flight where it has to be begun, and null where it has been. */
  @Nullable
  Flight board(Posed posed, Passenger passenger) {
    if (posed.question().cache() != CacheUse.USE) { // it wants one that is made now
      return take(alone(posed.call()), null, passenger, true);
    }
    var key = Key.of(posed);
    var begun = new Flight[1];
    var flight = flights.compute(key, (_, running) -> {
      if (running != null && running.board(posed.call())) {
        return running;
      }
      begun[0] = begin(posed.call(), key.digest());
      return begun[0];
    });
    return take(flight, key, passenger, flight == begun[0]);
  }

  /** Who asks from now on is not told what was found before something changed. */
  void hear(CorpusChanged change) {
    flights.keySet().removeIf(key -> key.tenant().equals(change.tenant())
        && key.question().collection().equals(change.collection()));
  }

  /** One that nobody else can join. */
  Flight alone(CallInfo call) {
    return begin(call, null);
  }

  /** Takes an asker of another node aboard; null where it is not, or not any more, in the air. */
  @Nullable
  Flight take(String key, CallInfo call) {
    return flights.values().stream().filter(flight -> key.equals(flight.key())).findFirst()
        .filter(flight -> flight.isFor(call) && flight.board(call)).orElse(null);
  }

  /** One less; the last ends it. */
  void leave(Flight flight) {
    if (flight.leave()) {
      flights.values().remove(flight);
      flight.log().cancel();
    }
  }

  private Flight begin(CallInfo call, @Nullable String key) {
    return new Flight(
        streams.unnamed(call, new Failed(new Cancelled("nobody waits for the answer any more"))),
        call, key);
  }

  private @Nullable Flight take(Flight flight, @Nullable Key key, Passenger passenger,
      boolean first) {
    passenger.board(flight, first, () -> leave(flight));
    if (first && key != null) {
      flight.log().whenEnded().onComplete(end -> flights.remove(key, flight));
    }
    return first ? flight : null;
  }
}
