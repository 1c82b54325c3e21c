package io.sluice.generation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sluice.bus.Bus;
import io.sluice.bus.EventLog;
import io.sluice.bus.StreamReader;
import io.sluice.bus.Streams;
import io.sluice.generation.Outcome.Failed;
import io.sluice.generation.Outcome.GaveUp;
import io.sluice.generation.Outcome.Spoke;
import io.sluice.generation.extractive.ExtractiveProvider;
import io.sluice.message.AnswerEvent.Citation;
import io.sluice.message.AnswerEvent.Token;
import io.sluice.message.AnswerEvent.Usage;
import io.sluice.message.CallInfo;
import io.sluice.message.Generation;
import io.sluice.message.Generation.Generate;
import io.sluice.message.GenerationEvent;
import io.sluice.message.GenerationEvent.Generated;
import io.sluice.message.GenerationEvent.NotGenerated;
import io.sluice.message.GenerationEvent.Started;
import io.sluice.message.Passage;
import io.sluice.message.Refusal.Cancelled;
import io.sluice.message.Refusal.DeadlinePassed;
import io.sluice.message.Refusal.Internal;
import io.sluice.message.Refusal.UpstreamFailed;
import io.sluice.message.Reply;
import io.sluice.message.Reply.Answered;
import io.sluice.message.Reply.Refused;
import io.sluice.message.StreamEvent;
import io.sluice.message.Streaming.StreamOpened;
import io.sluice.resilience.Circuits;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The verticle over a real bus; where the provider matters, over a provider that is scripted. */
class GenerationVerticleIT {
  private static final Generate REQUEST = new Generate("When is the gate locked?",
      "When is the gate locked?", "en", "normal",
      List.of(new Passage("guide.md", 1, "p1", "Guide", List.of(), "en",
          "The gate is locked at 22:00. Dogs are welcome.", 0, 46, "hash", null)),
      List.of());

  private static final NotGenerated CANCELLED = new NotGenerated(
      new Cancelled("the generation was stopped"));

  private final Vertx vertx = Vertx.vertx();
  private final Bus bus = Bus.on(vertx);
  private final CallInfo call = CallInfo.within(Duration.ofSeconds(20), "test");
  private final Streams streams = await(Streams.serve(vertx, bus, Streams.Limits.DEFAULT));

  @AfterEach
  void stop() {
    await(vertx.close());
  }

  @Test
  void anAnswerIsStartedWrittenCitedAndEnded() {
    deploy();

    assertEquals(List.of(new Started("extractive", "extractive"), new Token("The "),
        new Token("gate "), new Token("is "), new Token("locked "), new Token("at "),
        new Token("22:00."), new Citation(0, 28, List.of(1)), new Token(" [1]"),
        new Generated(true, Usage.NONE)), readAll(open(REQUEST)));
  }

  @Test
  void whatIsNotFoundIsNotGrounded() {
    deploy();

    var events = readAll(open(
        new Generate("누가 이겼나요?", "누가 이겼나요?", "ko", "normal", List.of(), List.of())));

    assertEquals(new Generated(false, Usage.NONE), events.getLast());
    assertTrue(events.stream().noneMatch(Citation.class::isInstance));
  }

  @Test
  void manyAtOnceAllEnd() {
    deploy();
    var opened = new ArrayList<StreamOpened>();
    for (var i = 0; i < 200; i++) {
      opened.add(open(REQUEST));
    }

    for (var stream : opened) {
      assertEquals(new Generated(true, Usage.NONE), readAll(stream).getLast());
    }
  }

  @Test
  void aCancelledStreamEndsAndTellsItsProvider() {
    var provider = new Scripted();
    serve(provider);
    var stream = open(REQUEST);
    var log = await(provider.asked.future());
    log.append(new Token("one "));

    await(new StreamReader(bus, stream, call, 0).cancel());

    await(log.whenEnded());
    assertFalse(log.append(new Token("two ")));
    provider.end.complete(new Spoke(new Generated(true, Usage.NONE)));
    assertEquals(
        List.of(new Token("one "), CANCELLED),
        readAll(stream));
  }

  @Test
  void aProvidersRefusalEndsTheStream() {
    var provider = new Scripted();
    serve(provider);
    var refusal = new UpstreamFailed("scripted", "gone", true);
    provider.end.complete(new GaveUp(refusal));

    assertEquals(List.of(new NotGenerated(refusal)), readAll(open(REQUEST)));
  }

  @Test
  void aProviderThatFailsEndsTheStreamWithoutTellingWhy() {
    var provider = new Scripted();
    serve(provider);
    provider.end.fail("a secret of the machine room");

    var last = assertInstanceOf(NotGenerated.class, readAll(open(REQUEST)).getLast());

    assertEquals(new Internal("the answer could not be generated"), last.refusal());
  }

  @Test
  void theExtractiveProviderWritesNothingIntoALogThatHasEnded() {
    var log = streams.<GenerationEvent>open(call, CANCELLED);
    log.cancel();

    var reply = await(extractive().generate(REQUEST, call, log));

    assertInstanceOf(Cancelled.class, assertInstanceOf(Failed.class, reply).why());
    assertEquals(List.of(CANCELLED), readAll(new StreamOpened(log.id())));
  }

  @Test
  void theExtractiveProviderDoesNotBeginWhenTheTimeIsUp() {
    var log = streams.<GenerationEvent>open(call, CANCELLED);

    var reply = await(extractive().generate(REQUEST, CallInfo.within(Duration.ZERO, "late"), log));

    assertInstanceOf(DeadlinePassed.class, assertInstanceOf(Failed.class, reply).why());
  }

  private Provider extractive() {
    return new ExtractiveProvider(vertx.createSharedWorkerExecutor("test"),
        ExtractiveConfig.DEFAULT);
  }

  private void deploy() {
    var circuits = await(Circuits.open(vertx, bus, new SimpleMeterRegistry()));
    await(vertx.deployVerticle(
        () -> new GenerationVerticle(bus, streams, GenerationConfig.withoutModels(), circuits),
        new DeploymentOptions().setInstances(2)));
  }

  private void serve(Provider provider) {
    await(bus.serve(Generation.GENERATE,
        new Generations(streams, bus.tracing(),
            (request, call) -> new ProviderChain(List.of(provider)))::generate));
  }

  private StreamOpened open(Generate request) {
    return answered(await(bus.ask(Generation.GENERATE, request, call)));
  }

  private List<StreamEvent> readAll(StreamOpened stream) {
    var reader = new StreamReader(bus, stream, call, 0);
    var events = new ArrayList<StreamEvent>();
    while (true) {
      var batch = answered(await(reader.next(100)));
      events.addAll(batch.events());
      if (batch.ended()) {
        return events;
      }
    }
  }

  private static <A> A answered(Reply<A> reply) {
    return switch (reply) {
      case Answered<A>(A value) -> value;
      case Refused<A>(var refusal) -> throw new AssertionError("refused: " + refusal);
    };
  }

  private static <T> T await(Future<T> future) {
    return future.toCompletionStage().toCompletableFuture().join();
  }

  /** A provider that does what the test says, when it says so. */
  private static final class Scripted implements Provider {
    final Promise<EventLog<GenerationEvent>> asked = Promise.promise();
    final Promise<Outcome> end = Promise.promise();

    @Override
    public String name() {
      return "scripted";
    }

    @Override
    public Future<Outcome> generate(Generate request, CallInfo info,
        EventLog<GenerationEvent> log) {
      asked.complete(log);
      return end.future();
    }
  }
}
