package io.sluice.bus;

import io.sluice.message.AnswerEvent;
import io.sluice.message.AnswerEvent.Accepted;
import io.sluice.message.AnswerEvent.CacheState;
import io.sluice.message.AnswerEvent.Citation;
import io.sluice.message.AnswerEvent.Degraded;
import io.sluice.message.AnswerEvent.Done;
import io.sluice.message.AnswerEvent.Failed;
import io.sluice.message.AnswerEvent.Route;
import io.sluice.message.AnswerEvent.Routed;
import io.sluice.message.AnswerEvent.Source;
import io.sluice.message.AnswerEvent.Sources;
import io.sluice.message.AnswerEvent.Timings;
import io.sluice.message.AnswerEvent.Token;
import io.sluice.message.AnswerEvent.Unsupported;
import io.sluice.message.AnswerEvent.Usage;
import io.sluice.message.Answering.AskOnce;
import io.sluice.message.Answering.AskQuestion;
import io.sluice.message.Answering.CacheUse;
import io.sluice.message.Answering.Search;
import io.sluice.message.Answering.SearchResult;
import io.sluice.message.Answering.Shape;
import io.sluice.message.Bytes;
import io.sluice.message.CircuitEvent.CircuitChanged;
import io.sluice.message.Copies.ChooseCopy;
import io.sluice.message.Copies.CopiesFound;
import io.sluice.message.Copies.Copy;
import io.sluice.message.Copies.CopyChosen;
import io.sluice.message.Copies.FindCopies;
import io.sluice.message.Copies.LeftOut;
import io.sluice.message.Copies.LeftOutListed;
import io.sluice.message.Copies.ListLeftOut;
import io.sluice.message.DeadLetters.DeadLetter;
import io.sluice.message.DeadLetters.DeadLettersListed;
import io.sluice.message.DeadLetters.ListDeadLetters;
import io.sluice.message.DeadLetters.RetryDeadLetter;
import io.sluice.message.Embedding.DescribeModel;
import io.sluice.message.Embedding.Embed;
import io.sluice.message.Embedding.Embedded;
import io.sluice.message.Embedding.ModelDescribed;
import io.sluice.message.Embedding.Purpose;
import io.sluice.message.Expand;
import io.sluice.message.Expansion;
import io.sluice.message.Expansion.Kind;
import io.sluice.message.Filters;
import io.sluice.message.Generation.Complete;
import io.sluice.message.Generation.Completed;
import io.sluice.message.Generation.Generate;
import io.sluice.message.Generation.Instead;
import io.sluice.message.Generation.Topic;
import io.sluice.message.Generation.Turn;
import io.sluice.message.GenerationEvent.Generated;
import io.sluice.message.GenerationEvent.NotGenerated;
import io.sluice.message.GenerationEvent.Started;
import io.sluice.message.Hit;
import io.sluice.message.Hit.Legs;
import io.sluice.message.Hit.Why;
import io.sluice.message.Ingestion.Activate;
import io.sluice.message.Ingestion.Activated;
import io.sluice.message.Ingestion.DocumentAccepted;
import io.sluice.message.Ingestion.Dropped;
import io.sluice.message.Ingestion.Erase;
import io.sluice.message.Ingestion.Erased;
import io.sluice.message.Ingestion.FindIngestion;
import io.sluice.message.Ingestion.FindSource;
import io.sluice.message.Ingestion.Forget;
import io.sluice.message.Ingestion.IngestionFound;
import io.sluice.message.Ingestion.Instructions;
import io.sluice.message.Ingestion.PassageCounts;
import io.sluice.message.Ingestion.Progress;
import io.sluice.message.Ingestion.Report;
import io.sluice.message.Ingestion.Reveal;
import io.sluice.message.Ingestion.Revealed;
import io.sluice.message.Ingestion.SourceFound;
import io.sluice.message.Ingestion.Status;
import io.sluice.message.Ingestion.SubmitDocument;
import io.sluice.message.Likeness;
import io.sluice.message.Message;
import io.sluice.message.Passage;
import io.sluice.message.Refusal.BadRequest;
import io.sluice.message.Refusal.BudgetSpent;
import io.sluice.message.Refusal.Cancelled;
import io.sluice.message.Refusal.DeadlinePassed;
import io.sluice.message.Refusal.Forbidden;
import io.sluice.message.Refusal.Internal;
import io.sluice.message.Refusal.NotFound;
import io.sluice.message.Refusal.Overloaded;
import io.sluice.message.Refusal.RateLimited;
import io.sluice.message.Refusal.TooLarge;
import io.sluice.message.Refusal.Unauthenticated;
import io.sluice.message.Refusal.Unavailable;
import io.sluice.message.Refusal.Undecodable;
import io.sluice.message.Refusal.Unreadable;
import io.sluice.message.Refusal.UnsupportedMedia;
import io.sluice.message.Refusal.UpstreamBusy;
import io.sluice.message.Refusal.UpstreamDown;
import io.sluice.message.Refusal.UpstreamFailed;
import io.sluice.message.Reranking.Rerank;
import io.sluice.message.Reranking.Reranked;
import io.sluice.message.Retrieval.CollectionSummary;
import io.sluice.message.Retrieval.CollectionsListed;
import io.sluice.message.Retrieval.CommitDocument;
import io.sluice.message.Retrieval.DocumentCommitted;
import io.sluice.message.Retrieval.DocumentErased;
import io.sluice.message.Retrieval.DocumentFound;
import io.sluice.message.Retrieval.DocumentSummary;
import io.sluice.message.Retrieval.DocumentVersion;
import io.sluice.message.Retrieval.DocumentsListed;
import io.sluice.message.Retrieval.EpochFound;
import io.sluice.message.Retrieval.EraseDocument;
import io.sluice.message.Retrieval.FindDocument;
import io.sluice.message.Retrieval.FindEpoch;
import io.sluice.message.Retrieval.FindPassages;
import io.sluice.message.Retrieval.FindVersion;
import io.sluice.message.Retrieval.ListCollections;
import io.sluice.message.Retrieval.ListDocuments;
import io.sluice.message.Retrieval.NewPassage;
import io.sluice.message.Retrieval.PassagesFound;
import io.sluice.message.Retrieval.PassagesWidened;
import io.sluice.message.Retrieval.TakenIn;
import io.sluice.message.Retrieval.VersionFound;
import io.sluice.message.Retrieval.WidenPassages;
import io.sluice.message.SearchMode;
import io.sluice.message.Streaming.Batch;
import io.sluice.message.Streaming.CancelStream;
import io.sluice.message.Streaming.LeaveStream;
import io.sluice.message.Streaming.Left;
import io.sluice.message.Streaming.ReadStream;
import io.sluice.message.Streaming.StreamOpened;
import io.sluice.message.Tier;
import io.sluice.message.TierRouting.ChooseTier;
import io.sluice.message.TierRouting.TierChosen;
import io.sluice.message.Tuning;
import io.sluice.message.Tuning.Blend;
import io.sluice.message.Tuning.Feedback;
import io.sluice.message.Uploading.AppendBytes;
import io.sluice.message.Uploading.BytesAppended;
import io.sluice.message.Uploading.DropUpload;
import io.sluice.message.Uploading.StartUpload;
import io.sluice.message.Uploading.UploadStarted;
import io.sluice.message.Vector;
import io.sluice.message.Versions.ActivateVersion;
import io.sluice.message.Versions.FindOutdated;
import io.sluice.message.Versions.ListVersions;
import io.sluice.message.Versions.OpenVersion;
import io.sluice.message.Versions.OutdatedFound;
import io.sluice.message.Versions.PurgeVersions;
import io.sluice.message.Versions.PurgedVersion;
import io.sluice.message.Versions.State;
import io.sluice.message.Versions.VersionActivated;
import io.sluice.message.Versions.VersionOpened;
import io.sluice.message.Versions.VersionPassage;
import io.sluice.message.Versions.VersionSummary;
import io.sluice.message.Versions.VersionsListed;
import io.sluice.message.Versions.VersionsPurged;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** One or more messages of every type, the fullest first. */
final class Examples {
  static final String KOREAN = "환불은 구매일로부터 30일 안에 가능합니다.";
  static final String EMOJI = "👩‍💻 zażółć 🚀\n\t\"quoted\" \\ \u0000";

