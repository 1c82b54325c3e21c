package io.sluice.http;

import io.sluice.bus.Bus;
import io.sluice.bus.EventLog;
import io.sluice.bus.Streams;
import io.sluice.message.AbRouting;
import io.sluice.message.AbRouting.ChangeExperiment;
import io.sluice.message.AbRouting.ExperimentChanged;
import io.sluice.message.AbRouting.ExperimentsFound;
import io.sluice.message.Admission;
import io.sluice.message.Admission.Admit;
import io.sluice.message.Admission.Admitted;
import io.sluice.message.Admission.Affordable;
import io.sluice.message.AnswerEvent;
import io.sluice.message.AnswerEvent.Failed;
import io.sluice.message.Answering;
import io.sluice.message.Answering.AskQuestion;
import io.sluice.message.Answering.LoadFound;
import io.sluice.message.Ask;
import io.sluice.message.CallInfo;
import io.sluice.message.Copies;
import io.sluice.message.Copies.LeftOut;
import io.sluice.message.Copies.LeftOutListed;
import io.sluice.message.Embedding;
import io.sluice.message.Embedding.Embed;
import io.sluice.message.Embedding.Embedded;
import io.sluice.message.Embedding.ModelDescribed;
import io.sluice.message.Insight;
import io.sluice.message.Insight.AnswerExplained;
import io.sluice.message.Insight.ClickNoted;
import io.sluice.message.Insight.FeedbackTaken;
import io.sluice.message.Insight.FindAnswers;
import io.sluice.message.Insight.FindOverview;
import io.sluice.message.Insight.FindUsage;
import io.sluice.message.Insight.GiveFeedback;
import io.sluice.message.Insight.NoteClick;
import io.sluice.message.Message;
import io.sluice.message.Quality;
import io.sluice.message.Quality.MakeReport;
import io.sluice.message.Refusal;
import io.sluice.message.Refusal.BadRequest;
import io.sluice.message.Refusal.Cancelled;
import io.sluice.message.Refusal.NotFound;
import io.sluice.message.Reply;
import io.sluice.message.Retrieval;
import io.sluice.message.Retrieval.CollectionsListed;
import io.sluice.message.Retrieval.DocumentFound;
import io.sluice.message.Retrieval.DocumentsListed;
import io.sluice.message.Retrieval.ListDocuments;
import io.sluice.message.Retrieval.VersionFound;
import io.sluice.message.Streaming.StreamOpened;
import io.sluice.message.Vector;
import io.sluice.message.Versions;
import io.sluice.message.Versions.State;
import io.vertx.core.Future;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The actors behind the front door, doing what a test says. They know the collection
 * {@code default}, the document {@code handbook} with its versions 1 and 2, and what
 * {@link TestIngestion} knows.
 */
final class TestActors {
  static final String UNKNOWN = "unknown";

  /** Every question that came, with its call and its log. */
  final BlockingQueue<Asked> asked = new LinkedBlockingQueue<>();

  /** Every request that wanted to be let in. */
  final BlockingQueue<Admit> admits = new LinkedBlockingQueue<>();
  volatile Function<Admit, Reply<Admitted>> door = admit -> Reply
      .of(new Admitted(CallInfo.DEFAULT_TENANT, List.of(), null, null, null));

  /** What is wrong with it; null for nothing. */
  volatile @Nullable String redis;
  volatile boolean stopping;
  volatile int running;

  final TestIngestion ingestion = new TestIngestion();
  final TestBatches batches = new TestBatches();
  final BlockingQueue<Embed> embedded = new LinkedBlockingQueue<>();
  final BlockingQueue<ListDocuments> listed = new LinkedBlockingQueue<>();
  volatile Consumer<EventLog<AnswerEvent>> answer = Samples::writeWhole;
  volatile @Nullable Refusal refusal;
  volatile @Nullable StreamOpened stream;
  /** Whether an answer that is over is given with its stream. */
  volatile boolean atOnce;
  volatile String mediaType = "text/markdown";
  /** The state of the handbook's second version. */
  volatile State active = State.ACTIVE;

  final Bus bus;
  final Streams streams;

