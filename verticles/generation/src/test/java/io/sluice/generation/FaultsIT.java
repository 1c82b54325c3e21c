package io.sluice.generation;

import static io.sluice.generation.Gateway.config;
import static io.sluice.generation.Gateway.english;
import static io.sluice.generation.Gateway.within;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.generation.EndpointConfig.Kind;
import io.sluice.generation.Gateway.Told;
import io.sluice.message.AnswerEvent.Degraded;
import io.sluice.message.GenerationEvent.Started;
import io.sluice.message.Refusal.DeadlinePassed;
import io.sluice.message.Refusal.UpstreamFailed;
import io.sluice.testservers.Acts;
import io.sluice.testservers.ModelCall;
import io.sluice.testservers.ScriptedModel;
import io.sluice.testservers.ScriptedModel.Act;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of an answer when the model's server fails in every way it can. */
class FaultsIT {
  private static final Duration SOON = Duration.ofMillis(150);
  private static final Duration LONG = Duration.ofSeconds(20);
  private static final String QUESTION = "How long are books lent?";
  private static final String MEGABYTE = "data: " + "x".repeat(1 << 20);

  private final ScriptedModel first = ScriptedModel.start();
  private final ScriptedModel second = ScriptedModel.start();

  @AfterEach
  void stop() {
    first.close();
    second.close();
  }