  static final Filters FILTERS = new Filters(List.of("정책", "faq"), "ko",
      LocalDate.of(2024, 2, 29), LocalDate.of(2026, 12, 31), "김저자", "wiki/*");
  private static final Passage PASSAGE = new Passage("refunds", 3, "p-1", "환불 정책 🧾",
      List.of("1. 환불", "1.2 기간"), "ko", KOREAN, 10, 34, "9f86d081", 7);
  private static final Passage BARE = new Passage("d", 1, "p", "", List.of(), "und", "", 0, 0, "",
      null);
  private static final Hit HIT = new Hit(PASSAGE, 0.87, new Legs(12.5, 0.91, -3.25),
      new Why(3, null, 7, List.of("환불", "card")));
  private static final Hit BARE_HIT = new Hit(BARE, 0, new Legs(null, null, null));
  static final Source SOURCE = Source.of(1, HIT);
  static final Citation CITATION = new Citation(0, 24, List.of(1, 2));
  static final Degraded DEGRADED = new Degraded("rerank", "시간 부족", 1500L);
  static final Unsupported UNSUPPORTED = new Unsupported(3, 9, "30일은 나오지 않습니다");
  static final Usage USAGE = new Usage(1200, 340, 0.001875, 0.25);
  static final Vector VECTOR = Vector.of(0.6f, -0.8f, 0f, -0f, Float.MIN_VALUE);
  private static final DocumentVersion VERSION = new DocumentVersion("default", "refunds", 3,
      "환불 정책", "text/markdown", "ko", LocalDate.of(2026, 1, 31), List.of("정책"),
      List.of("group:support"), "https://example.org/환불", "sha-256:00ff", "all-minilm-l6-v2-q",
      Instant.parse("2026-01-31T23:59:59.123456789Z"), "김저자", "heading/256/0/1");
  private static final DocumentVersion BARE_VERSION = new DocumentVersion("default", "d", 1, "",
      "text/plain", "und", LocalDate.EPOCH, List.of(), List.of(), null, "", null, Instant.EPOCH,
      null, null);
  private static final Likeness LIKENESS = new Likeness("ab01", Bytes.of(new byte[]{1, 2, 3, 4}));

