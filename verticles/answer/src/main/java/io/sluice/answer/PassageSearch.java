package io.sluice.answer;

import io.sluice.bus.Bus;
import io.sluice.language.Language;
import io.sluice.message.AnswerEvent.Degraded;
import io.sluice.message.CallInfo;
import io.sluice.message.Embedding;
import io.sluice.message.Embedding.Embed;
import io.sluice.message.Embedding.Embedded;
import io.sluice.message.Embedding.Purpose;
import io.sluice.message.Filters;
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
import io.sluice.message.SearchMode;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the passages for a question: embed it, then search both legs at once. Where there is no
 * vector in time, the search goes by words alone and says so.
 */
final class PassageSearch {
  private static final String ALWAYS_THERE = "default";

  private final Bus bus;
  private final AnswerConfig config;

  PassageSearch(Bus bus, AnswerConfig config) {
    this.bus = bus;
    this.config = config;
  }

  /** What was found, what was given up, and how long it took. */
  record Found(List<Hit> hits, List<Degraded> degraded, @Nullable Double embedMs,
      double searchMs) {}

  Reply<Found> find(String asked, String collection, @Nullable Integer k, Filters filters,
      SearchMode mode, @Nullable Double alpha, CallInfo call) {
    var query = Normalizer.normalize(asked, Normalizer.Form.NFC);
    var degraded = new ArrayList<Degraded>();
    var start = Stopwatch.start();
    var embedded = mode == SearchMode.KEYWORD ? null : embed(query, degraded, call);
    var embedMs = mode == SearchMode.KEYWORD ? null : start.lap();

    var fits = embedded != null && embedded.languages().contains(Language.of(query).tag());
    var request = new FindPassages(collection, query,
        embedded == null ? null : embedded.vectors().getFirst(), fits,
        embedded == null ? SearchMode.KEYWORD : mode, k == null ? config.k() : k, filters, alpha,
        embedded == null ? null : embedded.model());
    return bus.ask(Retrieval.FIND_PASSAGES, request, call).await().map(found -> {
      var otherModel = found.otherModel();
      if (otherModel != null && otherModel > 0) {
        degraded.add(new Degraded("vector",
            (otherModel == 1 ? "1 document is" : otherModel + " documents are")
                + " not embedded by the present model yet"));
      }
      return new Found(found.hits(), degraded, embedMs, start.lap());
    });
  }

  /** Refuses a collection that does not exist; the default one always does. */
  @Nullable
  Refusal unknownCollection(String collection, CallInfo call) {
    if (collection.equals(ALWAYS_THERE)) {
      return null;
    }
    return switch (bus.ask(Retrieval.LIST_COLLECTIONS, new ListCollections(), call).await()) {
      case Refused<CollectionsListed>(Refusal why) -> why;
      case Answered<CollectionsListed>(CollectionsListed listed) -> listed.collections().stream()
          .anyMatch(known -> known.name().equals(collection))
              ? null
              : new NotFound("there is no collection '" + collection + "'", "collection");
    };
  }

  private @Nullable Embedded embed(String query, List<Degraded> degraded, CallInfo call) {
    var request = new Embed(List.of(query), Purpose.QUESTION);
    return switch (bus.ask(Embedding.EMBED, request, call.atMost(config.embedWithin())).await()) {
      case Answered<Embedded>(Embedded embedded) when !embedded.vectors().isEmpty() -> embedded;
      case Answered<Embedded>(Embedded none) -> {
        degraded.add(new Degraded("embedding", "searched by words alone: no vector was made"));
        yield null;
      }
      case Refused<Embedded>(Refusal why) -> {
        degraded.add(new Degraded("embedding", "searched by words alone: " + why.message()));
        yield null;
      }
    };
  }
}
