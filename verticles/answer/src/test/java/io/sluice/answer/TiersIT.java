package io.sluice.answer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.message.AnswerEvent.Done;
import io.sluice.message.AnswerEvent.Token;
import io.sluice.message.Answering.AskQuestion;
import io.sluice.message.Answering.CacheUse;
import io.sluice.message.Filters;
import io.sluice.message.GenerationEvent.Generated;
import io.sluice.message.GenerationEvent.Started;
import io.sluice.message.Reply;
import io.sluice.message.Tier;
import io.sluice.message.TierRouting.ChooseTier;
import io.sluice.message.TierRouting.TierChosen;
import io.vertx.core.Future;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which tier answers, and one tier up where its answer does not hold. */
class TiersIT extends AnswerCase {
  @Test
  void whatWasFoundDecidesTheTierWithTheQuestion() {
    serveGeneration();
    others.chooseTier = () -> Future.succeededFuture(
        Reply.of(new TierChosen(Tier.COMPLEX, List.of("compares"))));
    var done = assertInstanceOf(Done.class, events(ask("연차는 며칠이에요?")).getLast());

    assertEquals("complex", done.route().tier());
    assertEquals("complex", others.generated.getFirst().tier());
    assertEquals(new ChooseTier("연차는 며칠이에요?", 0, 1, 1, 1), others.tiers.getFirst());
  }

  @Test
  void theTierThatTheAskerWantsIsTaken() {
    serveGeneration();
    var wanted = new AskQuestion("q", "default", null, null, null, Filters.NONE, null, "complex",
        CacheUse.USE);
    var done = assertInstanceOf(Done.class,
        events(answer(asking(wanted, call("t", AMPLE)))).getLast());

    assertEquals("complex", done.route().tier());
    assertTrue(others.tiers.isEmpty());
  }

  @Test
  void whereNobodyChoosesTheTierItIsTheNormalOneAndIsTold() {
    serveGeneration();
    others.chooseTier = () -> Future.failedFuture("broken");
    var done = assertInstanceOf(Done.class, events(ask("q")).getLast());

    assertEquals("normal", done.route().tier());
    assertEquals("tier", done.degraded().getFirst().what());
  }

  @Test
  void whatItsSourcesDoNotBearOutIsAskedOneTierUpBeforeAnybodySeesIt() {
    others.chooseTier = () -> Future.succeededFuture(
        Reply.of(new TierChosen(Tier.SIMPLE, List.of("short"))));
    others.speak = (request, log) -> {
      var holds = request.tier().equals("normal");
      log.append(new Started("llm", request.tier()));
      log.append(new Token(holds ? "15일" : "16일"));
      log.end(new Generated(holds, Neighbours.USAGE));
    };
    serveGeneration();
    var events = events(ask("연차는 며칠이에요?"));

    var done = assertInstanceOf(Done.class, events.getLast());
    assertEquals(List.of(new Token("15일")),
        events.stream().filter(Token.class::isInstance).toList());
    assertEquals(1, kinds(events).stream().filter("routed"::equals).count());
    assertEquals("normal", done.route().tier());
    assertEquals(Neighbours.USAGE.plus(Neighbours.USAGE), done.usage());
    assertTrue(done.grounded());
  }

  @Test
  void aHeldAnswerThatHoldsIsToldInItsOrder() {
    others.chooseTier = () -> Future.succeededFuture(
        Reply.of(new TierChosen(Tier.SIMPLE, List.of("short"))));
    serveGeneration();
    var events = events(ask("연차는 며칠이에요?"));

    assertEquals(List.of("accepted", "sources", "routed", "token", "token", "citation", "usage",
        "done"), kinds(events));
    assertEquals("simple", assertInstanceOf(Done.class, events.getLast()).route().tier());
    assertEquals(1, others.generated.size());
  }
}
