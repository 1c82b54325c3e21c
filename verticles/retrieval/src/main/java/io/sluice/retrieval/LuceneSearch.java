package io.sluice.retrieval;

import io.sluice.language.Language;
import io.sluice.message.CallInfo;
import io.sluice.message.Passage;
import io.sluice.message.Vector;
import io.sluice.retrieval.Fusion.Fused;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.IndexSearcher;
import org.jspecify.annotations.Nullable;

/** A search of a snapshot. */
final class LuceneSearch implements Searchable {

  private final Snapshot snapshot;
  private final IndexSearcher searcher;
  private final Legs legs;
  private final @Nullable Space space;
  private final CallInfo call;

  LuceneSearch(Snapshot snapshot, Legs legs, CallInfo call) {
    this.snapshot = snapshot;
    this.searcher = snapshot.searcher();
    this.legs = legs;
    this.space = legs.plan().space();
    this.call = call;
  }

  @Override
  public long epoch() {
    return snapshot.epoch();
  }

  @Override
  public List<Fused> search(Words words, @Nullable Vector vector)
      throws IOException, InterruptedException {
    return legs.search(words, vector);
  }

  @Override
  public Words nearest(Words words) throws IOException {
    return new Spelling(searcher.getIndexReader()).nearest(words);
  }

  @Override
  public List<List<String>> matched(List<Fused> passages, Words words) throws IOException {
    return new MatchedTerms(searcher).of(passages, words);
  }

  @Override
  public List<Passage> passages(List<Fused> found) throws IOException {
    var stored = searcher.storedFields();
    var passages = new ArrayList<Passage>(found.size());
    for (var one : found) {
      passages.add(StoredPassage.read(stored, one.doc()));
    }
    return passages;
  }

  @Override
  public double rarity(String term, Language language) throws IOException {
    var reader = searcher.getIndexReader();
    var with = reader.docFreq(new Term(Schema.words(Schema.TEXT, language), term));
    return Math.max(0, Math.log((reader.numDocs() - with + 0.5) / (with + 0.5)));
  }

  @Override
  public Map<Integer, Vector> vectors(List<Fused> found) throws IOException {
    var vectors = new HashMap<Integer, Vector>();
    for (var one : found) {
      var vector = space == null ? null : vector(one.doc(), space);
      if (vector != null) {
        vectors.put(one.doc(), vector);
      }
    }
    return vectors;
  }

  @Override
  public @Nullable Integer otherModel() throws IOException {
    return space == null ? null : snapshot.othersThan(space, call);
  }

  private @Nullable Vector vector(int doc, Space space) throws IOException {
    var leaves = searcher.getLeafContexts();
    var segment = leaves.get(ReaderUtil.subIndex(doc, leaves));
    var values = segment.reader().getFloatVectorValues(space.field());
    if (values == null) {
      return null;
    }
    var iterator = values.iterator();
    return iterator.advance(doc - segment.docBase) == doc - segment.docBase
        ? Vector.of(values.vectorValue(iterator.index()).clone())
        : null;
  }
}
