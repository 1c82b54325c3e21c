package io.sluice.answer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.message.AbRouting;
import io.sluice.message.AbRouting.ChooseVariant;
import io.sluice.message.AbRouting.Kind;
import io.sluice.message.AbRouting.Outcome;
import io.sluice.message.AbRouting.OutcomesRecorded;
import io.sluice.message.AbRouting.ShadowRun;
import io.sluice.message.AbRouting.VariantChosen;
import io.sluice.message.AnswerEvent.Done;
import io.sluice.message.Answering.AskQuestion;
import io.sluice.message.Answering.CacheUse;
import io.sluice.message.Answering.Shape;
import io.sluice.message.Filters;
import io.sluice.message.Refusal.BadRequest;
import io.sluice.message.Reply;
import io.sluice.message.Tier;
import io.sluice.message.Tuning;
import io.sluice.message.Tuning.Blend;
import io.sluice.message.Variation;
import io.vertx.core.Future;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Variants: what they change, and what experiments are told of them. */
class VariantsIT extends AnswerCase {
  private static final Variation OTHER = new Variation(1, new Tuning(Blend.CONVEX, null), null,
      Tier.COMPLEX, List.of("local"), "short", null, null);

  private final List<ChooseVariant> choices = new CopyOnWriteArrayList<>();
  private final BlockingQueue<List<Outcome>> outcomes = new LinkedBlockingQueue<>();
  private volatile Reply<VariantChosen> chosen = Reply
      .of(new VariantChosen("b", "trial", OTHER, null));

  @BeforeEach
  void choose() {
    replace(CONFIG, null, true);
    serveGeneration();
    result(Future.all(bus.serve(AbRouting.CHOOSE_VARIANT, (request, call) -> {
      choices.add(request);
      return Future.succeededFuture(chosen);
    }), bus.serve(AbRouting.RECORD_OUTCOMES, (told, call) -> {
      outcomes.add(told.outcomes());
      return Future.succeededFuture(Reply.of(new OutcomesRecorded()));
    })));
  }

  private static AskQuestion asked(@Nullable String user, @Nullable String variant) {
    return new AskQuestion("연차는 며칠이에요?", "default", null, user, null, Filters.NONE, variant,
        null, CacheUse.USE);
  }

  private Done done(AskQuestion question) {
    return assertInstanceOf(Done.class,
        events(answer(asking(question, call("t", AMPLE)))).getLast());
  }

  private List<Outcome> told() throws InterruptedException {
    return Objects.requireNonNull(outcomes.poll(20, TimeUnit.SECONDS), "nothing was told");
  }

  @Test
  void aVariantAnswersAsItIsMeantTo() {
    var done = done(asked("anna", null));
    assertEquals("b", done.route().variant());
    assertEquals("complex", done.route().tier());
    assertEquals(1, done.sources().size());
    assertEquals(new Tuning(Blend.CONVEX, null), others.searches.getFirst().tuning());
    var voice = Objects.requireNonNull(others.generated.getFirst().voice());
    assertEquals(List.of("local"), voice.providers());
    assertEquals("short", voice.prompts());
  }

  @Test
  void aVariantSearchesAndChoosesAsItIsMeantTo() {
    var tuning = new Tuning(null, null, 2.0, 0.5, 200, 20);
    chosen = Reply.of(new VariantChosen("b", "trial", new Variation(3, tuning, null, null, null,
        null, null, null, new Shape(null, 0, 4, null)), null));
    done(asked("anna", null));

    assertEquals(tuning, others.searches.getFirst().tuning());
    assertEquals(4, others.searches.getFirst().k(), "candidates to choose three from");
  }

  @Test
  void whatTheAskerWantsGoesBeforeIt() {
    var wanted = new AskQuestion("q", "default", null, null, 3, Filters.NONE, null, "simple",
        CacheUse.USE);
    assertEquals("simple", done(wanted).route().tier());
  }

  @Test
  void experimentsAreToldWhatCameOfIt() throws Exception {
    var done = done(asked("anna", null));
    var told = told();
    assertEquals(List.of(Kind.EXPOSED, Kind.LATENCY_MS, Kind.COST_USD, Kind.GROUNDED),
        told.stream().map(Outcome::kind).toList());
    assertTrue(told.stream().allMatch(
        one -> one.experiment().equals("trial") && one.variant().equals("b")));
    assertEquals(done.timings().totalMs(), told.get(1).value());
    assertEquals(Neighbours.USAGE.costUsd(), told.get(2).value());
    assertEquals(1, told.get(3).value());

    done(asked("anna", null));
    done(asked("bora", null));
    assertEquals(told.getFirst().asker(), told().getFirst().asker(), "the same asker");
    assertTrue(!Objects.equals(told.getFirst().asker(), told().getFirst().asker()));
    assertEquals(choices.getFirst().asker(), told.getFirst().asker());
  }

  @Test
  void whatCountsForNoExperimentIsNotTold() throws Exception {
    chosen = Reply.of(new VariantChosen("b", null, OTHER, null));
    assertEquals("b", done(asked(null, "b")).route().variant());
    assertEquals("b", choices.getFirst().variant());
    chosen = Reply.of(new VariantChosen("control", "trial", Variation.NONE, null));
    done(asked(null, null));
    assertEquals("control", told().getFirst().variant());
    assertTrue(outcomes.isEmpty());
  }

  @Test
  void aVariantThatThereIsNotIsRefused() {
    chosen = Reply.refused(new BadRequest("there is no variant c", "variant"));
    assertEquals("variant",
        refused(BadRequest.class, asking(asked(null, "c"), call("t", AMPLE))).param());
  }

  @Test
  void whereNobodyChoosesControlAnswers() {
    chosen = Reply.refused(new io.sluice.message.Refusal.Internal("broken"));
    assertEquals("control", done(asked("anna", null)).route().variant());
    assertNull(others.generated.getFirst().voice());
  }

  @Test
  void inShadowControlAnswersAndBothAreTold() throws Exception {
    chosen = Reply.of(new VariantChosen("control", "trial", Variation.NONE,
        new ShadowRun("trial", "b", OTHER)));
    var done = done(question("연차는 며칠이에요?", "default", "c-1"));
    assertEquals("control", done.route().variant());
    var both = List.of(told().getFirst(), told().getFirst());
    assertEquals(List.of("b", "control"),
        both.stream().map(Outcome::variant).sorted().toList());
    assertEquals(1, both.stream().map(Outcome::asker).distinct().count());
    assertEquals(2, others.generated.size());
  }
}
