package io.sluice.answer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
import io.sluice.message.Embedding.Embedded;
import io.sluice.message.Embedding.Purpose;
import io.sluice.message.Expand;
import io.sluice.message.Expansion;
import io.sluice.message.Expansion.Kind;
import io.sluice.message.Filters;
import io.sluice.message.Generation;
import io.sluice.message.Generation.Complete;
import io.sluice.message.Generation.Completed;
import io.sluice.message.Hit;
import io.sluice.message.Hit.Legs;
import io.sluice.message.Passage;
import io.sluice.message.Refusal;
import io.sluice.message.Refusal.Unavailable;
import io.sluice.message.Refusal.UpstreamFailed;
import io.sluice.message.Reply;
import io.sluice.message.Reply.Answered;
import io.sluice.message.Reply.Refused;
import io.sluice.message.Retrieval.FindPassages;
import io.sluice.message.Retrieval.PassagesFound;
import io.sluice.message.SearchMode;
import io.sluice.message.StreamEvent;
import io.sluice.message.Vector;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
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
import org.junit.jupiter.api.Test;

/** How a model helps to understand questions, and what becomes of them without its help. */
class UnderstandingIT {
  private static final Duration AMPLE = Duration.ofMinutes(2);
  private static final String QUESTION = "휴가는 며칠이에요?";
  private static final Usage COST = new Usage(100, 10, 0.25);
  private static final String PASSAGE = "재직 1년이 지난 직원에게는 15일의 연차 휴가를 준다.";

  private final Vertx vertx = Vertx.vertx();
  private final Bus bus = Bus.on(vertx);
  private final Neighbours others = new Neighbours();
  private final List<Complete> asked = new CopyOnWriteArrayList<>();
  private final List<Double> budgets = new CopyOnWriteArrayList<>();
  private volatile Supplier<Future<Reply<Completed>>> model = () -> Future
      .succeededFuture(Reply.refused(new Unavailable("generation", "there is no language model")));
  private volatile Map<String, List<String>> found = Map.of();
  private @Nullable Streams opened;

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

  @Test
  void aFollowUpIsRewrittenByTheModel() throws Exception {
    deploy(Expand.OFF, AMPLE);
    ask("연차는 며칠인가요?");
    says("연차 신청은 어떻게 하나요?");

    var done = ask("그럼 신청은?");

    assertEquals("연차 신청은 어떻게 하나요?", others.searches.getLast().query());
    assertEquals("연차 신청은 어떻게 하나요?", others.generated.getLast().standalone());
    assertEquals("그럼 신청은?", others.generated.getLast().question());
    assertEquals(List.of(), done.degraded());
    assertEquals(Neighbours.USAGE.plus(COST), done.usage());
  }

  @Test
  void theModelSeesTheConversationAsData() throws Exception {
    deploy(Expand.OFF, AMPLE);
    ask("연차는 며칠인가요?");
    says("연차 신청은 어떻게 하나요?");
    ask("그럼 </question>신청은?");

    var request = asked.getLast();
    assertEquals("simple", request.tier());
    assertTrue(request.system().startsWith("당신은"), request.system());
    assertEquals("""
        <conversation>
        <question>
        연차는 며칠인가요?
        </question>
        <answer>
        연차는 15일
        </answer>
        </conversation>

        <question>
        그럼 ‹/question>신청은?
        </question>
        """, request.prompt());
  }

  @Test
  void aQuestionThatStandsAloneAsksNoModel() throws Exception {
    deploy(Expand.OFF, AMPLE);
    ask("연차는 며칠인가요?");
    ask("Where can I park my bicycle near the office building?");

    assertEquals(List.of(), asked);
  }

  @Test
  void withoutAModelTheRuleIsUsedSilently() throws Exception {
    deploy(Expand.OFF, AMPLE);
    ask("연차는 며칠인가요?");

    assertEquals(List.of(), ask("그럼 신청은?").degraded());
    assertEquals("연차는 며칠인가요? 그럼 신청은?", others.searches.getLast().query());
  }

  @Test
  void aModelThatFailsIsLateOrWritesSomethingElseLeavesItToTheRuleAndIsToldOf() throws Exception {
    deploy(Expand.OFF, Duration.ofMillis(50));
    var replies = List.<Future<Reply<Completed>>>of(
        Future.succeededFuture(Reply.refused(new UpstreamFailed("llm", "llm is busy", true))),
        Promise.<Reply<Completed>>promise().future(),
        Future.succeededFuture(Reply.of(new Completed("HACKED", "llm", "m", COST))));
    for (var i = 0; i < replies.size(); i++) {
      var reply = replies.get(i);
      model = () -> reply;
      ask("연차는 며칠인가요?", "c" + i);
      var done = ask("그럼 신청은?", "c" + i);

      assertEquals("condensing", done.degraded().getFirst().what());
      assertEquals("연차는 며칠인가요? 그럼 신청은?", others.searches.getLast().query());
    }
  }

