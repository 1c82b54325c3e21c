package io.sluice.retrieval;

import java.io.IOException;
import org.apache.lucene.document.KeywordField;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.FieldExistsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortedSetSelector;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TermRangeQuery;
import org.jspecify.annotations.Nullable;

/** The query of those current versions that are to be listed. */
final class ListQuery {

  static final Sort BY_ID = new Sort(
      KeywordField.newSortField(Schema.ENTRY, false, SortedSetSelector.Type.MIN));

  private static final Query LEFT_OUT = new FieldExistsQuery(Schema.LEFT_OUT_FOR);

  private ListQuery() {}

  static Query of(Wanted wanted, @Nullable String after) throws IOException {
    var all = new BooleanQuery.Builder().add(Snapshot.ALL_CURRENT, Occur.FILTER);
    if (after != null) {
      all.add(TermRangeQuery.newStringRange(Schema.ENTRY, after, null, false, false),
          Occur.FILTER);
    }
    switch (wanted) {
      case Wanted.Visible(var call, var name) -> {
        all.add(Visibility.allowed(call), Occur.FILTER);
        var named = name == null ? null : NameQuery.of(name);
        if (named != null) {
          all.add(named, Occur.FILTER);
        }
      }
      case Wanted.Every() -> {
      }
      case Wanted.LeftOut(var call) ->
        all.add(LEFT_OUT, Occur.FILTER).add(Visibility.allowed(call), Occur.FILTER);
      case Wanted.Outdated(var model, var chunking) -> all.add(new BooleanQuery.Builder()
          .add(new TermQuery(new Term(Schema.EMBEDDING_MODEL, model)), Occur.FILTER)
          .add(new TermQuery(new Term(Schema.CHUNKING, chunking)), Occur.FILTER).build(),
          Occur.MUST_NOT);
    }
    return all.build();
  }
}
