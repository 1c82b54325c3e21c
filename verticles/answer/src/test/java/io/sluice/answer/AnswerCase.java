package io.sluice.answer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sluice.bus.Bus;
import io.sluice.bus.EventLog;
import io.sluice.bus.StreamReader;
import io.sluice.bus.Streams;
import io.sluice.message.AnswerEvent;
import io.sluice.message.AnswerEvent.Done;
import io.sluice.message.AnswerEvent.Failed;
import io.sluice.message.Answering;
import io.sluice.message.Answering.AskQuestion;
import io.sluice.message.Answering.CacheUse;
import io.sluice.message.CallInfo;
import io.sluice.message.Filters;
import io.sluice.message.GenerationEvent;
import io.sluice.message.Refusal;
import io.sluice.message.Reply;
import io.sluice.message.Reply.Answered;
import io.sluice.message.Reply.Refused;
import io.sluice.message.Streaming.StreamOpened;
import io.sluice.message.Tier;
import io.sluice.privacy.Masking;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.ThreadingModel;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Questions to the whole flow over a real bus, with stand-ins for those that it asks. */
abstract class AnswerCase {
  static final Duration AMPLE = Duration.ofMinutes(2);
  static final AnswerConfig CONFIG = new AnswerConfig(5, AMPLE, Duration.ofSeconds(10), AMPLE,
      ExpansionConfig.OFF, Path.of("../../conf/prompts"),
      SelectionConfig.defaults(), Masking.OFF, List.of(Tier.SIMPLE), 4, 0, 100, 2, AMPLE, 0);

  final Vertx vertx = Vertx.vertx();
  final Bus bus = Bus.on(vertx);
  final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  final Neighbours others = new Neighbours();
  private @Nullable Streams opened;
  private String deployed = "";

  @BeforeEach
  void start() {
    opened = result(Streams.serve(vertx, bus, new Streams.Limits(Duration.ofMillis(1),
        Duration.ofHours(1), Duration.ofHours(1), 64L << 20)));
    result(others.serve(bus));
    deployed = deploy(CONFIG, null, false);
  }

  /** Stops the gateway that each test has. */
  Future<Void> stopping() {
    return vertx.undeploy(deployed);
  }

  /** In place of the gateway that each test has, which has no cache, one like this. */
  void replace(AnswerConfig config, @Nullable String policy) {
    replace(config, policy, false);
  }

  /** @param experiments whether variants are tried out */
  void replace(AnswerConfig config, @Nullable String policy, boolean experiments) {
    result(vertx.undeploy(deployed));
    deployed = deploy(config, policy, experiments);
  }

  private String deploy(AnswerConfig config, @Nullable String policy, boolean experiments) {
    return result(
        vertx.deployVerticle(
            new AnswerVerticle(bus, streams(), config, false, experiments, policy, null, registry),
            new DeploymentOptions().setThreadingModel(ThreadingModel.VIRTUAL_THREAD)));
  }

  @AfterEach
  void close() {
    result(vertx.close());
  }

  Streams streams() {
    return Objects.requireNonNull(opened);
  }

  void serveGeneration() {
    result(others.serveGeneration(bus, streams()));
  }

  void speak(Consumer<EventLog<GenerationEvent>> words) {
    others.speak = (request, log) -> words.accept(log);
    serveGeneration();
  }

  StreamOpened ask(String question) {
    return ask(question, null);
  }

  StreamOpened ask(String question, @Nullable String conversation) {
    return answer(asking(question(question, "default", conversation), call("t", AMPLE)));
  }

  Future<Reply<StreamOpened>> asking(AskQuestion question, CallInfo call) {
    return bus.ask(Answering.ASK_QUESTION, question, call);
  }

  static AskQuestion question(String question, String collection,
      @Nullable String conversation) {
    return new AskQuestion(question, collection, conversation, null, null, Filters.NONE, null, null,
        CacheUse.USE);
  }

  static CallInfo call(String tenant, Duration time) {
    return new CallInfo("req", tenant, List.of(), null, System.nanoTime() + time.toNanos(), null);
  }

  StreamReader reader(StreamOpened stream) {
    return new StreamReader(bus, stream, call("t", AMPLE), 0);
  }

  List<AnswerEvent> events(StreamOpened stream) {
    return events(stream, call("t", AMPLE));
  }

  List<AnswerEvent> events(StreamOpened stream, CallInfo call) {
    var reader = new StreamReader(bus, stream, call, 0);
    var events = new ArrayList<AnswerEvent>();
    for (var ended = false; !ended;) {
      var batch = answer(reader.next(3));
      batch.events().forEach(event -> events.add((AnswerEvent) event));
      ended = batch.ended();
    }
    return events;
  }

  static List<String> kinds(List<AnswerEvent> events) {
    return events.stream().map(AnswerEvent::kind).toList();
  }

  static void assertOneEnd(List<AnswerEvent> events) {
    var ends = events.stream().filter(e -> e instanceof Done || e instanceof Failed).toList();
    assertEquals(List.of(events.getLast()), ends);
    assertFalse(events.size() < 2);
  }

  static Refusal failure(List<AnswerEvent> events) {
    return assertInstanceOf(Failed.class, events.getLast()).refusal();
  }

  static <T> T result(Future<T> future) {
    try {
      return future.await(30, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new AssertionError("nothing came", e);
    }
  }

  static <A> A answer(Future<Reply<A>> reply) {
    return switch (result(reply)) {
      case Answered<A>(A value) -> value;
      case Refused<A>(Refusal refusal) -> throw new AssertionError("refused: " + refusal);
    };
  }

  static <R extends Refusal> R refused(Class<R> type, Future<? extends Reply<?>> reply) {
    return assertInstanceOf(type,
        assertInstanceOf(Refused.class, result(reply), "not refused").refusal());
  }
}
