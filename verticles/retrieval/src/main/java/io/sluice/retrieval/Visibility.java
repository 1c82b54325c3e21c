package io.sluice.retrieval;

import io.sluice.message.CallInfo;
import io.sluice.message.Filters;
import io.sluice.message.Retrieval.DocumentVersion;
import java.time.LocalDate;
import java.util.Locale;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field.Store;
import org.apache.lucene.document.LongField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/**
 * Who may see a document and what it can be filtered by: the fields of both, and the queries that
 * read them. They are part of each leg's query, so that the best of what is allowed comes back
 * however much better the forbidden would have been.
 */
final class Visibility {

  private static final String YES = "yes";
  private static final String ANY_REST = "*";

  private Visibility() {}

  static void index(DocumentVersion document, Document into) {
    if (document.acl().isEmpty()) {
      into.add(new StringField(Schema.EVERYONE, YES, Store.NO));
    }
    for (var principal : document.acl()) {
      into.add(new StringField(Schema.ACL, principal, Store.NO));
    }
    for (var tag : document.tags()) {
      into.add(new StringField(Schema.TAG, tag, Store.NO));
    }
    into.add(new StringField(Schema.LANGUAGE, language(document.language()), Store.NO));
    into.add(new LongField(Schema.DATE, document.date().toEpochDay(), Store.NO));
    if (document.author() != null) {
      into.add(new StringField(Schema.AUTHOR, document.author(), Store.NO));
    }
    if (document.source() != null) {
      into.add(new StringField(Schema.SOURCE, document.source(), Store.NO));
    }
  }

  /** What the asker may see. */
  static Query allowed(CallInfo call) {
    var everyones = new TermQuery(new Term(Schema.EVERYONE, YES));
    if (call.principals().isEmpty()) {
      return everyones;
    }
    var principals = call.principals().stream().map(BytesRef::new).toList();
    return new BooleanQuery.Builder().add(everyones, Occur.SHOULD)
        .add(new TermInSetQuery(Schema.ACL, principals), Occur.SHOULD).build();
  }

  /** What the asker may see and wants to. The language is that of the document as a whole. */
  static Query wanted(Filters filters, CallInfo call) {
    var all = new BooleanQuery.Builder().add(allowed(call), Occur.FILTER);
    for (var tag : filters.tags()) {
      all.add(new TermQuery(new Term(Schema.TAG, tag)), Occur.FILTER);
    }
    if (filters.language() != null) {
      all.add(new TermQuery(new Term(Schema.LANGUAGE, language(filters.language()))), Occur.FILTER);
    }
    if (filters.from() != null || filters.to() != null) {
      all.add(LongField.newRangeQuery(Schema.DATE, day(filters.from(), Long.MIN_VALUE),
          day(filters.to(), Long.MAX_VALUE)), Occur.FILTER);
    }
    if (filters.author() != null) {
      all.add(new TermQuery(new Term(Schema.AUTHOR, filters.author())), Occur.FILTER);
    }
    if (filters.source() != null) {
      all.add(source(filters.source()), Occur.FILTER);
    }
    return all.build();
  }

  private static Query source(String wanted) {
    return wanted.endsWith(ANY_REST)
        ? new PrefixQuery(new Term(Schema.SOURCE,
            wanted.substring(0, wanted.length() - ANY_REST.length())))
        : new TermQuery(new Term(Schema.SOURCE, wanted));
  }

  private static String language(String tag) {
    return tag.toLowerCase(Locale.ROOT);
  }

  private static long day(@Nullable LocalDate date, long otherwise) {
    return date == null ? otherwise : date.toEpochDay();
  }
}
