package io.sluice.bus;

import static io.sluice.bus.Examples.CITATION;
import static io.sluice.bus.Examples.DEGRADED;
import static io.sluice.bus.Examples.FILTERS;
import static io.sluice.bus.Examples.KOREAN;
import static io.sluice.bus.Examples.SOURCE;
import static io.sluice.bus.Examples.UNSUPPORTED;
import static io.sluice.bus.Examples.USAGE;
import static io.sluice.bus.Examples.VECTOR;

import io.sluice.message.AnswerEvent.CacheState;
import io.sluice.message.AnswerEvent.Done;
import io.sluice.message.AnswerEvent.Route;
import io.sluice.message.AnswerEvent.Timings;
import io.sluice.message.Answering.AskQuestion;
import io.sluice.message.Answering.CacheUse;
import io.sluice.message.Answering.CachingExplained;
import io.sluice.message.Answering.ExplainCaching;
import io.sluice.message.Answering.FindLoad;
import io.sluice.message.Answering.JoinFlight;
import io.sluice.message.Answering.LoadFound;
import io.sluice.message.Caching.AnswerCompared;
import io.sluice.message.Caching.AnswerConfirmed;
import io.sluice.message.Caching.AnswerStored;
import io.sluice.message.Caching.AnswersEvicted;
import io.sluice.message.Caching.Basis;
import io.sluice.message.Caching.CachesDescribed;
import io.sluice.message.Caching.Candidate;
import io.sluice.message.Caching.CompareAnswer;
import io.sluice.message.Caching.ConfirmAnswer;
import io.sluice.message.Caching.DescribeCaches;
import io.sluice.message.Caching.EvictAnswers;
import io.sluice.message.Caching.KeptAnswer;
import io.sluice.message.Caching.LayerState;
import io.sluice.message.Caching.Likening;
import io.sluice.message.Caching.LookUp;
import io.sluice.message.Caching.LookedUp;
import io.sluice.message.Caching.QuestionKept;
import io.sluice.message.Caching.Scope;
import io.sluice.message.Caching.StoreAnswer;
import io.sluice.message.Caching.Unsure;
import io.sluice.message.CorpusEvent.CorpusChanged;
import io.sluice.message.CorpusEvent.DocumentChange;
import io.sluice.message.Embedding.Embedded;
import io.sluice.message.Expand;
import io.sluice.message.Filters;
import io.sluice.message.Message;
import java.util.List;

/** Messages of what is remembered, and of what makes it untrue, the fullest of each type first. */
final class CachingExamples {
  private static final Scope SCOPE = new Scope("규정", "control", "0f3a", "simple", FILTERS, 6,
      Expand.QUERIES, "ko", "c0ffee");
  private static final Scope BARE_SCOPE = new Scope("default", "control", "", null, Filters.NONE,
      null, null, "en", null);
  private static final Embedded EMBEDDED = new Embedded("e5", List.of("ko", "en"),
      List.of(VECTOR));
  static final Done DONE = new Done("n.1", true, List.of(SOURCE), List.of(CITATION),
      new Route("control", "normal", "openai", "gpt-x"), CacheState.NONE, List.of(DEGRADED), USAGE,
      new Timings(812.5, 3.1, 12.0, 40.25, 210.0), List.of(UNSUPPORTED), 0.5, "stop", List.of());

  static final List<Message> ALL = List.of(//
      new CorpusChanged("acme", "규정", 1L << 40, (1L << 40) + 1,
          List.of(new DocumentChange("휴가", List.of("ab01"), List.of("cd02", "ef03")))),
      new CorpusChanged("acme", "default", 0, 1, List.of()), //
      new LookUp(SCOPE, KOREAN, true, EMBEDDED, 60_000L, true),
      new LookUp(BARE_SCOPE, "", false, null, null, false), //
      new LookedUp(new KeptAnswer("a-1", KOREAN, "30일입니다 [1].", DONE, 1L << 40, 0.97,
          Unsure.NEW_PASSAGES, true),
          new KeptAnswer("a-2", "", "", DONE, 0, null, null, false),
          List.of(new Candidate(KOREAN, 0.97, "the numbers differ: 3 and 30"))),
      new LookedUp(null, null, List.of()), //
      new ConfirmAnswer("a-1", List.of(new Basis("휴가", "ab01"), new Basis("d", null)), 7, true,
          true),
      new AnswerConfirmed(true), //
      new StoreAnswer(SCOPE, KOREAN, EMBEDDED, "30일입니다 [1].", DONE,
          List.of(new Basis("휴가", "ab01")), List.of(new Basis("병가", "ef")), 7),
      new StoreAnswer(BARE_SCOPE, "", null, "", DONE, List.of(), List.of(), 0), //
      new AnswerStored("its passages have changed"), new AnswerStored(null), //
      new CompareAnswer(SCOPE, 0.93, false), new AnswerCompared(), //
      new DescribeCaches(), //
      new CachesDescribed(
          List.of(new LayerState("exact", 1L << 40, 2, 3, 4, 5, 3_600_000, 6, 7)),
          List.of(new Likening("규정", 0.9, true, 200, 11))), //
      new EvictAnswers("규정", "휴가", KOREAN, true), new EvictAnswers(null, null, null, false), //
      new ExplainCaching(new AskQuestion(KOREAN, "default", null, null, null, Filters.NONE, null,
          null, CacheUse.USE)),
      new CachingExplained("semantic", KOREAN, "휴가는?", 0.97, 1L << 40, "it means the same",
          List.of(new Candidate(KOREAN, 0.97, null))),
      new FindLoad(), new LoadFound(999, 1000), new JoinFlight("5e9b"), //
      new CachingExplained("none", "", null, null, null, "", List.of()), //
      new AnswersEvicted(3, List.of(KOREAN)), //
      new QuestionKept(SCOPE, KOREAN, EMBEDDED, "k1", "a1", "0f"),
      new QuestionKept(BARE_SCOPE, "", null, "", "", ""));

  private CachingExamples() {}
}
