package io.sluice.answer;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sluice.bus.Bus;
import io.sluice.bus.StreamReader;
import io.sluice.bus.Streams;
import io.sluice.message.AnswerEvent.Degraded;
import io.sluice.message.AnswerEvent.Done;
import io.sluice.message.AnswerEvent.Usage;
import io.sluice.message.Answering;
import io.sluice.message.Answering.AskQuestion;
import io.sluice.message.Answering.CacheUse;
import io.sluice.message.Answering.Search;
import io.sluice.message.Answering.SearchResult;
import io.sluice.message.CallInfo;
import io.sluice.message.Expand;
import io.sluice.message.Filters;
import io.sluice.message.Generation;
import io.sluice.message.Generation.Complete;
import io.sluice.message.Generation.Completed;
import io.sluice.message.Hit;
import io.sluice.message.Hit.Legs;
import io.sluice.message.Passage;
import io.sluice.message.Refusal;
import io.sluice.message.Refusal.Unavailable;
import io.sluice.message.Reply;
import io.sluice.message.Reply.Answered;
import io.sluice.message.Reply.Refused;
import io.sluice.message.Retrieval.FindPassages;
import io.sluice.message.Retrieval.PassagesFound;
import io.sluice.message.SearchMode;
import io.sluice.message.StreamEvent;
import io.sluice.privacy.Masking;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.ThreadingModel;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A model that a test tells what to say, beside the stand-ins for those that a question is passed to. */
abstract class UnderstandingCase {
  static final Duration AMPLE = Duration.ofMinutes(2);

  static final String QUESTION = "휴가는 며칠이에요?";

  static final Usage COST = new Usage(100, 10, 0.25);

  static final String PASSAGE = "재직 1년이 지난 직원에게는 15일의 연차 휴가를 준다.";

  final Vertx vertx = Vertx.vertx();

  final Bus bus = Bus.on(vertx);

  final Neighbours others = new Neighbours();

  final List<Complete> asked = new CopyOnWriteArrayList<>();

  final List<Double> budgets = new CopyOnWriteArrayList<>();

  volatile Supplier<Future<Reply<Completed>>> model = () -> Future
      .succeededFuture(Reply.refused(new Unavailable("generation", "there is no language model")));

  volatile Map<String, List<String>> found = Map.of();

  @Nullable
  Streams opened;

  @BeforeEach
  void start() throws Exception {
    opened = result(Streams.serve(vertx, bus, new Streams.Limits(Duration.ofMillis(1),
        Duration.ofHours(1), Duration.ofHours(1), 64L << 20)));
    result(others.serve(bus));
    others.find = () -> Future.succeededFuture(Reply.of(found(others.searches.getLast())));
    result(others.serveGeneration(bus, streams()));
    result(bus.serve(Generation.COMPLETE, (request, call) -> {
      asked.add(request);
      budgets.add(Objects.requireNonNullElse(call.budgetUsd(), -1.0));
      return model.get();
    }));
  }

  @AfterEach
  void close() throws Exception {
    result(vertx.close());
  }

  void says(String text) {
    model = () -> Future.succeededFuture(Reply.of(new Completed(text, "llm", "m", COST)));
  }

  void deploy(Expand mode, Duration within) throws Exception {
    var config = new AnswerConfig(5, AMPLE, AMPLE, within, new ExpansionConfig(mode, within, 3),
        Path.of("../../conf/prompts"), SelectionConfig.defaults(), Masking.OFF,
        List.of(), 4, 0, 100, 2, AMPLE, 0);
    result(vertx.deployVerticle(
        new AnswerVerticle(bus, streams(), config, false, false, null, null,
            new SimpleMeterRegistry()),
        new DeploymentOptions().setThreadingModel(ThreadingModel.VIRTUAL_THREAD)));
  }

  Streams streams() {
    return Objects.requireNonNull(opened);
  }

  PassagesFound found(FindPassages search) {
    var documents = found.getOrDefault(search.query(), List.of());
    return new PassagesFound(IntStream.range(0, documents.size())
        .mapToObj(i -> new Hit(passage(documents.get(i)), 1.0 / (i + 1),
            new Legs(1.0, null, null)))
        .toList(), 1, null);
  }

  static Passage passage(String document) {
    return new Passage(document, 1, document, document, List.of(), "en", "text of " + document, 0,
        1, document, null);
  }

  SearchResult search(@Nullable Expand expand, SearchMode mode) throws Exception {
    return answer(bus.ask(Answering.SEARCH, new Search(QUESTION, "default", 3, Filters.NONE, mode,
        null, false, null, null, expand), CallInfo.within(AMPLE, "test")));
  }

  Done ask(String question) throws Exception {
    return ask(question, "c");
  }

  Done ask(String question, String conversation) throws Exception {
    return read(question(question, conversation), CallInfo.within(AMPLE, "test"));
  }

  static AskQuestion question(String question, String conversation) {
    return new AskQuestion(question, "default", conversation, null, null, Filters.NONE, null, null,
        CacheUse.USE);
  }

  Done read(AskQuestion question, CallInfo call) throws Exception {
    var reader = new StreamReader(bus, answer(bus.ask(Answering.ASK_QUESTION, question, call)),
        call,
        0);
    @Nullable
    StreamEvent last = null;
    for (var ended = false; !ended;) {
      var batch = answer(reader.next(100));
      last = batch.events().isEmpty() ? last : batch.events().getLast();
      ended = batch.ended();
    }
    return assertInstanceOf(Done.class, last);
  }

  static Degraded degraded(SearchResult result) {
    assertFalse(result.degraded().isEmpty(), "nothing was given up");
    return result.degraded().getFirst();
  }

  static List<String> documents(SearchResult result) {
    return result.hits().stream().map(hit -> hit.passage().document()).toList();
  }

  static <A> A answer(Future<Reply<A>> reply) throws Exception {
    return switch (result(reply)) {
      case Answered<A>(A value) -> value;
      case Refused<A>(Refusal why) -> throw new AssertionError("refused: " + why);
    };
  }

  static <T> T result(Future<T> future) throws Exception {
    return future.await(30, TimeUnit.SECONDS);
  }
}
