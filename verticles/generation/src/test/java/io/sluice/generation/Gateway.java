package io.sluice.generation;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sluice.bus.Bus;
import io.sluice.bus.StreamReader;
import io.sluice.bus.Streams;
import io.sluice.generation.EndpointConfig.Kind;
import io.sluice.generation.GenerationConfig.Tiers;
import io.sluice.message.Admission;
import io.sluice.message.Admission.Charge;
import io.sluice.message.Admission.Charged;
import io.sluice.message.AnswerEvent.Citation;
import io.sluice.message.AnswerEvent.Degraded;
import io.sluice.message.AnswerEvent.Token;
import io.sluice.message.CallInfo;
import io.sluice.message.Generation;
import io.sluice.message.Generation.Complete;
import io.sluice.message.Generation.Completed;
import io.sluice.message.Generation.Generate;
import io.sluice.message.GenerationEvent.Generated;
import io.sluice.message.GenerationEvent.NotGenerated;
import io.sluice.message.GenerationEvent.Started;
import io.sluice.message.Passage;
import io.sluice.message.Reply;
import io.sluice.message.Reply.Answered;
import io.sluice.message.Reply.Refused;
import io.sluice.message.StreamEvent;
import io.sluice.resilience.CircuitConfig;
import io.sluice.resilience.Circuits;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** Generation over a real bus, with endpoints that a test has. */
final class Gateway implements AutoCloseable {
  static final Path PROMPTS = Path.of("..", "..", "conf", "prompts");
  static final Passage LIBRARY = passage("Using the library", "en",
      "You may borrow five books at a time. Books are lent for 14 days. A late return costs 100 won"
          + " per day, payable at the desk of Mina Park.");
  static final Passage LEAVE = passage("휴가 규정", "ko",
      "연차는 1년에 15일입니다. 신청은 사흘 전까지 인사팀에 합니다. 근무는 오후 6시에 끝납니다.");
  private static final Duration AMPLE = Duration.ofSeconds(30);
  private static final CheckConfig CHECK = new CheckConfig(AMPLE);

  private final Vertx vertx = Vertx.vertx();
  private final Bus bus = Bus.on(vertx);
  private final Streams streams = await(Streams.serve(vertx, bus, Streams.Limits.DEFAULT));
  private final Circuits circuits = await(Circuits.open(vertx, bus, new SimpleMeterRegistry()));
  /** Of each question, whose time begins when it is asked. */
  private final Supplier<CallInfo> calls;

  private Gateway(GenerationConfig config, Supplier<CallInfo> calls, Meanings meanings) {
    this.calls = calls;
    await(meanings.serve(bus));
    await(vertx.deployVerticle(() -> new GenerationVerticle(bus, streams, config, circuits),
        new DeploymentOptions()));
  }

  static Gateway of(GenerationConfig config) {
    return of(config, new Meanings());
  }

  static Gateway of(GenerationConfig config, Meanings meanings) {
    return new Gateway(config, () -> CallInfo.within(AMPLE, "test"), meanings);
  }

  static Gateway within(Duration time, GenerationConfig config) {
    return new Gateway(config, () -> CallInfo.within(time, "test"), new Meanings());
  }

  static Gateway withBudget(double usd, GenerationConfig config) {
    return new Gateway(config, () -> new CallInfo("test", CallInfo.DEFAULT_TENANT, List.of(), null,
        System.nanoTime() + AMPLE.toNanos(), usd), new Meanings());
  }

  /** Endpoints at these addresses, named a, b, c. */
  static GenerationConfig config(String... urls) {
    return config(endpoint -> endpoint, urls);
  }

  static GenerationConfig config(UnaryOperator<EndpointConfig> change, String... urls) {
    var endpoints = new LinkedHashMap<String, EndpointConfig>();
    for (var url : urls) {
      endpoints.put(String.valueOf((char) ('a' + endpoints.size())),
          change.apply(endpoint(Kind.OPENAI, url)));
    }
    return config(endpoints);
  }

  static GenerationConfig config(Map<String, EndpointConfig> endpoints) {
    return new GenerationConfig(List.of("auto"), Tiers.NONE, 2000, PROMPTS,
        EndpointConfig.DEFAULTS, endpoints, ExtractiveConfig.DEFAULT, CHECK);
  }

