package io.sluice.retrieval;

import static io.weaviate.client6.v1.api.collections.query.Filter.property;

import io.sluice.message.CallInfo;
import io.sluice.message.Versions.State;
import io.weaviate.client6.v1.api.collections.query.Filter;
import java.io.IOException;
import java.util.ArrayList;

/** The filter of those current versions that are to be listed; see {@link NameQuery} for the names. */
final class WeaviateListFilter {

  private WeaviateListFilter() {}

  static Filter of(Wanted wanted) throws IOException {
    return switch (wanted) {
      case Wanted.Visible(var call, var name) ->
        name == null ? WeaviateFilters.allowed(call) : named(name, call);
      case Wanted.Every() -> WeaviateContents.CURRENT;
      case Wanted.LeftOut(var call) ->
        Filter.and(property(WeaviateSchema.STATE).eq(State.LEFT_OUT.name()),
            WeaviateFilters.allowed(call));
      case Wanted.Outdated(var model, var chunking) ->
        property(WeaviateSchema.MADE_BY).ne(WeaviateEntry.madeBy(model, chunking));
    };
  }

  private static Filter named(String name, CallInfo call) throws IOException {
    var all = new ArrayList<Filter>();
    all.add(WeaviateFilters.allowed(call));
    for (var word : NameQuery.words(name)) {
      all.add(named(word));
    }
    return WeaviateFilters.all(all);
  }

  private static Filter named(String word) throws IOException {
    var any = new ArrayList<Filter>();
    any.add(property(WeaviateSchema.NAME).like("*" + WeaviateEntry.lookedFor(word) + "*"));
    for (var language : Words.LANGUAGES) {
      var words = WeaviateWords.ofName(word, language);
      if (!words.isEmpty()) {
        any.add(property(WeaviateSchema.WORDS).containsAll(words));
      }
    }
    return any.size() == 1 ? any.getFirst() : Filter.or(any.toArray(Filter[]::new));
  }
}