  TestActors(Bus bus, Streams streams) {
    this.bus = bus;
    this.streams = streams;
  }

  record Asked(AskQuestion question, CallInfo call, EventLog<AnswerEvent> log) {}

  /** A part of the gateway that may be there or not. */
  final BlockingQueue<FindUsage> usageAsked = new LinkedBlockingQueue<>();
  final BlockingQueue<MakeReport> reportsAsked = new LinkedBlockingQueue<>();
  final BlockingQueue<FindOverview> overviewsAsked = new LinkedBlockingQueue<>();
  final BlockingQueue<FindAnswers> answersAsked = new LinkedBlockingQueue<>();
  final BlockingQueue<GiveFeedback> feedback = new LinkedBlockingQueue<>();
  final BlockingQueue<NoteClick> clicks = new LinkedBlockingQueue<>();
  final BlockingQueue<ChangeExperiment> changes = new LinkedBlockingQueue<>();

  enum Part {
    ANSWER,
    RETRIEVAL,
    EMBEDDING,
    INGESTION,
    INSIGHT,
    AB_ROUTING
  }

  Future<?> serve(Set<Part> parts) {
    var admission = bus.serve(Admission.ADMIT, (admit, call) -> {
      admits.add(admit);
      return Future.succeededFuture(door.apply(admit));
    });
    var afford = serve(Admission.AFFORD, (asked, call) -> new Affordable(null));
    return Future.all(admission, afford).compose(_ -> serveParts(parts));
  }

  private Future<?> serveParts(Set<Part> parts) {
    return Future.all(parts.stream().map(part -> switch (part) {
      case ANSWER -> serveAnswer();
      case RETRIEVAL -> serveRetrieval();
      case EMBEDDING -> serveEmbedding();
      case INGESTION -> ingestion.serve(this);
      case INSIGHT -> serveInsight();
      case AB_ROUTING -> serveExperiments();
    }).toList());
  }

  /** It knows the answer {@code n.1} with one source. */
  private Future<?> serveInsight() {
    return Future.all(List.of(serve(Insight.FIND_USAGE, (asked, call) -> {
      usageAsked.add(asked);
      return Samples.USED;
    }), serve(Insight.FIND_OVERVIEW, (asked, call) -> {
      overviewsAsked.add(asked);
      return Samples.OVERVIEW;
    }), serve(Insight.FIND_ANSWERS, (asked, call) -> {
      answersAsked.add(asked);
      return "wrong".equals(asked.cursor())
          ? new BadRequest("must be as it was told", "cursor")
          : Samples.ANSWERS;
    }), serve(Insight.GIVE_FEEDBACK, (said, call) -> {
      feedback.add(said);
      return ofAnswer(said.answer(), "answer", call, new FeedbackTaken());
    }), serve(Insight.NOTE_CLICK, (click, call) -> {
      clicks.add(click);
      return ofAnswer(click.answer(), "answer", call, click.source() == 1
          ? new ClickNoted()
          : new BadRequest("the answer has no source " + click.source(), "source"));
    }), serve(Insight.EXPLAIN_ANSWER, (asked, call) -> ofAnswer(asked.id(), "id", call,
        new AnswerExplained(Samples.query(asked.id()), 4))), serveQuality()));
  }

  private Future<?> serveQuality() {
    return Future.all(serve(Quality.FIND_QUALITY, (asked, call) -> QualitySamples.FOUND),
        serve(Quality.MAKE_REPORT, (asked, call) -> {
          reportsAsked.add(asked);
          return QualitySamples.MADE;
        }));
  }

  private static Message ofAnswer(String id, String param, CallInfo call, Message answer) {
    return id.equals("n.1") && call.tenant().equals(CallInfo.DEFAULT_TENANT)
        ? answer
        : new NotFound("nothing is known of an answer " + id, param);
  }

  /** There is one, {@code length}. */
  private Future<?> serveExperiments() {
    return Future.all(
        serve(AbRouting.FIND_EXPERIMENTS,
            (asked, call) -> new ExperimentsFound(List.of(Samples.EXPERIMENT))),
        serve(AbRouting.CHANGE_EXPERIMENT, (change, call) -> {
          changes.add(change);
          return change.name().equals(Samples.EXPERIMENT.name())
              ? new ExperimentChanged()
              : new NotFound("there is no such experiment", "name");
        }));
  }

