package io.sluice.abrouting;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.bus.Bus;
import io.sluice.message.AbRouting;
import io.sluice.message.AbRouting.ChangeExperiment;
import io.sluice.message.AbRouting.ChooseVariant;
import io.sluice.message.AbRouting.ExperimentReport;
import io.sluice.message.AbRouting.FindExperiments;
import io.sluice.message.AbRouting.Kind;
import io.sluice.message.AbRouting.Outcome;
import io.sluice.message.AbRouting.RecordOutcomes;
import io.sluice.message.AbRouting.VariantChosen;
import io.sluice.message.Ask;
import io.sluice.message.CallInfo;
import io.sluice.message.Message;
import io.sluice.message.Refusal;
import io.sluice.message.Refusal.BadRequest;
import io.sluice.message.Refusal.NotFound;
import io.sluice.message.Reply.Answered;
import io.sluice.message.Reply.Refused;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The actor on a bus, with its file. */
class AbRoutingIT {
  private static final CallInfo CALL = CallInfo.within(Duration.ofHours(1), "test");
  private static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");
  private static final String ONE = "{'e': {'metric': 'rating', 'variants': {'b': {'k': 12}}}}";

  @TempDir
  Path folder = Path.of("");
  private final Vertx vertx = Vertx.vertx();
  private final Bus bus = Bus.on(vertx);
  private String deployment = "";

  @AfterEach
  void stop() throws Exception {
    get(vertx.close());
  }

  @Test
  void aStopLosesNothing() throws Exception {
    deploy(ONE, NOW);
    tell(Kind.RATING, 5);
    tell(Kind.EXPOSED, 0);
    var before = report();
    get(vertx.undeploy(deployment));
    deploy(ONE, NOW.plusSeconds(60));

    assertEquals(before, report(), "since when it counts, too");
    tell(Kind.RATING, 4);
    assertEquals(2, report().variants().getLast().metrics().getFirst().n());
    assertEquals(4.5, report().variants().getLast().metrics().getFirst().mean());
    assertEquals(1, report().variants().getLast().exposed());
  }

  @Test
  void anAskerWhoComesAgainAfterARestartCountsOnce() throws Exception {
    deploy(ONE, NOW);
    expose("anna");
    for (var restart = 0; restart < 3; restart++) {
      get(vertx.undeploy(deployment));
      deploy(ONE, NOW);
      expose("anna");
    }
    assertEquals(1, report().variants().getLast().exposed());
    expose("bora");

    assertEquals(2, report().variants().getLast().exposed());
  }

  @Test
  void whereItIsNotKnownWhoWasCountedTheSplitIsCheckedAnew() throws Exception {
    deploy(ONE, NOW);
    tell(Kind.RATING, 5);
    expose("anna");
    get(vertx.undeploy(deployment));
    var file = folder.resolve("experiments.json");
    Files.writeString(file,
        Files.readString(file).replaceAll(",\"seen\":\"[^\"]*\"", ""));
    deploy(ONE, NOW);

    assertEquals(0, report().variants().getLast().exposed());
    assertEquals(1, report().variants().getLast().metrics().getFirst().n(), "ratings stay");
    expose("anna");
    assertEquals(1, report().variants().getLast().exposed());
  }

  @Test
  void whatIsSwitchedOffTakesNobodyAlsoAfterACrash() throws Exception {
    deploy(ONE, NOW);
    assertEquals("e", choose(null).experiment());
    assertNull(change(false, null));

    assertEquals(VariantChosen.UNCOUNTED, choose(null));
    var crashed = Files.readString(folder.resolve("experiments.json"));
    get(vertx.undeploy(deployment));
    Files.writeString(folder.resolve("experiments.json"), crashed);
    deploy(ONE, NOW);
    assertEquals(VariantChosen.UNCOUNTED, choose(null));
    assertFalse(report().on());
    assertNull(change(true, null));
    assertEquals("e", choose(null).experiment());
  }

  @Test
  void aShareThatIsSetEndsTheRamp() throws Exception {
    deploy("""
        {'e': {'metric': 'rating', 'variants': {'b': {}},
               'ramp': {'from': '2026-05-31T00:00:00Z', 'over': '10d'}}}""", NOW);

    assertEquals(0.1, report().share(), 1e-9);
    assertNull(change(null, 0.75));
    assertEquals(0.75, report().share());
    assertTrue(change(null, 1.5) instanceof BadRequest(var message, var param)
        && "share".equals(param));
    assertEquals(0.75, report().share());
  }

  @Test
  void anExperimentThatThereIsNotIsNotFound() throws Exception {
    deploy(ONE, NOW);

    assertTrue(refusal(AbRouting.CHANGE_EXPERIMENT,
        new ChangeExperiment("x", false, null)) instanceof NotFound);
  }

  @Test
  void aVariantThatThereIsNotIsRefused() throws Exception {
    deploy(ONE, NOW);

    assertEquals("b", choose("b").variant());
    assertTrue(refusal(AbRouting.CHOOSE_VARIANT,
        new ChooseVariant("a", "default", "x")) instanceof BadRequest);
  }

  @Test
  void withoutExperimentsAllGetControl() throws Exception {
    deploy("{}", NOW);

    assertEquals(VariantChosen.UNCOUNTED, choose(null));
    assertEquals(List.of(),
        answer(AbRouting.FIND_EXPERIMENTS, new FindExperiments()).experiments());
  }

