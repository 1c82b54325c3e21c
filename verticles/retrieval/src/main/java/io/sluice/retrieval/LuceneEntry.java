package io.sluice.retrieval;

import io.sluice.message.Retrieval.NewPassage;
import io.sluice.message.Vector;
import io.sluice.message.Versions.State;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.KnnVectorValues.DocIndexIterator;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.jspecify.annotations.Nullable;

/** A version in a snapshot, as long usable as that is open. */
final class LuceneEntry implements Entry {

  private final IndexSearcher searcher;
  private final int doc;
  private final Head head;
  private final State state;

  private LuceneEntry(IndexSearcher searcher, int doc, Head head, State state) {
    this.searcher = searcher;
    this.doc = doc;
    this.head = head;
    this.state = state;
  }

  static LuceneEntry ofCurrent(String collection, IndexSearcher searcher, int doc)
      throws IOException {
    var head = head(collection, searcher, doc);
    return new LuceneEntry(searcher, doc, head,
        head.leftOutFor() == null ? State.ACTIVE : State.LEFT_OUT);
  }

  static LuceneEntry ofKept(String collection, IndexSearcher searcher, int doc) throws IOException {
    return new LuceneEntry(searcher, doc, head(collection, searcher, doc), State.KEPT);
  }

  private static Head head(String collection, IndexSearcher searcher, int doc)
      throws IOException {
    return Head.read(collection, FirstField.bytes(searcher.storedFields(), doc, Schema.HEAD));
  }

  @Override
  public Head head() {
    return head;
  }

  @Override
  public State state() {
    return state;
  }

  @Override
  public List<String> hashes() throws IOException {
    return new RecordInput(FirstField.bytes(searcher.storedFields(), doc, Schema.HASHES)).texts();
  }

  @Override
  public String text() throws IOException {
    return FirstField.text(searcher.storedFields(), doc, Schema.TEXT);
  }

  @Override
  public @Nullable Surroundings around(int start, int window) throws IOException {
    var segment = segment();
    var stored = segment.reader().storedFields();
    var passages = state == State.ACTIVE ? rest(segment) : List.<Integer>of();
    var low = 0;
    for (var high = passages.size(); low < high;) {
      var middle = (low + high) >>> 1;
      if (StoredPassage.start(stored, passages.get(middle)) < start) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    if (low == passages.size() || StoredPassage.start(stored, passages.get(low)) != start) {
      return null;
    }
    var first = StoredPassage.read(stored, passages.get(Math.max(0, low - window)));
    return new Surroundings(first.start(),
        StoredPassage.end(stored, passages.get(Math.min(passages.size() - 1, low + window))),
        first.heading(), first.page());
  }

  @Override
  public StoredVersion content() throws IOException {
    var text = text();
    return new StoredVersion(head, text, passages(text));
  }

  private LeafReaderContext segment() {
    var leaves = searcher.getLeafContexts();
    return leaves.get(ReaderUtil.subIndex(doc, leaves));
  }

  /** The passages with their vectors, in the order of the text. */
  private List<NewPassage> passages(String text) throws IOException {
    var segment = segment();
    var passages = new ArrayList<NewPassage>(head.passages());
    var stored = segment.reader().storedFields();
    var vectors = vectors(segment);
    for (var other : rest(segment)) {
      switch (state) {
        case ACTIVE -> passages
            .add(StoredPassage.readBack(stored, other, vectors == null ? null : vectors.at(other)));
        case KEPT, LEFT_OUT -> passages
            .addAll(Shelf.read(FirstField.bytes(stored, other, Schema.SHELF), text));
      }
    }
    return passages;
  }

  /** What stands before the entry in its block, which lies in one segment as a whole. */
  private List<Integer> rest(LeafReaderContext segment) throws IOException {
    var key = state == State.KEPT
        ? VersionBlock.kept(id(), number())
        : VersionBlock.current(id());
    var rest = new ArrayList<Integer>();
    var postings = segment.reader().postings(key, PostingsEnum.NONE);
    if (postings == null) {
      return rest;
    }
    var live = segment.reader().getLiveDocs();
    for (var other = postings.nextDoc(); other < doc - segment.docBase
        && other != DocIdSetIterator.NO_MORE_DOCS; other = postings.nextDoc()) {
      if (live == null || live.get(other)) {
        rest.add(other);
      }
    }
    return rest;
  }

  private @Nullable Vectors vectors(LeafReaderContext segment) throws IOException {
    var space = head.space();
    var values = space == null || state != State.ACTIVE
        ? null
        : segment.reader().getFloatVectorValues(space.field());
    return values == null ? null : new Vectors(values, values.iterator());
  }

  /** The vectors of a segment, read forwards. */
  private record Vectors(FloatVectorValues values, DocIndexIterator iterator) {

    @Nullable
    Vector at(int doc) throws IOException {
      if (iterator.docID() < doc) {
        iterator.advance(doc);
      }
      return iterator.docID() == doc
          ? Vector.of(values.vectorValue(iterator.index()).clone())
          : null;
    }
  }
}