  static Stream<Arguments> faults() {
    return Stream.of(late(Acts.hangs(), "a said nothing within 150 ms"),
        fault(Acts.busy(null), "a has too much to do (status 429)"),
        fault(Acts.busy("3600"), "a has too much to do"),
        fault(Acts.status(500, "oh no"), "a failed with status 500, oh no"),
        fault(Acts.status(529, ""), "a failed with status 529"),
        fault(Acts.cutsAfter(), "a broke the connection: Connection was closed"),
        fault(Acts.sends("data: {not json\n\n"), "a sent an event that is not JSON"),
        fault(Acts.sends(MEGABYTE), "a sent an event of more than 262144 bytes"),
        fault(Acts.sends("data: [DONE]\n\n"), "a ended its stream without an end of the answer"),
        fault(Acts.sends("data: {\"error\": {\"message\": \"out of memory\"}}\n\n"),
            "a failed: out of memory"),
        fault(Acts.says(" ", "\n"), "a answered with nothing"),
        fault(ModelCall::end, "a broke off"),
        fault(Acts.isNoModel(), "a answered with something else than a stream of events"));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void beforeTheFirstWordTheNextOneAnswersAndTheAskerIsTold(Act fault, Duration patience,
      String why) {
    first.otherwise(fault);
    try (var gateway = Gateway.of(Gateway.config(patientWithA(patience, LONG)))) {
      var told = gateway.ask(english(QUESTION));

      assertEquals(List.of(new Started("b", "m-1")), told.started());
      assertEquals("It is so [1].", told.text());
      assertEquals("generation", told.degraded().getFirst().what());
      assertTrue(told.degraded().getFirst().why().startsWith(why), told::toString);
    }
  }

  static Stream<Arguments> faultsMidway() {
    return Stream.of(
        late(call -> call.say("Books "), "a said nothing more within 150 ms"),
        fault(Acts.cutsAfter("Books "), "a broke the connection"),
        fault(call -> {
          call.say("Books ");
          call.end();
        }, "a broke off, in the middle of its answer"),
        fault(Acts.sends("data: {not json\n\n", "Books "), "a sent an event that is not JSON"),
        fault(Acts.sends(MEGABYTE, "Books "), "a sent an event of more than"),
        fault(Acts.says("Books ", "on and on ".repeat(1000)), "a said far more than"),
        fault(Acts.sends("data: {\"error\": {\"message\": \"gone\"}}\n\n", "Books "),
            "a failed: gone"));
  }

  @ParameterizedTest
  @MethodSource("faultsMidway")
  void afterTheFirstWordNobodyElseIsAskedAndTheStreamEndsWithTheReason(Act fault,
      Duration patience, String why) {
    first.otherwise(fault);
    try (var gateway = Gateway.of(Gateway.config(patientWithA(LONG, patience)))) {
      var told = gateway.ask(english(QUESTION));

      assertEquals("Books ", told.text());
      var refusal = assertInstanceOf(UpstreamFailed.class, told.failed().refusal());
      assertTrue(refusal.message().startsWith(why), refusal::message);
      // Said once, whatever the reason.
      assertEquals(refusal.message().length() - ", in the middle of its answer".length(),
          refusal.message().indexOf(", in the middle of its answer"), refusal::message);
      assertEquals(2, refusal.message().split("in the middle", -1).length, refusal::message);
      assertEquals(List.of(), second.calls());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 403, 404, 422})
  void whatSomebodyHasToSetRightIsToldAtOnceWithoutTheKey(int status) {
    first.otherwise(Acts.status(status, "bad key secret-key-1234 sent"));
    try (var gateway = Gateway.of(config(first.url(), second.url()))) {
      var told = gateway.ask(english(QUESTION));

      var refusal = assertInstanceOf(UpstreamFailed.class, told.failed().refusal());
      assertFalse(refusal.worthRetrying());
      assertTrue(refusal.message().contains("status " + status), refusal::message);
      assertFalse(refusal.message().contains("secret-key-1234"), refusal::message);
      assertEquals(List.of(), second.calls());
    }
  }

  @Test
  void aServerThatIsBusyForAMomentIsAskedAgainAfterIt() {
    first.then(Acts.busy("1"), Acts.says("Books are lent for 14 days [1]."));
    try (var gateway = Gateway.of(config(first.url(), second.url()))) {
      var before = System.nanoTime();
      var told = gateway.ask(english(QUESTION));

      assertEquals(List.of(new Started("a", "m-1")), told.started());
      assertEquals(List.of(), told.degraded());
      assertTrue(System.nanoTime() - before >= 1_000_000_000L);
      assertEquals(2, first.calls().size());
    }
  }

  @Test
  void aServerThatIsBusyForLongIsLeftAloneByTheNextQuestionsToo() {
    first.then(Acts.busy("3600"));
    try (var gateway = Gateway.of(config(first.url(), second.url()))) {
      gateway.ask(english(QUESTION));
      var told = gateway.ask(english(QUESTION));

      assertEquals(1, first.calls().size());
      assertEquals(List.of(new Started("b", "m-1")), told.started());
      assertTrue(told.degraded().getFirst().why().startsWith("a has too much to do for another"),
          told::toString);
    }
  }

  @Test
  void aSlowFirstWordWithinThePatienceIsWaitedFor() {
    first.then(first.holds());
    try (var gateway = Gateway.of(config(first.url()))) {
      var reader = gateway.open(english(QUESTION));
      var call = first.takeHeld();
      call.say("Books are lent for 14 days [1].");
      call.finish("stop", 1, 1);

      assertEquals("Books are lent for 14 days [1].",
          Told.of(Gateway.readAll(reader)).text());
    }
  }

  @Test
  void nobodyListensAtTheAddress() {
    var url = first.url();
    first.close();
    try (var gateway = Gateway.of(config(url))) {
      var told = gateway.ask(english(QUESTION));

      assertEquals(List.of(new Started("extractive", "extractive")), told.started());
      assertEquals(List.of(new Degraded("generation",
          "a cannot be reached: nobody takes the connection")), told.degraded());
      assertEquals("Books are lent for 14 days. [1]", told.text());
    }
  }

  @Test
  void aModelThatNeverEndsIsEnded() {
    first.then(call -> call.say("Books "));
    try (var gateway = Gateway
        .of(config(one -> within(one, LONG, LONG, Duration.ofSeconds(2)), first.url()))) {
      var told = gateway.ask(english(QUESTION));

      assertTrue(told.failed().refusal().message().startsWith("a did not come to an end"));
      assertFalse(first.takeClosed().hasEnded());
    }
  }

  @Test
  void halfOfTheTimeOfTheQuestionIsKeptForTheNextOne() {
    first.otherwise(Acts.hangs());
    try (var gateway = Gateway.within(Duration.ofSeconds(6), config(first.url()))) {
      var told = gateway.ask(english(QUESTION));
      assertEquals(List.of(new Started("extractive", "extractive")), told.started());
      assertTrue(told.degraded().getFirst().why().startsWith("a said nothing within "),
          told::toString);
    }
  }

  @Test
  void theTimeOfTheQuestionIsNotExceeded() {
    first.otherwise(call -> call.say("Books "));
    try (var gateway = Gateway.within(Duration.ofSeconds(3), config(first.url()))) {
      assertInstanceOf(DeadlinePassed.class, gateway.ask(english(QUESTION)).failed().refusal());
    }
  }

  @Test
  void whatWasSaidOfAnAnswerWithoutAnEndIsCharged() throws Exception {
    first.otherwise(first.holds());
    try (var gateway = Gateway.of(config(first.url()))) {
      var charged = gateway.charges();
      var reader = gateway.openFor("key:1", english(QUESTION));
      var call = first.takeHeld();
      call.say("Books are lent ");
      Gateway.await(reader.next(1));
      Gateway.await(reader.cancel());

      var charge = charged.get(30, TimeUnit.SECONDS);
      assertEquals("key:1", charge.account());
      assertTrue(charge.tokens() > 20 && charge.costUsd() > 0, charge::toString);
    }
  }

  @Test
  void whoLeavesClosesTheConnection() {
    first.otherwise(first.holds());
    try (var gateway = Gateway.of(config(first.url()))) {
      var reader = gateway.open(english(QUESTION));
      var call = first.takeHeld();
      call.say("Books ");
      Gateway.await(reader.next(1));

      Gateway.await(reader.cancel());

      assertEquals(call, first.takeClosed());
    }
  }

  @Test
  void moreThanItsShareAServerIsNotAsked() {
    first.otherwise(first.holds());
    try (var gateway = Gateway.of(config(first.url()))) {
      var readers = Stream.generate(() -> gateway.open(english(QUESTION))).limit(6).toList();
      for (var i = 0; i < 4; i++) {
        first.takeHeld().finish("stop", 1, 1);
      }
      for (var i = 0; i < 2; i++) {
        first.takeHeld().finish("stop", 1, 1);
      }

      readers.forEach(Gateway::readAll);
      assertEquals(6, first.calls().size());
    }
  }

  @Test
  void anthropicsOverloadMidstreamIsAFailureToo() {
    first.then(Acts.sends("event: error\ndata: {\"type\":\"error\",\"error\":{\"type\":"
        + "\"overloaded_error\",\"message\":\"Overloaded\"}}\n\n"));
    var config = config(Map.of("claude", Gateway.endpoint(Kind.ANTHROPIC, first.url())));
    try (var gateway = Gateway.of(config)) {
      assertEquals("claude failed: Overloaded",
          gateway.ask(english(QUESTION)).degraded().getFirst().why());
    }
  }

  /** The second one may take its time. */
  private Map<String, EndpointConfig> patientWithA(Duration firstWord, Duration between) {
    var endpoints = new LinkedHashMap<String, EndpointConfig>();
    endpoints.put("a",
        within(Gateway.endpoint(Kind.OPENAI, first.url()), firstWord, between, LONG));
    endpoints.put("b", Gateway.endpoint(Kind.OPENAI, second.url()));
    return endpoints;
  }

  private static Arguments fault(Act act, String why) {
    return Arguments.of(act, LONG, why);
  }

  private static Arguments late(Act act, String why) {
    return Arguments.of(act, SOON, why);
  }
}
