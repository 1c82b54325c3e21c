package io.sluice.retrieval;

import io.sluice.message.CallInfo;
import io.sluice.message.Refusal.NotFound;
import io.sluice.message.Reply;
import io.sluice.message.Retrieval.CollectionSummary;
import io.sluice.message.Retrieval.DocumentFound;
import io.sluice.message.Retrieval.DocumentSummary;
import io.sluice.message.Retrieval.DocumentsListed;
import io.sluice.message.Retrieval.VersionFound;
import io.sluice.message.Vector;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import org.apache.lucene.document.KeywordField;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.MultiReader;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.FieldExistsQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortedSetSelector;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TermRangeQuery;
import org.jspecify.annotations.Nullable;

/**
 * A collection as its last commit left it, unchanged by what is committed meanwhile. Its methods read
 * from disk and block; any number of threads may call them until it is closed.
 */
final class Snapshot implements AutoCloseable {

  private static final Query ALL_ENTRIES = new FieldExistsQuery(Schema.REGISTRY);
  private static final Sort BY_ID = new Sort(
      KeywordField.newSortField(Schema.REGISTRY, false, SortedSetSelector.Type.MIN));
  private static final int LONGEST_PAGE = 1_000;

  private final String collection;
  private final IndexSearcher searcher;
  private final CommitData commit;
  private final Release release;

  Snapshot(String collection, IndexSearcher searcher, CommitData commit, Release release) {
    this.collection = collection;
    this.searcher = searcher;
    this.commit = commit;
    this.release = release;
  }

  /** A collection with nothing in it and nothing on disk. */
  static Snapshot empty(String collection) throws IOException {
    return new Snapshot(collection, new IndexSearcher(new MultiReader()), CommitData.NONE,
        () -> {});
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

  long epoch() {
    return commit.epoch();
  }

  /** The active version of a document, whoever asks; null where there is none. */
  @Nullable
  RegistryEntry entry(String document) throws IOException {
    var found = searcher.search(new TermQuery(new Term(Schema.REGISTRY, document)), 1).scoreDocs;
    return found.length == 0
        ? null
        : RegistryEntry.read(collection, searcher.storedFields(), found[0].doc);
  }

  Reply<VersionFound> version(String document) throws IOException {
    var entry = entry(document);
    return entry == null
        ? Reply.refused(unknown(document))
        : Reply.of(new VersionFound(entry.document(), entry.passageHashes()));
  }

  Reply<DocumentFound> document(String document, CallInfo call) throws IOException {
    var found = searcher.search(visible(document, call), 1).scoreDocs;
    if (found.length == 0) {
      return Reply.refused(unknown(document));
    }
    var stored = searcher.storedFields();
    var entry = RegistryEntry.read(collection, stored, found[0].doc);
    return Reply.of(new DocumentFound(entry.document(),
        RegistryEntry.readText(stored, found[0].doc), entry.passageHashes().size()));
  }

  boolean isVisible(String document, CallInfo call) throws IOException {
    return searcher.count(visible(document, call)) > 0;
  }

  Reply<DocumentsListed> documents(@Nullable String after, int limit, CallInfo call)
      throws IOException {
    var page = new BooleanQuery.Builder().add(ALL_ENTRIES, Occur.FILTER)
        .add(Visibility.allowed(call), Occur.FILTER);
    if (after != null) {
      page.add(TermRangeQuery.newStringRange(Schema.REGISTRY, after, null, false, false),
          Occur.FILTER);
    }
    var summaries = new ArrayList<DocumentSummary>();
    var stored = searcher.storedFields();
    for (var hit : searcher.search(page.build(), Math.min(limit, LONGEST_PAGE), BY_ID).scoreDocs) {
      var entry = RegistryEntry.read(collection, stored, hit.doc);
      summaries.add(new DocumentSummary(entry.document(), entry.passageHashes().size()));
    }
    return Reply.of(new DocumentsListed(summaries));
  }

  /** What the asker may see of the collection, in numbers. */
  CollectionSummary summary(CallInfo call) throws IOException {
    var allowed = Visibility.allowed(call);
    var documents = searcher.count(new BooleanQuery.Builder().add(allowed, Occur.FILTER)
        .add(ALL_ENTRIES, Occur.FILTER).build());
    return new CollectionSummary(collection, documents, searcher.count(allowed) - documents);
  }

  /** The vectors of a document's passages, by the passages' hashes. */
  Map<String, Vector> vectors(RegistryEntry entry) throws IOException {
    var vectors = new HashMap<String, Vector>();
    for (var leaf : searcher.getLeafContexts()) {
      readVectors(leaf.reader(), entry, vectors);
    }
    return vectors;
  }

  private static void readVectors(LeafReader segment, RegistryEntry entry,
      Map<String, Vector> into) throws IOException {
    var docs = segment.postings(new Term(Schema.DOCUMENT, entry.document().id()),
        PostingsEnum.NONE);
    var values = segment.getFloatVectorValues(Schema.vector(entry.dimension()));
    if (docs == null || values == null) {
      return;
    }
    var live = segment.getLiveDocs();
    var stored = segment.storedFields();
    var at = values.iterator();
    for (var doc = docs.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = docs.nextDoc()) {
      if (at.docID() < doc) {
        at.advance(doc);
      }
      if (at.docID() == doc && (live == null || live.get(doc))) {
        into.put(StoredPassage.readHash(stored, doc),
            Vector.of(values.vectorValue(at.index()).clone()));
      }
    }
  }

  /** Whether any document has vectors of this dimension. */
  boolean hasDimension(int dimension) throws IOException {
    return searcher.count(new TermQuery(dimension(dimension))) > 0;
  }

  /** A dimension that documents other than {@code except} have beside this one; 0 if there is none. */
  int otherDimension(int dimension, String except) throws IOException {
    var others = new BooleanQuery.Builder().add(ALL_ENTRIES, Occur.FILTER)
        .add(new TermQuery(dimension(0)), Occur.MUST_NOT)
        .add(new TermQuery(dimension(dimension)), Occur.MUST_NOT)
        .add(new TermQuery(new Term(Schema.REGISTRY, except)), Occur.MUST_NOT).build();
    var found = searcher.search(others, 1).scoreDocs;
    return found.length == 0
        ? 0
        : RegistryEntry.read(collection, searcher.storedFields(), found[0].doc).dimension();
  }

  @Override
  public void close() throws IOException {
    release.run();
  }

  NotFound unknown(String document) {
    return new NotFound("there is no document " + document + " in " + collection, "document");
  }

  private static Query visible(String document, CallInfo call) {
    return new BooleanQuery.Builder()
        .add(new TermQuery(new Term(Schema.REGISTRY, document)), Occur.FILTER)
        .add(Visibility.allowed(call), Occur.FILTER).build();
  }

  private static Term dimension(int dimension) {
    return new Term(Schema.DIMENSION, Integer.toString(dimension));
  }
}
