package io.sluice.generation;

import static io.sluice.generation.Gateway.config;
import static io.sluice.generation.Gateway.english;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.generation.Gateway.Told;
import io.sluice.message.GenerationEvent.Started;
import io.sluice.message.Refusal.UpstreamDown;
import io.sluice.message.Reply.Refused;
import io.sluice.resilience.CircuitConfig;
import io.sluice.testservers.Acts;
import io.sluice.testservers.ModelCall;
import io.sluice.testservers.ScriptedModel;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A model's server that fails is tried again, and left alone where that is of no use. */
class GuardIT {
  private static final String QUESTION = "How long are books lent?";
  private static final Started MODEL = new Started("a", "m-1");
  private static final Started PASSAGES = new Started("extractive", "extractive");

  private final ScriptedModel model = ScriptedModel.start();

  @AfterEach
  void stop() {
    model.close();
  }

  private Gateway gateway(int attempts, int failures, Duration rest) {
    return Gateway.of(config(one -> guarded(one, attempts, new CircuitConfig(failures, rest)),
        model.url()));
  }

  private static EndpointConfig guarded(EndpointConfig one, int attempts, CircuitConfig circuit) {
    return new EndpointConfig(one.kind(), one.baseUrl(), one.apiKey(), "", one.model(),
        one.contextTokens(), one.maxTokens(), one.concurrency(), one.connectTimeout(),
        one.firstTokenTimeout(), one.betweenTokensTimeout(), one.timeout(),
        one.pricePerMillionPromptTokens(), one.pricePerMillionCompletionTokens(), one.fields(),
        attempts, circuit);
  }

  static Stream<ScriptedModel.Act> passing() {
    return Stream.of(Acts.status(500, "oh no"), Acts.status(503, ""), Acts.cutsAfter(),
        ModelCall::end, Acts.sends("data: {not json\n\n"));
  }

  @ParameterizedTest
  @MethodSource("passing")
  void whatFailsQuicklyBeforeItsFirstWordIsAskedOnceMore(ScriptedModel.Act fault) {
    model.then(fault, Acts.says("Books are lent for 14 days [1]."));
    try (var gateway = gateway(2, 5, Duration.ofMinutes(5))) {
      var told = gateway.ask(english(QUESTION));

      assertEquals(List.of(MODEL), told.started());
      assertEquals("Books are lent for 14 days [1].", told.text());
      assertEquals(List.of(), told.degraded());
      assertEquals(2, model.calls().size());
    }
  }

  @Test
  void whatHasBegunOrIsTheCallersFaultIsNotAskedAgain() {
    model.then(Acts.cutsAfter("Books "), Acts.status(400, "no"), Acts.busy(null));
    try (var gateway = gateway(3, 5, Duration.ofMinutes(5))) {
      gateway.ask(english(QUESTION));
      gateway.ask(english(QUESTION));
      gateway.ask(english(QUESTION));
      assertEquals(3, model.calls().size());
    }
  }

  @Test
  void aServerThatFailsIsAskedAFifthMoreAtMost() {
    model.otherwise(Acts.status(500, "oh no"));
    try (var gateway = gateway(3, 10_000, Duration.ofMinutes(5))) {
      for (var round = 0; round < 15; round++) {
        Stream.generate(() -> gateway.open(english(QUESTION))).limit(4).toList()
            .forEach(Gateway::readAll);
      }
      // Ten to begin with.
      var most = 60 * 6 / 5 + 10;
      assertTrue(model.calls().size() > 60 && model.calls().size() <= most,
          "calls " + model.calls().size());
    }
  }

  @Test
  void afterFailuresInARowTheServerIsLeftAloneAndTheAskerIsToldForHowLong() {
    model.otherwise(Acts.status(500, "oh no"));
    try (var gateway = gateway(1, 3, Duration.ofMinutes(5))) {
      for (var time = 0; time < 3; time++) {
        assertNull(gateway.ask(english(QUESTION)).degraded().getFirst().retryAfterMs());
      }
      var told = gateway.ask(english(QUESTION));

      assertEquals(3, model.calls().size());
      assertEquals(List.of(PASSAGES), told.started());
      var degraded = told.degraded().getFirst();
      var left = Objects.requireNonNull(degraded.retryAfterMs());
      assertTrue(left > 240_000 && left <= 300_000, told::toString);
      assertTrue(degraded.why().startsWith("a is left alone for another "
          + Math.ceilDiv(left, 1000) + " s, since a failed"), told::toString);
      assertTrue(gateway.complete("Say it.") instanceof Refused<?>(UpstreamDown down)
          && down.provider().equals("a"));
      assertEquals(3, model.calls().size());
    }
  }

  @Test
  void afterItsRestItIsTriedAndAskedAgain() {
    model.then(Acts.status(500, "oh no"), Acts.status(500, "oh no"));
    try (var gateway = gateway(1, 2, Duration.ofMillis(100))) {
      gateway.ask(english(QUESTION));
      gateway.ask(english(QUESTION));

      Told told;
      do {
        told = gateway.ask(english(QUESTION));
      } while (told.started().equals(List.of(PASSAGES)));
      assertEquals(List.of(MODEL), told.started());
      assertEquals(3, model.calls().size());
    }
  }

  @Test
  void whoFindsTooManyWaitingIsNotMadeToWait() {
    model.otherwise(model.holds());
    try (var gateway = gateway(1, 5, Duration.ofMinutes(5))) {
      // Four at once, and three times as many wait.
      var readers = Stream.generate(() -> gateway.open(english(QUESTION))).limit(16).toList();
      for (var call = 0; call < 4; call++) {
        model.takeHeld();
      }
      var told = gateway.ask(english(QUESTION));

      assertEquals(List.of(PASSAGES), told.started());
      assertTrue(told.degraded().getFirst().why().startsWith("a is busy"), told::toString);
      readers.forEach(reader -> Gateway.await(reader.cancel()));
    }
  }
}
