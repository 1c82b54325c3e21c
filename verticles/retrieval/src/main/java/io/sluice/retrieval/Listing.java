package io.sluice.retrieval;

import io.sluice.message.CallInfo;
import io.sluice.message.Copies.LeftOut;
import io.sluice.message.Copies.LeftOutListed;
import io.sluice.message.Copies.ListLeftOut;
import io.sluice.message.Refusal;
import io.sluice.message.Refusal.BadRequest;
import io.sluice.message.Reply;
import io.sluice.message.Retrieval.DocumentSummary;
import io.sluice.message.Retrieval.DocumentVersion;
import io.sluice.message.Retrieval.DocumentsListed;
import io.sluice.message.Retrieval.ListDocuments;
import io.sluice.message.Versions.FindOutdated;
import io.sluice.message.Versions.OutdatedFound;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
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

/** Lists the documents of a collection page by page, in the order of their ids. */
final class Listing {

  private static final Query LEFT_OUT = new FieldExistsQuery(Schema.LEFT_OUT_FOR);
  private static final Sort BY_ID = new Sort(
      KeywordField.newSortField(Schema.ENTRY, false, SortedSetSelector.Type.MIN));
  private static final int LONGEST_PAGE = 1_000;

  private Listing() {}

  /** What is wrong with a page of so many; null if nothing is. */
  static @Nullable Refusal check(int limit) {
    return limit < 1 ? new BadRequest("must be 1 or more, not " + limit, "limit") : null;
  }

  static Reply<DocumentsListed> documents(ListDocuments request, Snapshot snapshot, CallInfo call)
      throws IOException {
    var wanted = new BooleanQuery.Builder().add(Visibility.allowed(call), Occur.FILTER);
    var named = request.query() == null ? null : NameQuery.of(request.query());
    if (named != null) {
      wanted.add(named, Occur.FILTER);
    }
    var summaries = new ArrayList<DocumentSummary>();
    for (var entry : page(wanted, request.after(), request.limit(), snapshot)) {
      summaries.add(new DocumentSummary(entry.head().document(), entry.head().passages()));
    }
    return Reply.of(new DocumentsListed(summaries));
  }

  static Reply<LeftOutListed> leftOut(ListLeftOut request, Snapshot snapshot, CallInfo call)
      throws IOException {
    var wanted = new BooleanQuery.Builder().add(LEFT_OUT, Occur.FILTER)
        .add(Visibility.allowed(call), Occur.FILTER);
    var documents = new ArrayList<LeftOut>();
    for (var entry : page(wanted, request.after(), request.limit(), snapshot)) {
      var other = entry.head().leftOutFor();
      if (other != null) {
        documents.add(new LeftOut(entry.head().document(), other));
      }
    }
    return Reply.of(new LeftOutListed(documents));
  }

  static Reply<OutdatedFound> outdated(FindOutdated request, Snapshot snapshot)
      throws IOException {
    var upToDate = new BooleanQuery.Builder()
        .add(new TermQuery(new Term(Schema.EMBEDDING_MODEL, request.embeddingModel())),
            Occur.FILTER)
        .add(new TermQuery(new Term(Schema.CHUNKING, request.chunking())), Occur.FILTER).build();
    var wanted = new BooleanQuery.Builder().add(upToDate, Occur.MUST_NOT);
    var documents = new ArrayList<DocumentVersion>();
    for (var entry : page(wanted, request.after(), request.limit(), snapshot)) {
      documents.add(entry.head().document());
    }
    return Reply.of(new OutdatedFound(documents));
  }

  private static List<Entry> page(BooleanQuery.Builder wanted, @Nullable String after, int limit,
      Snapshot snapshot) throws IOException {
    wanted.add(Snapshot.ALL_CURRENT, Occur.FILTER);
    if (after != null) {
      wanted.add(TermRangeQuery.newStringRange(Schema.ENTRY, after, null, false, false),
          Occur.FILTER);
    }
    var entries = new ArrayList<Entry>();
    var found = snapshot.searcher().search(wanted.build(), Math.min(limit, LONGEST_PAGE), BY_ID);
    for (var hit : found.scoreDocs) {
      entries.add(snapshot.currentAt(hit.doc));
    }
    return entries;
  }
}