  private static final List<Message> MOST = List.of(//
      new BadRequest("k must not be negative: 🙅", "filters.k"), new BadRequest("", null),
      new NotFound("그런 문서가 없습니다", "id"), new NotFound("gone", null),
      new TooLarge("over 20 MB", "file"), new TooLarge("over", null), //
      new UnsupportedMedia("image/heic 🖼"), //
      new Cancelled("the asker left"), //
      new UpstreamFailed("openai", "status 503", true), //
      new Unreadable("encrypted", "암호가 걸려 있습니다"), new Forbidden("not for you"), //
      new Unauthenticated("열쇠가 없습니다"), new RateLimited("60 a minute", 1500, 60), //
      new BudgetSpent("2 dollars a day", 86_400_000), new UpstreamBusy("openai", "429", 2000), //
      new UpstreamDown("openai", "left alone", 30_000), //
      new CircuitChanged("openai", true, "status 500"), //
      new Overloaded("come back later", Long.MAX_VALUE), //
      new DeadlinePassed("too late"), //
      new Unavailable("embedding", "nobody serves it"), //
      new Undecodable("message type 65535"), //
      new Internal("see the log"), //

      new StreamOpened("a1b2c3d4.000102030405060708090a0b", true, null), //
      new StreamOpened("a.b", null, new Batch(List.of(new Token(KOREAN), CITATION), 2, true)),
      new StreamOpened("a.b"), //
      new ReadStream("a1b2c3d4.00", "reader", 41, 256, true), //
      new Batch(
          List.of(new Token(KOREAN), new Token(""), CITATION, new Token(EMOJI),
              new Failed(new NotFound("gone", null))),
          46, true),
      new Batch(List.of(), 0, false), //
      new LeaveStream("a1b2c3d4.00", "reader"), //
      new CancelStream("a1b2c3d4.00"), //
      new Left(), //

      new Accepted("a1b2c3d4.00"), //
      new Routed("control", "large", "openai", "gpt-x", new CacheState("semantic", 0.97, 1500L),
          List.of("short", KOREAN)),
      new Routed("control", "large", "openai", "gpt-x", CacheState.NONE, null), //
      new Sources(List.of(SOURCE, Source.of(2, BARE_HIT))), new Sources(List.of()), //
      new Token(EMOJI), new Token(""), //
      CITATION, new Citation(0, 0, List.of()), //
      DEGRADED, //
      USAGE, Usage.NONE, //
      new Done("a1b2c3d4.00", true, List.of(SOURCE), List.of(CITATION),
          new Route("control", "large", "openai", "gpt-x"), new CacheState("exact", 1.0, 0L),
          List.of(DEGRADED), USAGE, new Timings(812.5, 3.1, 12.0, 40.25, 210.0),
          List.of(UNSUPPORTED), 0.75, AnswerEvent.LENGTH, List.of("환불: 기한")),
      new Done("", false, List.of(), List.of(), new Route("", "", "", ""), CacheState.NONE,
          List.of(), Usage.NONE, new Timings(0, null, null, null, null), null, null, null,
          null),
      new Failed(new UpstreamFailed("openai", "connection reset", false)),
      new Failed(new Overloaded("빡빡함", 250), "죄송합니다."), //

      new Started("openai", "gpt-x"), //
      new Generated(true, USAGE, List.of(UNSUPPORTED), 0.5, AnswerEvent.STOP, List.of("환불")),
      new Generated(false, USAGE, null, null, null, null), //
      new NotGenerated(new BadRequest("the passages do not fit", "passages")), //

      new AskQuestion(KOREAN, "default", "c-1", "u-1", 8, FILTERS, "control", "large",
          CacheUse.REFRESH, List.of(new Turn("누구?", "🤖")), Expand.HYPOTHETICAL, false,
          1L << 40),
      new AskQuestion(EMOJI, "default", null, null, null, Filters.NONE, null, null, CacheUse.USE),
      new Search(KOREAN, "default", 5, FILTERS, SearchMode.HYBRID, 0.5, true,
          new Shape(2, 1), new Tuning(Blend.RRF, Feedback.OFF), Expand.QUERIES),
      new Search("", "default", null, Filters.NONE, SearchMode.KEYWORD, null, false),
      new SearchResult(List.of(HIT, BARE_HIT), List.of(DEGRADED),
          List.of(new Expansion(Kind.FEEDBACK, List.of()))),
      new SearchResult(List.of(), List.of()), //

      new Embed(List.of(KOREAN, "", EMOJI), Purpose.PASSAGE),
      new Embed(List.of(), Purpose.QUESTION), //
      new Embedded("all-minilm-l6-v2-q", List.of("en", "ko"), List.of(VECTOR, Vector.of())),
      new Embedded("none", List.of(), List.of()), //
      new DescribeModel(), new ModelDescribed("all-minilm-l6-v2-q", List.of("en", "ko")), //

      new FindPassages("default", KOREAN, VECTOR, true, SearchMode.VECTOR, 20, FILTERS, 1.0,
          "minilm@1", new Tuning(Blend.CONVEX, Feedback.MEANING)),
      new FindPassages("default", "q", null, false, SearchMode.KEYWORD, 1, Filters.NONE, null,
          null),
      new PassagesFound(List.of(HIT, BARE_HIT), 1L << 40, 3,
          List.of(new Expansion(Kind.SYNONYMS, List.of("연차", "vacation"))), 1L << 40),
      new PassagesFound(List.of(), 0, null),
      new WidenPassages("default", List.of(PASSAGE), 2), new PassagesWidened(List.of(BARE)), //
      new AskOnce(new AskQuestion("q", "c", null, null, null, Filters.NONE, null, null,
          CacheUse.USE), KOREAN), //
      new ChooseTier(KOREAN, 2, 5, 3, 0.75), new TierChosen(Tier.SIMPLE, List.of(KOREAN)), //
      new Rerank(KOREAN, List.of(KOREAN, "")), new Reranked("cross", List.of(1.5, -2.0)), //
      new CommitDocument(VERSION, KOREAN + EMOJI,
          List.of(new NewPassage("h1", List.of("1"), "ko", KOREAN, 0, 24, VECTOR, 1),
              new NewPassage("h2", List.of(), "und", EMOJI, 24, 40, null, null)),
          LIKENESS, List.of("old"), "other"),
      new CommitDocument(BARE_VERSION, "", List.of()), //
      new DocumentCommitted(10, 3, 7, 2, 12), //
      new DocumentCommitted(10, 0, 10, 0, 12, true), //
      new FindVersion("default", "refunds"), //
      new VersionFound(VERSION, List.of("h1", "h2"), 5),
      new VersionFound(BARE_VERSION, List.of(), null),
      new FindDocument("default", "환불"), //
      new DocumentFound(VERSION, KOREAN, 2), //
      new ListDocuments("default", "refunds", 50, "환불"),
      new ListDocuments("default", null, 1, null),
      new DocumentsListed(
          List.of(new DocumentSummary(VERSION, 2), new DocumentSummary(BARE_VERSION, 0))),
      new DocumentsListed(List.of()), //
      new EraseDocument("default", "refunds"), //
      new EraseDocument("default", "환불", new TakenIn("h1", Instant.EPOCH)), //
      new DocumentErased(2, 13, 3, List.of("copy")), //
      new DocumentErased(2, 13, 1, List.of(), 4, 1), //
      new ListCollections(), //
      new CollectionsListed(List.of(new CollectionSummary("기본", 2, 40))),
      new CollectionsListed(List.of()), //
      new FindEpoch("기본"), new EpochFound(41), //

      new Generate(KOREAN, EMOJI, "ko", "small", List.of(PASSAGE, BARE),
          List.of(new Turn("누구?", "🤖")),
          new Instead(List.of(new Topic("환불", "기한"), new Topic("🤖", null)), true), true),
      new Generate("q", "q", "en", "small", List.of(), List.of()), //
      new Complete("simple", "한 문장으로", EMOJI, 64), //
      new Completed(KOREAN, "openai", "gpt-x", USAGE), //

      new SubmitDocument("default", "refunds", "환불", "환불.md", "text/markdown", List.of("정책"),
          List.of("group:support"), "mail", Bytes.of(KOREAN.getBytes(StandardCharsets.UTF_8)),
          "u-1", "김저자",
          LocalDate.of(2026, 1, 31)),
      new SubmitDocument("default", null, null, null, null, List.of(), List.of(), null,
          Bytes.of(new byte[0]), null, null, null),
      new DocumentAccepted("i-1", "refunds", 3), //
      new FindIngestion("i-1", 12L), new FindIngestion("i-1", null), //
      new IngestionFound("i-1", Status.FAILED, "refunds", 3, new PassageCounts(10, 3, 7, 2),
          new UnsupportedMedia("image/heic"), 7L, new Progress("embedding", 3, 10, 2),
          new Report("application/pdf", 12, List.of(new Dropped("page-number", 12, "- 1 -")),
              Map.of("EMAIL", 2), "other", new Instructions(2, 1, Map.of("COMMAND", 2)))),
      new IngestionFound("i-1", Status.QUEUED, "refunds", 3, PassageCounts.NONE, null, null, null,
          null), //
      new FindSource("sha-256:00ff"), //
      new SourceFound(Bytes.of(new byte[]{0, -1, 127, -128})), //
      new Erase("default", "refunds"), //
      new Erased(2, 1, 3, 4, 5, List.of("copy")), //
      new Forget("acme", "default", "refunds", "e-1", List.of("user:kim")), //
      new Activate("default", "refunds", 2), new Activated(2, 3, 1, 4), //
      new Reveal("default", "refunds"), new Revealed(Map.of("[EMAIL:00ff]", "kim@example.com")), //
      new StartUpload(), new UploadStarted("u-1"), //
      new AppendBytes("u-1", 1L << 33, Bytes.of(new byte[]{0, -1})), //
      new BytesAppended(1L << 33), new DropUpload("u-1"), //
      new ListDeadLetters("default", 20), new ListDeadLetters(null, 1), //
      new DeadLettersListed(List.of(new DeadLetter("i-1", "default", "refunds", 3,
          new Unreadable("broken", "is cut off"), 8, Instant.EPOCH))),
      new DeadLettersListed(List.of()), new RetryDeadLetter("i-1"), //

      new ListVersions("default", "refunds"), //
      new VersionsListed(List.of(new VersionSummary(VERSION, 2, State.ACTIVE, null),
          new VersionSummary(BARE_VERSION, 0, State.LEFT_OUT, "other"))),
      new OpenVersion("default", "refunds", 2), //
      new VersionOpened(VERSION, KOREAN,
          List.of(new VersionPassage("h1", List.of("1"), 0, 24, 3),
              new VersionPassage("h2", List.of(), 24, 40, null))),
      new ActivateVersion("default", "refunds", 2), new VersionActivated(2, 3, 1, 4, 14), //
      new PurgeVersions("default", "refunds", 5, Instant.EPOCH), //
      new PurgeVersions("default", null, 0, Instant.EPOCH), //
      new VersionsPurged(List.of(new PurgedVersion("refunds", 1, "00ff"))), //
      new FindOutdated("default", "minilm@1", "heading/256", "refunds", 20), //
      new FindOutdated("default", "minilm@1", "heading/256", null, 1), //
      new OutdatedFound(List.of(VERSION)), //
      new FindCopies("default", "refunds", LIKENESS, 0.9), //
      new CopiesFound(List.of(new Copy(VERSION, 0.97, null), new Copy(BARE_VERSION, 1, "x"))), //
      new ListLeftOut("default", "refunds", 20), new ListLeftOut("default", null, 1), //
      new LeftOutListed(List.of(new LeftOut(VERSION, "other"))), //
      new ChooseCopy("default", "refunds", 0.9, List.of("환불", "other")), //
      new CopyChosen(List.of("환불")));

  private Examples() {}

  static List<Message> all() {
    return Stream
        .of(MOST, AbRoutingExamples.ALL, AdmissionExamples.ALL, BatchExamples.ALL,
            CachingExamples.ALL, InsightExamples.ALL, QualityExamples.ALL)
        .flatMap(List::stream).toList();
  }

  /** The fullest example of each type. */
  static Map<Class<?>, Message> fullest() {
    var fullest = new LinkedHashMap<Class<?>, Message>();
    for (var example : all()) {
      fullest.putIfAbsent(example.getClass(), example);
    }
    return fullest;
  }
}