  /** The vector of a text is its length and a half. */
  private Future<?> serveEmbedding() {
    return Future.all(
        serve(Embedding.EMBED, (embed, call) -> {
          embedded.add(embed);
          var why = refusal;
          return why != null
              ? why
              : new Embedded("mini@0a1b", List.of("en"), embed.texts().stream()
                  .map(text -> Vector.of(text.length(), 0.5f)).toList());
        }),
        serve(Embedding.DESCRIBE_MODEL,
            (describe, call) -> new ModelDescribed("mini@0a1b", List.of("en"))));
  }

  private Future<?> serveAnswer() {
    var asks = bus.serve(Answering.ASK_QUESTION, (ask, call) -> {
      var why = refusal(ask.collection());
      if (why != null) {
        return Future.succeededFuture(Reply.refused(why));
      }
      EventLog<AnswerEvent> log = streams.open(call, new Failed(new Cancelled("stopped")));
      answer.accept(log);
      asked.add(new Asked(ask, call, log)); // who waits for it finds what was answered
      var other = stream;
      return Future.succeededFuture(
          Reply.of(other != null ? other : atOnce ? log.opened() : new StreamOpened(log.id())));
    });
    var load = serve(Answering.FIND_LOAD, (find, call) -> new LoadFound(running, 10));
    return Future.all(load, asks, batches.serve(this, streams), serve(Answering.SEARCH,
        (search, call) -> refused(search.collection(), Samples.SEARCH_RESULT)));
  }

  private Future<?> serveRetrieval() {
    return Future.all(List.of(
        serve(Retrieval.LIST_COLLECTIONS, (list, call) -> new CollectionsListed(
            List.of(new Retrieval.CollectionSummary("hr", 1, 2),
                new Retrieval.CollectionSummary("default", 1, 2)))),
        serve(Retrieval.LIST_DOCUMENTS, (list, call) -> {
          listed.add(list);
          return refused(list.collection(), new DocumentsListed(List.of(
              new Retrieval.DocumentSummary(Samples.document(list.collection(), 2, mediaType),
                  2))));
        }), serve(Retrieval.FIND_DOCUMENT, (find, call) -> known(find.document(),
            new DocumentFound(Samples.document(find.collection(), 2, mediaType), "# Text", 2))),
        serve(Retrieval.FIND_VERSION, (find, call) -> known(find.document(), new VersionFound(
            Samples.document(find.collection(), 2, mediaType), List.of(), 2))),
        serve(Versions.LIST_VERSIONS, (list, call) -> known(list.document(),
            Samples.versions(list.collection(), active))),
        serve(Versions.OPEN_VERSION, (open, call) -> open.version() > 2
            ? new NotFound("there is no such version", "version")
            : known(open.document(), Samples.opened(open.collection(), open.version()))),
        serve(Copies.LIST_LEFT_OUT, (list, call) -> refused(list.collection(),
            new LeftOutListed(List.of(new LeftOut(
                Samples.document(list.collection(), 2, mediaType), "original")))))));
  }

  /** The answer, where the document is known. */
  static Message known(String document, Message answer) {
    return document.equals("handbook")
        ? answer
        : new NotFound("there is no such document", "id");
  }

  Message refused(String collection, Message answer) {
    var why = refusal(collection);
    return why == null ? answer : why;
  }

  private @Nullable Refusal refusal(String collection) {
    return collection.equals(UNKNOWN)
        ? new NotFound("there is no collection " + collection, "collection")
        : refusal;
  }

  /** Serves what answers at once, with the answer or with a refusal. */
  <Q extends Message, A extends Message> Future<Void> serve(Ask<Q, A> ask,
      BiFunction<Q, CallInfo, Message> handler) {
    return bus.serve(ask, (request, call) -> {
      var message = handler.apply(request, call);
      return Future.succeededFuture(message instanceof Refusal why
          ? Reply.refused(why)
          : Reply.of(ask.answer().cast(message)));
    });
  }
}