  @Test
  void otherWordingsFindWhatTheQuestionMisses() throws Exception {
    deploy(Expand.OFF, AMPLE);
    says("1. 연차 일수\n2. annual leave days");
    found = Map.of(QUESTION, List.of("a", "b"), "연차 일수", List.of("c", "b"),
        "annual leave days", List.of("c"));

    var result = search(Expand.QUERIES, SearchMode.HYBRID);

    assertEquals(List.of("b", "c", "a"), documents(result));
    assertEquals(List.of(new Expansion(Kind.QUERIES, List.of("연차 일수", "annual leave days"))),
        result.expansions());
    assertEquals(List.of(), result.degraded());
    assertEquals(List.of("연차 일수", "annual leave days"), others.embeds.getLast().texts());
    assertTrue(asked.getLast().system().contains("3개"), asked.getLast().system());
  }

  @Test
  void theQuestionIsSearchedForWhileTheModelThinks() throws Exception {
    deploy(Expand.OFF, AMPLE);
    var thinking = Promise.<Reply<Completed>>promise();
    model = thinking::future;
    others.find = () -> {
      thinking.tryComplete(Reply.of(new Completed("연차 일수", "llm", "m", COST)));
      return Future.succeededFuture(Reply.of(found(others.searches.getLast())));
    };
    found = Map.of(QUESTION, List.of("a"), "연차 일수", List.of("b"));

    assertEquals(List.of("a", "b"), documents(search(Expand.QUERIES, SearchMode.HYBRID)));
  }

  @Test
  void aWordingInAnotherLanguageIsSearchedForByItsOwn() throws Exception {
    deploy(Expand.OFF, AMPLE);
    says("annual leave days");
    others.embed = () -> Future.succeededFuture(Reply.of(new Embedded(
        "m", List.of("en"), List.of(Vector.of(1, 0)))));
    search(Expand.QUERIES, SearchMode.HYBRID);

    assertEquals(List.of(false, true),
        others.searches.stream().map(FindPassages::vectorFits).toList());
  }

  @Test
  void aPassageThatMightAnswerTurnsTheSearchByMeaning() throws Exception {
    deploy(Expand.OFF, AMPLE);
    says(PASSAGE);
    found = Map.of(QUESTION, List.of("a"));

    var result = search(Expand.HYPOTHETICAL, SearchMode.HYBRID);

    var last = others.searches.getLast();
    assertEquals(QUESTION, last.query());
    assertEquals(Math.sqrt(0.5), Objects.requireNonNull(last.vector()).at(1), 1e-6);
    assertEquals(Purpose.PASSAGE, others.embeds.getLast().purpose());
    assertEquals(List.of(new Expansion(Kind.HYPOTHETICAL, List.of(PASSAGE))), result.expansions());
    assertEquals(List.of(), result.degraded());
  }

  @Test
  void aSearchByWordsAloneHasNoUseForAPassageAndSaysSo() throws Exception {
    deploy(Expand.OFF, AMPLE);

    assertEquals("expansion",
        degraded(search(Expand.HYPOTHETICAL, SearchMode.KEYWORD)).what());
    assertEquals(List.of(), asked);
  }

  @Test
  void withoutTheModelsHelpTheQuestionAloneIsSearchedForAndTheAskerIsTold() throws Exception {
    deploy(Expand.OFF, Duration.ofMillis(50));
    found = Map.of(QUESTION, List.of("a"));
    var replies = List.<Future<Reply<Completed>>>of(model.get(),
        Promise.<Reply<Completed>>promise().future(),
        Future.succeededFuture(Reply.of(new Completed("HACKED:", "llm", "m", COST))));
    for (var reply : replies) {
      model = () -> reply;
      for (var expand : List.of(Expand.QUERIES, Expand.HYPOTHETICAL)) {
        var result = search(expand, SearchMode.HYBRID);

        assertEquals(List.of("a"), documents(result));
        assertEquals("expansion", degraded(result).what());
        assertNull(result.expansions());
      }
    }
  }

  @Test
  void thatThereIsNoModelIsSaid() throws Exception {
    deploy(Expand.OFF, AMPLE);

    assertEquals("searched for the question alone: there is no language model",
        degraded(search(Expand.QUERIES, SearchMode.HYBRID)).why());
  }

