package io.sluice.retrieval;

import static io.weaviate.client6.v1.api.collections.query.Filter.property;

import io.sluice.message.CallInfo;
import io.sluice.message.Filters;
import io.sluice.message.Retrieval.DocumentVersion;
import io.weaviate.client6.v1.api.collections.query.Filter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Who may see a document and what it can be filtered by: the properties of both, and the filters that
 * read them. They are part of each search, so that the best of what is allowed comes back however
 * much better the forbidden would have been.
 */
final class WeaviateFilters {

  private static final String ANY_REST = "*";

  private WeaviateFilters() {}

  /** Who may see it. */
  static void addAccess(DocumentVersion document, Map<String, Object> to) {
    to.put(WeaviateSchema.EVERYONE, document.acl().isEmpty());
    to.put(WeaviateSchema.ACL, exactly(document.acl()));
  }

  /** Who may see it, and all else that filters. */
  static void add(DocumentVersion document, Map<String, Object> to) {
    addAccess(document, to);
    to.put(WeaviateSchema.TAG, exactly(document.tags()));
    to.put(WeaviateSchema.LANGUAGE, language(document.language()));
    to.put(WeaviateSchema.DATE, document.date().toEpochDay());
    if (document.author() != null) {
      to.put(WeaviateSchema.AUTHOR, WeaviateNames.exactly(document.author()));
    }
    if (document.source() != null) {
      to.put(WeaviateSchema.SOURCE,
          WeaviateNames.exactly(WeaviateNames.literally(document.source())));
    }
  }

  /** What the asker may see. */
  static Filter allowed(CallInfo call) {
    var everyones = property(WeaviateSchema.EVERYONE).eq(true);
    return call.principals().isEmpty()
        ? everyones
        : Filter.or(everyones,
            property(WeaviateSchema.ACL).containsAny(exactly(call.principals())));
  }

  /** What the asker may see and wants to. The language is that of the document as a whole. */
  static Filter wanted(Filters filters, CallInfo call) {
    var all = new ArrayList<Filter>();
    all.add(allowed(call));
    if (!filters.tags().isEmpty()) {
      all.add(property(WeaviateSchema.TAG).containsAll(exactly(filters.tags())));
    }
    if (filters.language() != null) {
      all.add(property(WeaviateSchema.LANGUAGE).eq(language(filters.language())));
    }
    if (filters.from() != null) {
      all.add(property(WeaviateSchema.DATE).gte(filters.from().toEpochDay()));
    }
    if (filters.to() != null) {
      all.add(property(WeaviateSchema.DATE).lte(filters.to().toEpochDay()));
    }
    if (filters.author() != null) {
      all.add(property(WeaviateSchema.AUTHOR).eq(WeaviateNames.exactly(filters.author())));
    }
    if (filters.source() != null) {
      all.add(source(filters.source()));
    }
    return all(all);
  }

  static Filter all(Filter... filters) {
    return all(List.of(filters));
  }

  static Filter all(List<Filter> filters) {
    return filters.size() == 1 ? filters.getFirst() : Filter.and(List.copyOf(filters));
  }

  private static Filter source(String wanted) {
    return wanted.endsWith(ANY_REST)
        ? property(WeaviateSchema.SOURCE).like(
            WeaviateNames.beginningWith(wanted.substring(0, wanted.length() - ANY_REST.length())))
        : property(WeaviateSchema.SOURCE)
            .eq(WeaviateNames.exactly(WeaviateNames.literally(wanted)));
  }

  private static List<String> exactly(Collection<String> texts) {
    return texts.stream().map(WeaviateNames::exactly).toList();
  }

  private static String language(String tag) {
    return WeaviateNames.exactly(tag.toLowerCase(Locale.ROOT));
  }
}
