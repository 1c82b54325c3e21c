package io.sluice.answer;

import io.sluice.bus.Bus;
import io.sluice.bus.EventLog;
import io.sluice.bus.Streams;
import io.sluice.message.AnswerEvent.Citation;
import io.sluice.message.AnswerEvent.Token;
import io.sluice.message.AnswerEvent.Usage;
import io.sluice.message.CallInfo;
import io.sluice.message.Embedding;
import io.sluice.message.Embedding.Embed;
import io.sluice.message.Embedding.Embedded;
import io.sluice.message.Embedding.Purpose;
import io.sluice.message.Generation;
import io.sluice.message.Generation.Generate;
import io.sluice.message.GenerationEvent;
import io.sluice.message.GenerationEvent.Generated;
import io.sluice.message.GenerationEvent.NotGenerated;
import io.sluice.message.GenerationEvent.Started;
import io.sluice.message.Hit;
import io.sluice.message.Passage;
import io.sluice.message.Refusal.Cancelled;
import io.sluice.message.Reply;
import io.sluice.message.Retrieval;
import io.sluice.message.Retrieval.CollectionSummary;
import io.sluice.message.Retrieval.CollectionsListed;
import io.sluice.message.Retrieval.DocumentsListed;
import io.sluice.message.Retrieval.FindPassages;
import io.sluice.message.Retrieval.ListDocuments;
import io.sluice.message.Retrieval.PassagesFound;
import io.sluice.message.Streaming.StreamOpened;
import io.sluice.message.Tier;
import io.sluice.message.TierRouting;
import io.sluice.message.TierRouting.ChooseTier;
import io.sluice.message.TierRouting.TierChosen;
import io.sluice.message.Vector;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/** Stand in for those that a question is passed to; each does what it is told, or else its best. */
final class Neighbours {
  static final Passage PASSAGE = new Passage("d", 1, "d#1", "규정", List.of(), "ko", "연차는 15일이다.", 0,
      10, "h", null);
  static final Hit HIT = new Hit(PASSAGE, 0.5, new Hit.Legs(0.5, null, null));
  static final Citation CITATION = new Citation(0, 4, List.of(1));
  static final Usage USAGE = new Usage(3, 2, 0.5);

  final List<FindPassages> searches = new CopyOnWriteArrayList<>();
  final List<Embed> embeds = new CopyOnWriteArrayList<>();
  final List<Generate> generated = new CopyOnWriteArrayList<>();
  final Promise<EventLog<GenerationEvent>> opened = Promise.promise();
  volatile Supplier<Future<Reply<Embedded>>> embed = () -> Future
      .succeededFuture(Reply.of(embedded(embeds.getLast())));
  volatile Supplier<Future<Reply<PassagesFound>>> find = () -> Future.succeededFuture(
      Reply.of(new PassagesFound(List.of(HIT), 1, null)));
  volatile BiConsumer<Generate, EventLog<GenerationEvent>> speak = (request, log) -> wholeAnswer(
      log);
  final List<ChooseTier> tiers = new CopyOnWriteArrayList<>();
  volatile Supplier<Future<Reply<TierChosen>>> chooseTier = () -> Future.succeededFuture(
      Reply.of(new TierChosen(Tier.NORMAL, List.of("as always"))));
  volatile Supplier<Future<Reply<CollectionsListed>>> list = () -> Future.succeededFuture(
      Reply.of(new CollectionsListed(List.of(new CollectionSummary("known", 1, 1)))));

  final List<ListDocuments> listings = new CopyOnWriteArrayList<>();
  volatile Supplier<Future<Reply<DocumentsListed>>> documents = () -> Future.succeededFuture(
      Reply.of(new DocumentsListed(List.of())));

  Future<?> serve(Bus bus) {
    return Future.all(bus.serve(Retrieval.LIST_DOCUMENTS, (request, call) -> {
      listings.add(request);
      return documents.get();
    }), bus.serve(Embedding.EMBED, (request, call) -> {
      embeds.add(request);
      return embed.get();
    }), bus.serve(TierRouting.CHOOSE_TIER, (request, call) -> {
      tiers.add(request);
      return chooseTier.get();
    }), bus.serve(Retrieval.LIST_COLLECTIONS, (request, call) -> list.get()),
        bus.serve(Retrieval.FIND_PASSAGES, (request, call) -> {
          searches.add(request);
          return find.get();
        }));
  }

  Future<?> serveGeneration(Bus bus, Streams streams) {
    return bus.serve(Generation.GENERATE, (request, call) -> generate(streams, request, call));
  }

  /** Questions lie in one direction, passages in another. */
  private static Embedded embedded(Embed request) {
    var vector = request.purpose() == Purpose.QUESTION ? Vector.of(1, 0) : Vector.of(0, 1);
    return new Embedded("m", List.of("ko", "en"),
        Collections.nCopies(request.texts().size(), vector));
  }

  static void wholeAnswer(EventLog<GenerationEvent> log) {
    log.append(new Started("extractive", "x1"));
    log.append(new Token("연차"));
    log.append(new Token("는 15일"));
    log.append(CITATION);
    log.end(new Generated(true, USAGE));
  }

  private Future<Reply<StreamOpened>> generate(Streams streams, Generate request, CallInfo call) {
    generated.add(request);
    var log = streams.<GenerationEvent>open(call, new NotGenerated(new Cancelled("stopped")));
    speak.accept(request, log);
    opened.tryComplete(log);
    return Future.succeededFuture(Reply.of(new StreamOpened(log.id())));
  }
}
