package io.sluice.retrieval;

import io.sluice.message.CallInfo;
import io.sluice.message.Retrieval.CollectionSummary;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.lucene.index.MultiReader;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.FieldExistsQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.TermQuery;
import org.jspecify.annotations.Nullable;

/**
 * A collection as its last commit left it, unchanged by what is committed meanwhile. Its methods read
 * from disk and block; any number of threads may call them until it is closed.
 */
final class Snapshot implements Contents, AutoCloseable {

  static final Query ALL_CURRENT = new FieldExistsQuery(Schema.ENTRY);
  static final Query ALL_KEPT = new FieldExistsQuery(Schema.KEPT_ENTRY);

  private final String collection;
  private final IndexSearcher searcher;
  private final CommitData commit;
  private final Census census;
  private final Release release;

  Snapshot(String collection, IndexSearcher searcher, CommitData commit, Census census,
      Release release) {
    this.collection = collection;
    this.searcher = searcher;
    this.commit = commit;
    this.census = census;
    this.release = release;
  }

  /** A collection with nothing in it and nothing on disk. */
  static Snapshot empty(String collection) throws IOException {
    return new Snapshot(collection, new IndexSearcher(new MultiReader()), CommitData.NONE,
        new Census(0), () -> {});
  }

  /** Lets the files go. */
  interface Release {
    void run() throws IOException;
  }

  IndexSearcher searcher() {
    return searcher;
  }

  CommitData commit() {
    return commit;
  }

  @Override
  public String collection() {
    return collection;
  }

  @Override
  public long epoch() {
    return commit.epoch();
  }

  /** How many documents the asker may find have no vectors in this space, but in another. */
  int othersThan(Space space, CallInfo call) throws IOException {
    return census.othersThan(space, call, searcher);
  }

  @Override
  public @Nullable Entry current(String document) throws IOException {
    var found = searcher.search(is(Schema.ENTRY, document), 1).scoreDocs;
    return found.length == 0 ? null : currentAt(found[0].doc);
  }

  @Override
  public @Nullable Entry visible(String document, CallInfo call) throws IOException {
    var visible = new BooleanQuery.Builder().add(is(Schema.ENTRY, document), Occur.FILTER)
        .add(Visibility.allowed(call), Occur.FILTER).build();
    var found = searcher.search(visible, 1).scoreDocs;
    return found.length == 0 ? null : currentAt(found[0].doc);
  }

  Entry currentAt(int doc) throws IOException {
    return LuceneEntry.ofCurrent(collection, searcher, doc);
  }

  @Override
  public List<Entry> leftOutFor(String document) throws IOException {
    var entries = new ArrayList<Entry>();
    for (var found : all(is(Schema.LEFT_OUT_FOR, document))) {
      entries.add(currentAt(found.doc));
    }
    return entries;
  }

  @Override
  public List<Entry> kept(String document) throws IOException {
    var entries = new ArrayList<Entry>();
    for (var found : all(is(Schema.KEPT_ENTRY, document))) {
      entries.add(keptAt(found.doc));
    }
    entries.sort(Comparator.comparingInt(Entry::number).reversed());
    return entries;
  }

  @Override
  public void showKept(Viewer viewer) throws IOException {
    for (var found : all(ALL_KEPT)) {
      viewer.see(keptAt(found.doc));
    }
  }

  @Override
  public List<Entry> page(Wanted wanted, @Nullable String after, int limit) throws IOException {
    var entries = new ArrayList<Entry>();
    for (var hit : searcher.search(ListQuery.of(wanted, after), limit, ListQuery.BY_ID).scoreDocs) {
      entries.add(currentAt(hit.doc));
    }
    return entries;
  }

  private Entry keptAt(int doc) throws IOException {
    return LuceneEntry.ofKept(collection, searcher, doc);
  }

  /** Everything that the query finds, in no order. */
  ScoreDoc[] all(Query query) throws IOException {
    return searcher.search(query, Math.max(1, searcher.count(query)), Sort.INDEXORDER).scoreDocs;
  }

  /** What the asker may see of the collection, in numbers. */
  CollectionSummary summary(CallInfo call) throws IOException {
    var allowed = Visibility.allowed(call);
    var documents = searcher.count(new BooleanQuery.Builder().add(allowed, Occur.FILTER)
        .add(ALL_CURRENT, Occur.FILTER).build());
    return new CollectionSummary(collection, documents, searcher.count(allowed) - documents);
  }

  @Override
  public void close() throws IOException {
    release.run();
  }

  private static Query is(String field, String value) {
    return new TermQuery(new Term(field, value));
  }
}
