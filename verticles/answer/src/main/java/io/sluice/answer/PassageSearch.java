package io.sluice.answer;

import io.sluice.answer.WiderSearch.Widened;
import io.sluice.bus.Bus;
import io.sluice.message.AnswerEvent.Degraded;
import io.sluice.message.AnswerEvent.Usage;
import io.sluice.message.Answering.Search;
import io.sluice.message.Ask;
import io.sluice.message.Caching.Basis;
import io.sluice.message.CallInfo;
import io.sluice.message.Embedding.Embedded;
import io.sluice.message.Embedding.Purpose;
import io.sluice.message.Expansion;
import io.sluice.message.Hit;
import io.sluice.message.Refusal;
import io.sluice.message.Refusal.NotFound;
import io.sluice.message.Reply;
import io.sluice.message.Reply.Answered;
import io.sluice.message.Reply.Refused;
import io.sluice.message.Retrieval;
import io.sluice.message.Retrieval.CollectionsListed;
import io.sluice.message.Retrieval.FindPassages;
import io.sluice.message.Retrieval.ListCollections;
import io.sluice.message.Retrieval.PassagesFound;
import io.sluice.message.Retrieval.PassagesWidened;
import io.sluice.message.Retrieval.WidenPassages;
import io.sluice.message.SearchMode;
import io.vertx.core.Future;
import java.lang.Character.UnicodeBlock;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the passages for a question: embed it, search both legs at once, search for what a model adds
 * where that is wanted, put them in a better order where there is a reranker, and take those that say
 * something new. Where there is no vector in time, the search goes by words alone and says so.
 */
final class PassageSearch {
  private static final String ALWAYS_THERE = "default";
  /** More than are wanted, so that some can be passed over. */
  private static final int SPARE = 2;
  /** As in ㅎㅎ. */
  private static final UnicodeBlock LONE_JAMO = UnicodeBlock.HANGUL_COMPATIBILITY_JAMO;

  private final Bus bus;
  private final Ask<FindPassages, PassagesFound> finding;
  private final AnswerConfig config;
  private final @Nullable Reranker reranker;
  private final Embedder embedder;
  private final Expander expander;
  private final WiderSearch wider;

  /**
   * A search by way of the bus.
   *
   * @param finding whom to ask for passages
   * @param reranker null where nothing reranks
   */
  PassageSearch(Bus bus, Ask<FindPassages, PassagesFound> finding, AnswerConfig config,
      Embedder embedder, @Nullable Reranker reranker, Expander expander) {
    this.bus = bus;
    this.finding = finding;
    this.config = config;
    this.reranker = reranker;
    this.embedder = embedder;
    this.expander = expander;
    this.wider = new WiderSearch(bus, finding, embedder, config.expansion().queries());
  }

  /**
   * What was sought and found, what was given up, what a model cost, and how long it took.
   *
   * @param basis the passages that were found, as it is kept what an answer rests on
   * @param epoch of the collection then
   */
  record Found(Sought sought, List<Hit> hits, List<Basis> basis, long epoch,
      List<Degraded> degraded, @Nullable List<Expansion> expansions,
      Usage usage, @Nullable Double embedMs, @Nullable Double searchMs,
      @Nullable Double rerankMs) {

    /** Whether neighbours stand with what was found, so that it may be any passage of a document. */
    boolean isWidened() {
      return basis.stream().anyMatch(one -> one.hash() == null);
    }

    /** Nothing, since nothing was looked for. */
    static Found without(Search search) {
      return new Found(new Sought(search, search.query(), null, 0), List.of(), List.of(), 0,
          List.of(), null,
          Usage.NONE, null, null, null);
    }
  }

  /** To be done in a turn (see {@link SearchTurns}). Waits. */
  Reply<Found> find(Search search, CallInfo call) {
    return find(search, false, call);
  }

  /** @param shuffled whether what was found is put in an order of chance before the first are taken */
  Reply<Found> find(Search search, boolean shuffled, CallInfo call) {
    var query = Normalizer.normalize(search.query(), Normalizer.Form.NFC);
    var degraded = new ArrayList<Degraded>();
    var start = Stopwatch.start();
    var means = hasMeaning(query);
    var asked = means ? expander.ask(search, query, call) : null;
    var embeds = means && search.mode() != SearchMode.KEYWORD;
    var embedded = embeds ? embed(query, degraded, call) : null;
    var embedMs = embeds ? start.lap() : null;

    var reranks = search.rerank() && reranker != null;
    var selection = config.passages().with(search.shape());
    var k = search.k() == null ? config.k() : search.k();
    var all = Math.max(k, selection.candidates());
    var some = reranks || shuffled || asked != null ? all : Math.min(all, k * SPARE);
    var sought = new Sought(search, query, embedded, some);
    var found = legs(sought, call);
    if (some < all && isShort(found, k, some, selection)) {
      found = legs(sought.best(all), call);
    }
    return found.map(alone -> {
      var widened = asked == null
          ? new Widened(alone, Usage.NONE)
          : wider.widen(asked, sought, alone, degraded, call);
      var passages = widened.found();
      noteOtherModel(passages.otherModel(), degraded);
      noteAge(passages.ageMs(), degraded);
      var searchMs = start.lap();
      var hits = reranks && reranker != null
          ? reranker.rerank(query, passages.hits(), degraded, call)
          : passages.hits();
      var rerankMs = reranks ? start.lap() : null;
      var selected = Selection.of(shuffled ? shuffled(hits) : hits, k, selection);
      noteSpeaking(selected.speaking(), degraded);
      var best = selected.taken();
      return new Found(sought, widened(best, search.collection(), selection, degraded, call),
          basis(best, selection.window()), passages.epoch(), degraded, passages.expansions(),
          widened.usage(), embedMs, searchMs, rerankMs);
    });
  }