  /** With patience that lasts for a test. */
  static EndpointConfig endpoint(Kind kind, String url) {
    return new EndpointConfig(kind, url, "secret-key-1234", "", "m-1", 8192, 256, 4,
        Duration.ofSeconds(5), Duration.ofSeconds(20), Duration.ofSeconds(20),
        Duration.ofSeconds(25), 2, 10, Map.of(), 1, CircuitConfig.DEFAULT);
  }

  static EndpointConfig within(EndpointConfig one, Duration first, Duration between,
      Duration whole) {
    return new EndpointConfig(one.kind(), one.baseUrl(), one.apiKey(), "", one.model(),
        one.contextTokens(), one.maxTokens(), one.concurrency(), one.connectTimeout(), first,
        between, whole, one.pricePerMillionPromptTokens(),
        one.pricePerMillionCompletionTokens(), one.fields(), one.attempts(), one.circuit());
  }

  static Generate english(String question) {
    return new Generate(question, question, "en", "normal", List.of(LIBRARY, LEAVE), List.of());
  }

  static Generate korean(String question) {
    return new Generate(question, question, "ko", "normal", List.of(LEAVE, LIBRARY), List.of());
  }

  static Passage passage(String title, String language, String text) {
    return new Passage(title, 1, title, title, List.of(), language, text, 0, text.length(), "hash",
        null);
  }

  /** Asks and reads to the end. */
  Told ask(Generate request) {
    return Told.of(readAll(open(request)));
  }

  StreamReader open(Generate request) {
    var call = calls.get();
    return new StreamReader(bus, answered(await(bus.ask(Generation.GENERATE, request, call))),
        call, 0);
  }

  /** The first charge there will be. */
  CompletableFuture<Charge> charges() {
    var first = new CompletableFuture<Charge>();
    await(bus.serve(Admission.CHARGE, (charge, _) -> {
      first.complete(charge);
      return Future.succeededFuture(Reply.of(new Charged()));
    }));
    return first;
  }

  /** Asks as one whose use is limited. */
  StreamReader openFor(String account, Generate request) {
    var whose = new CallInfo("test", CallInfo.DEFAULT_TENANT, List.of(), null,
        System.nanoTime() + AMPLE.toNanos(), null, account);
    return new StreamReader(bus, answered(await(bus.ask(Generation.GENERATE, request, whose))),
        whose, 0);
  }

  Reply<Completed> complete(String prompt) {
    return await(bus.ask(Generation.COMPLETE, new Complete("simple", "Be brief.", prompt, 99),
        calls.get()));
  }

  static List<StreamEvent> readAll(StreamReader reader) {
    var events = new ArrayList<StreamEvent>();
    while (true) {
      var batch = answered(await(reader.next(100)));
      events.addAll(batch.events());
      if (batch.ended()) {
        return events;
      }
    }
  }

  @Override
  public void close() {
    await(vertx.close());
  }

  static <A> A answered(Reply<A> reply) {
    return switch (reply) {
      case Answered<A>(A value) -> value;
      case Refused<A>(var refusal) -> throw new AssertionError("refused: " + refusal);
    };
  }

  static <T> T await(Future<T> future) {
    return future.toCompletionStage().toCompletableFuture().join();
  }

  /** What came in the stream. */
  record Told(List<StreamEvent> events) {

    static Told of(List<StreamEvent> events) {
      return new Told(events);
    }

    String text() {
      var text = new StringBuilder();
      all(Token.class).forEach(token -> text.append(token.text()));
      return text.toString();
    }

    List<Citation> citations() {
      return all(Citation.class);
    }

    List<String> cited() {
      return citations().stream().map(one -> text().substring(one.start(), one.end())).toList();
    }

    List<Degraded> degraded() {
      return all(Degraded.class);
    }

    List<Started> started() {
      return all(Started.class);
    }

    Generated generated() {
      return (Generated) events.getLast();
    }

    NotGenerated failed() {
      return (NotGenerated) events.getLast();
    }

    private <E extends StreamEvent> List<E> all(Class<E> type) {
      return events.stream().filter(type::isInstance).map(type::cast).toList();
    }
  }
}