  @Test
  void anotherDesignIsCountedAnewAndStaysSwitched() throws Exception {
    deploy(ONE, NOW);
    tell(Kind.RATING, 5);
    assertNull(change(false, null));
    get(vertx.undeploy(deployment));
    deploy(ONE.replace("12", "20"), NOW.plusSeconds(60));

    assertEquals(List.of(), report().variants().getLast().metrics());
    assertEquals(NOW.plusSeconds(60), report().since());
    assertFalse(report().on());
  }

  @Test
  void whatIsNotConfiguredForAWhileIsKept() throws Exception {
    deploy(ONE, NOW);
    tell(Kind.RATING, 5);
    get(vertx.undeploy(deployment));
    deploy("{'f': {'metric': 'rating', 'variants': {'c': {}}}}", NOW);
    get(vertx.undeploy(deployment));
    deploy(ONE, NOW);

    assertEquals(1, report().variants().getLast().metrics().getFirst().n());
  }

  @Test
  void aFileThatCannotBeReadIsPutAside() throws Exception {
    for (var text : List.of("{\"e\": {\"de", "{\"e\": null}", "{\"e\": {\"design\": \"x\"}}",
        "", "null", "[]", "{\"e\": 7}", "\0\0\0\0", "\0\0\u00ff\u00ff", "{\"e\": [null]}",
        damaged("\"counts\":[0,0]", "\"counts\":[null,null]"),
        damaged("\"counts\":[0,0]", "\"counts\":[-1,0]"),
        damaged("\"evidence\":0.0", "\"evidence\":\"NaN\""),
        damaged("\"seen\":\"\"", "\"seen\":\"AAA\""),
        damaged("\"seen\":\"\"", "\"seen\":\"?\""),
        damaged("\"share\":null", "\"share\":7"),
        damaged("\"b\":{}", "\"b\":{\"RATING\":[null,null]}"),
        damaged("\"b\":{}", "\"b\":{\"RATING\":null}"),
        damaged("\"b\":{}", "\"b\":null"),
        damaged("\"b\":{}", "\"b\":{\"RATING\":[{\"n\":-1,\"mean\":1,\"m2\":0}]}"))) {
      var bytes = text.getBytes(StandardCharsets.ISO_8859_1);
      Files.write(folder.resolve("experiments.json"), bytes);
      deploy(ONE, NOW);
      tell(Kind.RATING, 5);

      assertEquals(1, report().variants().getLast().metrics().getFirst().n(), text);
      assertArrayEquals(bytes, Files.readAllBytes(folder.resolve("experiments.json.unreadable")),
          text);
      get(vertx.undeploy(deployment));
      Files.delete(folder.resolve("experiments.json"));
    }
  }

  /** What is written of an experiment of which nothing was told, with something else in it. */
  private String damaged(String part, String other) throws Exception {
    var sound = folder.resolve("sound");
    if (!Files.exists(sound)) {
      deploy(ONE, NOW);
      get(vertx.undeploy(deployment));
      Files.move(folder.resolve("experiments.json"), sound);
    }
    var text = Files.readString(sound);
    assertTrue(text.contains(part), text);
    return text.replace(part, other);
  }

  @Test
  void aSwitchThatCannotBeWrittenDownWorksAndSaysSo() throws Exception {
    deploy(ONE, NOW);
    Files.createDirectory(folder.resolve("experiments.json.half"));

    assertNotNull(change(false, null));
    assertEquals(VariantChosen.UNCOUNTED, choose(null));
    Files.delete(folder.resolve("experiments.json.half"));
  }

  private void deploy(String experiments, Instant now) throws Exception {
    deployment = get(vertx.deployVerticle(new AbRoutingVerticle(bus,
        new AbRoutingConfig(folder, Duration.ofHours(1), Experiments.of(experiments)),
        Clock.fixed(now, ZoneOffset.UTC))));
  }

  private VariantChosen choose(@Nullable String variant) throws Exception {
    return answer(AbRouting.CHOOSE_VARIANT, new ChooseVariant("asker", "default", variant));
  }

  private void tell(Kind kind, double value) throws Exception {
    answer(AbRouting.RECORD_OUTCOMES,
        new RecordOutcomes(List.of(new Outcome("e", "b", kind, value, "asker"))));
  }

  private void expose(String asker) throws Exception {
    answer(AbRouting.RECORD_OUTCOMES,
        new RecordOutcomes(List.of(new Outcome("e", "b", Kind.EXPOSED, 1, asker))));
  }

  private ExperimentReport report() throws Exception {
    return answer(AbRouting.FIND_EXPERIMENTS, new FindExperiments()).experiments().getFirst();
  }

  /** Gives why it was refused; null where it was not. */
  private @Nullable Refusal change(@Nullable Boolean on, @Nullable Double share)
      throws Exception {
    return refusal(AbRouting.CHANGE_EXPERIMENT, new ChangeExperiment("e", on, share));
  }

  private <Q extends Message, A extends Message> A answer(Ask<Q, A> ask, Q request)
      throws Exception {
    return switch (get(bus.ask(ask, request, CALL))) {
      case Answered<A>(A value) -> value;
      case Refused<A>(Refusal refusal) -> throw new AssertionError(refusal);
    };
  }

  private <Q extends Message, A extends Message> @Nullable Refusal refusal(Ask<Q, A> ask,
      Q request) throws Exception {
    return get(bus.ask(ask, request, CALL)) instanceof Refused<A>(Refusal refusal)
        ? refusal
        : null;
  }

  private static <T> T get(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
  }
}