  private static List<Hit> shuffled(List<Hit> hits) {
    var any = new ArrayList<>(hits);
    Collections.shuffle(any);
    return any;
  }

  /** With its neighbours, a passage changes with the document. */
  private static List<Basis> basis(List<Hit> hits, int window) {
    return hits.stream().map(Hit::passage)
        .map(passage -> new Basis(passage.document(), window == 0 ? passage.hash() : null))
        .distinct().toList();
  }

  private Reply<PassagesFound> legs(Sought sought, CallInfo call) {
    return bus.ask(finding, sought.toMessage(), call).await();
  }

  /** Whether so many were passed over that there are too few, and more to be had. */
  private static boolean isShort(Reply<PassagesFound> reply, int k, int asked,
      SelectionConfig selection) {
    return reply instanceof Answered<PassagesFound>(PassagesFound found)
        && found.hits().size() == asked
        && Selection.of(found.hits(), k, selection).taken().size() < k;
  }

  private static void noteOtherModel(@Nullable Integer otherModel, List<Degraded> degraded) {
    if (otherModel != null && otherModel > 0) {
      degraded.add(new Degraded("vector",
          (otherModel == 1 ? "1 document is" : otherModel + " documents are")
              + " not embedded by the present model yet"));
    }
  }

  private static void noteAge(@Nullable Long ageMs, List<Degraded> degraded) {
    if (ageMs != null) {
      degraded.add(new Degraded("retrieval",
          "what was found " + ageMs / 1000 + " s ago, since it cannot be searched now"));
    }
  }

  private static void noteSpeaking(Collection<String> documents, List<Degraded> degraded) {
    if (!documents.isEmpty()) {
      degraded.add(new Degraded("passages",
          "passages that read like instructions to the model were left out, of "
              + String.join(", ", documents)));
    }
  }

  /**
   * Where their neighbours cannot be had, they stay as they are, and so does one whose neighbours are not
   * wanted.
   */
  private List<Hit> widened(List<Hit> hits, String collection, SelectionConfig selection,
      List<Degraded> degraded, CallInfo call) {
    var window = selection.window();
    if (window == 0 || hits.isEmpty()) {
      return hits;
    }
    var request = new WidenPassages(collection, hits.stream().map(Hit::passage).toList(), window);
    return switch (bus.ask(Retrieval.WIDEN_PASSAGES, request, call).await()) {
      case Refused<PassagesWidened>(Refusal why) -> {
        degraded.add(new Degraded("window", "without what stands around: " + why.message()));
        yield hits;
      }
      case Answered<PassagesWidened>(PassagesWidened wide) -> Overlaps.merged(IntStream
          .range(0, hits.size()).mapToObj(i -> selection.leavesOut(wide.passages().get(i))
              ? hits.get(i)
              : new Hit(wide.passages().get(i), hits.get(i).score(), hits.get(i).legs(),
                  hits.get(i).why()))
          .toList());
    };
  }

  /** The collection's name, or a refusal where there is none; the default one always is there. */
  Future<Reply<String>> known(String collection, CallInfo call) {
    return collection.equals(ALWAYS_THERE)
        ? Future.succeededFuture(Reply.of(collection))
        : bus.ask(Retrieval.LIST_COLLECTIONS, new ListCollections(), call)
            .map(reply -> among(reply, collection));
  }

  private static Reply<String> among(Reply<CollectionsListed> reply, String collection) {
    return switch (reply) {
      case Refused<CollectionsListed>(Refusal why) -> Reply.refused(why);
      case Answered<CollectionsListed>(CollectionsListed listed) -> listed.collections().stream()
          .anyMatch(one -> one.name().equals(collection))
              ? Reply.of(collection)
              : Reply.refused(new NotFound("there is no collection " + collection, "collection"));
    };
  }

  /** Any model has a vector for anything, also for a smile, but it is near to nothing in particular. */
  private static boolean hasMeaning(String query) {
    return query.codePoints()
        .anyMatch(c -> Character.isLetterOrDigit(c) && !LONE_JAMO.equals(UnicodeBlock.of(c)));
  }

  private @Nullable Embedded embed(String query, List<Degraded> degraded, CallInfo call) {
    return switch (embedder.embed(List.of(query), Purpose.QUESTION, call)) {
      case Answered<Embedded>(Embedded embedded) -> embedded;
      case Refused<Embedded>(Refusal why) -> {
        degraded.add(Degraded.since("embedding", "searched by words alone: ", why));
        yield null;
      }
    };
  }
}