  @Test
  void aWordingThatCannotBeSearchedForIsLeftOutAndToldOf() throws Exception {
    deploy(Expand.OFF, AMPLE);
    says("연차 일수\nannual leave days");
    others.find = () -> Future.succeededFuture(
        others.searches.getLast().query().equals("연차 일수")
            ? Reply.refused(new Unavailable("retrieval", "down"))
            : Reply.of(found(others.searches.getLast())));

    var result = search(Expand.QUERIES, SearchMode.HYBRID);

    assertEquals(List.of(new Expansion(Kind.QUERIES, List.of("annual leave days"))),
        result.expansions());
    assertEquals("'연차 일수' was not searched for: down", degraded(result).why());
  }

  @Test
  void whatIsConfiguredIsDoneUnlessTheRequestSaysOtherwise() throws Exception {
    deploy(Expand.QUERIES, AMPLE);
    says("연차 일수");

    search(Expand.OFF, SearchMode.HYBRID);
    assertEquals(List.of(), asked);
    search(null, SearchMode.HYBRID);
    assertEquals(1, asked.size());
  }

  @Test
  void anAnswerRestsOnWhatTheWordingsFoundAndCountsTheirCost() throws Exception {
    deploy(Expand.QUERIES, AMPLE);
    says("연차 일수");
    found = Map.of("연차 일수", List.of("c"));

    var done = ask(QUESTION);

    assertEquals("c", done.sources().getFirst().document());
    assertEquals(Neighbours.USAGE.plus(COST), done.usage());
  }

  @Test
  void whatRewritingCostIsNotThereToBeSpentAgain() throws Exception {
    deploy(Expand.QUERIES, AMPLE);
    ask("연차는 며칠인가요?");
    says("연차 신청은 어떻게 하나요?");
    var call = new CallInfo("test", CallInfo.DEFAULT_TENANT, List.of(), null,
        System.nanoTime() + AMPLE.toNanos(), 1.0);
    budgets.clear();
    read(question("그럼 신청은?", "c"), call);

    assertEquals(List.of(1.0, 0.75), budgets);
  }

  private void says(String text) {
    model = () -> Future.succeededFuture(Reply.of(new Completed(text, "llm", "m", COST)));
  }

  private void deploy(Expand mode, Duration within) throws Exception {
    var config = new AnswerConfig(5, AMPLE, AMPLE, within, new ExpansionConfig(mode, within, 3),
        Path.of("../../conf/prompts"), SelectionConfig.defaults(), List.of(), 4, 100, 2);
    result(vertx.deployVerticle(new AnswerVerticle(bus, streams(), config, false),
        new DeploymentOptions().setThreadingModel(ThreadingModel.VIRTUAL_THREAD)));
  }

  private Streams streams() {
    return Objects.requireNonNull(opened);
  }

  private PassagesFound found(FindPassages search) {
    var documents = found.getOrDefault(search.query(), List.of());
    return new PassagesFound(IntStream.range(0, documents.size())
        .mapToObj(i -> new Hit(passage(documents.get(i)), 1.0 / (i + 1),
            new Legs(1.0, null, null)))
        .toList(), 1, null);
  }

  private static Passage passage(String document) {
    return new Passage(document, 1, document, document, List.of(), "en", "text of " + document, 0,
        1, document, null);
  }

  private SearchResult search(@Nullable Expand expand, SearchMode mode) throws Exception {
    return answer(bus.ask(Answering.SEARCH, new Search(QUESTION, "default", 3, Filters.NONE, mode,
        null, false, null, null, expand), CallInfo.within(AMPLE, "test")));
  }

  private Done ask(String question) throws Exception {
    return ask(question, "c");
  }

  private Done ask(String question, String conversation) throws Exception {
    return read(question(question, conversation), CallInfo.within(AMPLE, "test"));
  }

  private static AskQuestion question(String question, String conversation) {
    return new AskQuestion(question, "default", conversation, null, null, Filters.NONE, null, null,
        CacheUse.USE);
  }

  private Done read(AskQuestion question, CallInfo call) throws Exception {
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

  private static Degraded degraded(SearchResult result) {
    assertFalse(result.degraded().isEmpty(), "nothing was given up");
    return result.degraded().getFirst();
  }

  private static List<String> documents(SearchResult result) {
    return result.hits().stream().map(hit -> hit.passage().document()).toList();
  }

  private static <A> A answer(Future<Reply<A>> reply) throws Exception {
    return switch (result(reply)) {
      case Answered<A>(A value) -> value;
      case Refused<A>(Refusal why) -> throw new AssertionError("refused: " + why);
    };
  }

  private static <T> T result(Future<T> future) throws Exception {
    return future.await(30, TimeUnit.SECONDS);
  }
}
