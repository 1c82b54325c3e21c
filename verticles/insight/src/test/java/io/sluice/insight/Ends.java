package io.sluice.insight;

import io.sluice.message.AnswerEvent.CacheState;
import io.sluice.message.AnswerEvent.Done;
import io.sluice.message.AnswerEvent.Route;
import io.sluice.message.AnswerEvent.Source;
import io.sluice.message.AnswerEvent.Timings;
import io.sluice.message.AnswerEvent.Usage;
import io.sluice.message.Course;
import io.sluice.message.Insight.Observe;
import io.sluice.message.QueryRecord.Stage;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Questions that have ended. */
public final class Ends {

  private Ends() {}

  /** The id of an answer, as there are. */
  public static String id(int number) {
    return "0a1b2c3d." + String.format("%024x", number);
  }

  public static Observe answered(String tier, String model) {
    return new Observe(null, true, new Route("control", tier, "openai", model),
        new Usage(100, 20, 0.25, 0.5), List.of("rerank", "rerank"),
        new Timings(900, 2.0, 8.0, 40.0, 120.0), null);
  }

  /** Nobody asked it. */
  public static Observe compared(String tier, String model) {
    var asked = answered(tier, model);
    return new Observe(asked.refusal(), asked.grounded(), asked.route(), asked.usage(),
        asked.degraded(), asked.timings(), asked.cache(), true, null);
  }

  /** Answered by this variant to this account. */
  public static Observe by(String variant, @Nullable String account) {
    var end = answered("simple", "small");
    return with(new Observe(null, true, new Route(variant, "simple", "openai", "small"),
        end.usage(), List.of(), end.timings(), null),
        new Course(null, 1_780_000_000_000L, "r-3", account, "default", "q", "q", "a", null, null,
            null, List.of()));
  }

  /** The exact cache had it, which saved so much. */
  public static Observe saved(String tier, String model, double usd) {
    var end = remembered(tier, model);
    return new Observe(null, true, end.route(), new Usage(0, 0, 0, usd), List.of(), end.timings(),
        end.cache());
  }

  /** One of which all is known. */
  public static Observe told(String id, String question, String answer) {
    return told(id, question, answer, "가".repeat(900), question);
  }

  /** The same, with a passage and with what its search began with. */
  public static Observe told(String id, String question, String answer, String passage,
      String input) {
    var end = answered("simple", "small");
    var sources = List.of(
        new Source(1, "handbook", 2, "p-1", "휴가", "휴가 15일", 0, 6, 0.9, null),
        new Source(2, "handbook", 2, "p-2", "휴가", passage, 6, 906, 0.5, null));
    var done = new Done(id, true, sources, List.of(), Objects.requireNonNull(end.route()),
        CacheState.NONE, List.of(), end.usage(), Objects.requireNonNull(end.timings()), List.of(),
        1.0, "stop", List.of());
    return with(end, new Course(id, 1_780_000_000_000L, "r-1", null, "default", question,
        question, answer, done, null, null, List.of(new Stage("search", 1, 8, input, null))));
  }

  /** Made from two passages, of which the best has this score. */
  public static Observe thought(String id, String question, String answer, boolean grounded,
      double score) {
    var end = answered("simple", "small");
    var sources = List.of(
        new Source(1, "handbook", 2, "p-1", "휴가", "휴가 15일", 0, 6, score, null),
        new Source(2, "handbook", 2, "p-2", "휴가", "휴가 15일", 6, 12, score / 2, null));
    return made(end, id, question, answer, grounded ? 1.0 : 0.5, sources);
  }

  /** Nothing of the answer rests on what was found. */
  public static Observe unheld(String id, String question) {
    var sources = List.of(new Source(1, "handbook", 2, "p-1", "Pay", "Payday", 0, 6, 0.9, null));
    return made(answered("simple", "small"), id, question, "I do not know.", null, sources);
  }

  /** For which nothing was found. */
  public static Observe lost(String id, String question) {
    return made(answered("simple", "small"), id, question, "찾지 못했습니다.", null, List.of());
  }

  private static Observe made(Observe end, String id, String question, String answer,
      @Nullable Double support, List<Source> sources) {
    var grounded = support != null && support == 1;
    var done = new Done(id, grounded, sources, List.of(), Objects.requireNonNull(end.route()),
        CacheState.NONE, List.of(), end.usage(), Objects.requireNonNull(end.timings()), List.of(),
        support, "stop", List.of());
    return new Observe(null, grounded, end.route(), end.usage(), List.of(), end.timings(), null,
        null, new Course(id, 1_780_000_000_000L, "r-1", null, "default", question, question,
            answer, done, null, null, List.of()));
  }

  public static Observe toldRefused(String code, String question) {
    return with(refused(code), new Course(null, 1_780_000_000_000L, "r-2", null, "default",
        question, question, "", null, null, null, List.of()));
  }

  /** The same of another moment. */
  public static Observe at(long atMs, Observe told) {
    var course = Objects.requireNonNull(told.course());
    return with(told, new Course(course.id(), atMs, course.requestId(), course.account(),
        course.collection(), course.question(), course.standalone(), course.answer(),
        course.done(), course.experiment(), course.asker(), course.stages()));
  }

  private static Observe with(Observe end, Course course) {
    return new Observe(end.refusal(), end.grounded(), end.route(), end.usage(), end.degraded(),
        end.timings(), end.cache(), null, course);
  }

  /** The exact cache had it. */
  public static Observe remembered(String tier, String model) {
    return new Observe(null, true, new Route("control", tier, "openai", model), Usage.NONE,
        List.of(), new Timings(1, null, null, null, null), "exact");
  }

  public static Observe refused(String code) {
    return new Observe(code, false, null, Usage.NONE, List.of(), null, null);
  }
}
