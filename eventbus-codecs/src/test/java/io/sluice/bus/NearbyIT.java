package io.sluice.bus;

import static io.sluice.bus.Nodes.answer;
import static io.sluice.bus.Nodes.refusal;
import static io.sluice.bus.Nodes.result;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.message.Ask;
import io.sluice.message.CallInfo;
import io.sluice.message.Embedding.Embed;
import io.sluice.message.Embedding.Embedded;
import io.sluice.message.Embedding.Purpose;
import io.sluice.message.Refusal.NotFound;
import io.sluice.message.Refusal.Overloaded;
import io.sluice.message.Refusal.Unavailable;
import io.sluice.message.Reply;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** Which of several nodes is asked. */
@TestInstance(Lifecycle.PER_CLASS)
class NearbyIT {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final int TIMES = 20;

  private final Nodes nodes = new Nodes();
  private final Vertx here = nodes.clustered();
  private final Bus bus = Bus.on(here);
  private final Bus there = Bus.on(nodes.clustered());

  @AfterAll
  void close() {
    nodes.close();
  }

  @Test
  void whatANodeServesItselfItDoesNotAskOfOthers() {
    var ask = ask("both");
    serve(bus, ask, "here");
    serve(there, ask, "there");

    assertEquals(Set.of("here"), whoAnswers(bus, ask));
    assertEquals(Set.of("there"), whoAnswers(there, ask));
  }

  @Test
  void whatANodeServesNoMoreItAsksOfOthers() {
    var ask = ask("moved");
    serve(there, ask, "there");
    var deployed = result(here.deployVerticle(new VerticleBase() {
      @Override
      public Future<?> start() {
        return bus.serve(ask, (embed, call) -> Future.succeededFuture(named("here")));
      }
    }));
    assertEquals(Set.of("here"), whoAnswers(bus, ask));
    result(here.undeploy(deployed));

    assertEquals(Set.of("there"), whoAnswers(bus, ask));
  }

  @Test
  void theNodeThatKnowsIsFoundWhereverItIs() {
    var ask = ask("known").toWhoKnows();
    result(bus.serve(ask, (embed, call) -> unknown()));
    serve(there, ask, "there");

    assertEquals(Set.of("there"), whoAnswers(bus, ask));
    assertEquals(Set.of("there"), whoAnswers(there, ask));
  }

  @Test
  void whatNoNodeKnowsIsNotFoundAndOneThatCannotSayIsHeard() {
    var nowhere = ask("nowhere").toWhoKnows();
    result(bus.serve(nowhere, (embed, call) -> unknown()));
    refusal(NotFound.class, bus.ask(nowhere, request(), call()));

    var busy = ask("busy").toWhoKnows();
    result(bus.serve(busy, (embed, call) -> unknown()));
    result(there.serve(busy, (embed, call) -> Future.succeededFuture(
        Reply.refused(new Overloaded("later", 100)))));
    refusal(Overloaded.class, bus.ask(busy, request(), call()));

    refusal(Unavailable.class, bus.ask(ask("nobody").toWhoKnows(), request(), call()));
  }

  @Test
  void whoWaitsForANodeThatGoesIsToldAtOnce() {
    var going = nodes.clustered();
    var busGoing = Bus.on(going);
    var asked = Promise.<Void>promise();
    var ask = ask("going").on(String.valueOf(busGoing.node()));
    result(busGoing.serve(ask, (embed, call) -> {
      asked.complete();
      return Promise.<Reply<Embedded>>promise().future();
    }));
    var waiting = bus.ask(ask, request(), call());
    result(asked.future());
    result(going.close());
    for (var end = System.nanoTime() + PATIENCE.toNanos(); !waiting.isComplete()
        && System.nanoTime() < end;) {
      bus.nodesChanged();
    }
    refusal(Unavailable.class, waiting);
  }

  private static Set<String> whoAnswers(Bus bus, Ask<Embed, Embedded> ask) {
    var all = IntStream.range(0, TIMES)
        .mapToObj(n -> answer(bus.ask(ask, request(), call())).model())
        .collect(Collectors.toSet());
    assertTrue(!all.isEmpty());
    return all;
  }

  private static void serve(Bus bus, Ask<Embed, Embedded> ask, String name) {
    result(bus.serve(ask, (embed, call) -> Future.succeededFuture(named(name))));
  }

  private static Reply<Embedded> named(String name) {
    return Reply.of(new Embedded(name, List.of(), List.of()));
  }

  private static Future<Reply<Embedded>> unknown() {
    return Future.succeededFuture(Reply.refused(new NotFound("not here", null)));
  }

  private static Ask<Embed, Embedded> ask(String name) {
    return new Ask<>("sluice.test." + name, Embed.class, Embedded.class, HOUR);
  }

  private static Embed request() {
    return new Embed(List.of("q"), Purpose.QUESTION);
  }

  private static CallInfo call() {
    return CallInfo.within(HOUR, "req");
  }
}
