package io.sluice.retrieval;

import io.sluice.message.Retrieval.NewPassage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field.Store;
import org.apache.lucene.document.KeywordField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.Term;
import org.apache.lucene.util.BytesRef;

/**
 * A version as the block of Lucene documents it becomes, its entry last; {@link Entry} reads it.
 *
 * <p>What is not searched has no passages in the index that a query could come across, nor vectors in
 * the graph of those that are: it lies on shelves, as stored bytes.
 */
final class VersionBlock {

  private VersionBlock() {}

  /** The key of all that belongs to a document's current version. */
  static Term current(String document) {
    return new Term(Schema.DOCUMENT, document);
  }

  /** The key of all that belongs to a version that is kept. */
  static Term kept(String document, int version) {
    return new Term(Schema.KEPT_VERSION, version + "/" + document);
  }

  /** The key of all that belongs to any version that is kept. */
  static Term allKept(String document) {
    return new Term(Schema.KEPT, document);
  }

  /** The current version, searched or left out. */
  static Iterable<Document> ofCurrent(StoredVersion version) throws IOException {
    var entry = entry(version);
    entry.add(new StringField(Schema.DOCUMENT, version.id(), Store.NO));
    indexCurrent(version.head(), entry);
    if (version.head().leftOutFor() == null) {
      var block = passages(version);
      block.add(entry);
      return block;
    }
    return shelves(version, entry,
        shelf -> shelf.add(new StringField(Schema.DOCUMENT, version.id(), Store.NO)));
  }

  /** A version that can be made the current one again. */
  static Iterable<Document> ofKept(StoredVersion version) throws IOException {
    var entry = entry(version);
    Consumer<Document> key = document -> {
      document.add(new StringField(Schema.KEPT, version.id(), Store.NO));
      document.add(new StringField(Schema.KEPT_VERSION,
          kept(version.id(), version.number()).text(), Store.NO));
    };
    key.accept(entry);
    entry.add(new KeywordField(Schema.KEPT_ENTRY, version.id(), Store.NO));
    return shelves(version, entry, key);
  }

  private static Document entry(StoredVersion version) throws IOException {
    var entry = new Document();
    entry.add(new StoredField(Schema.HEAD, version.head().toBytes()));
    entry.add(
        new StoredField(Schema.HASHES, new RecordOutput().texts(version.hashes()).toBytes()));
    entry.add(new StoredField(Schema.TEXT, version.text()));
    return entry;
  }

  private static void indexCurrent(Head head, Document entry) {
    var document = head.document();
    entry.add(new KeywordField(Schema.ENTRY, document.id(), Store.NO));
    Visibility.index(document, entry);
    NameQuery.index(document, entry);
    if (document.embeddingModel() != null) {
      entry.add(new StringField(Schema.EMBEDDING_MODEL, document.embeddingModel(), Store.NO));
    }
    if (document.chunking() != null) {
      entry.add(new StringField(Schema.CHUNKING, document.chunking(), Store.NO));
    }
    var space = head.space();
    if (head.leftOutFor() != null) {
      entry.add(new KeywordField(Schema.LEFT_OUT_FOR, head.leftOutFor(), Store.NO));
    } else if (space != null) {
      entry.add(new KeywordField(Schema.SPACE, space.term().text(), Store.NO));
    }
    var likeness = head.likeness();
    if (likeness != null) {
      var sketch = likeness.sketch().content();
      entry.add(new StringField(Schema.TEXT_HASH, likeness.textHash(), Store.NO));
      entry.add(new BinaryDocValuesField(Schema.SKETCH, new BytesRef(sketch)));
      for (var band : Sketch.bands(sketch)) {
        entry.add(new StringField(Schema.BAND, band, Store.NO));
      }
    }
  }

  private static List<Document> passages(StoredVersion version) {
    var space = version.head().space();
    var block = new ArrayList<Document>();
    var occurrences = new HashMap<String, Integer>();
    for (var passage : version.passages()) {
      var occurrence = occurrences.merge(passage.hash(), 1, Integer::sum) - 1;
      block.add(StoredPassage.toIndex(version.head().document(), passage, occurrence, space));
    }
    return block;
  }

  /** Each shelf is filled when its turn has come, so that they are not in memory all at once. */
  private static Iterable<Document> shelves(StoredVersion version, Document entry,
      Consumer<Document> key) {
    var passages = version.passages();
    var count = Math.ceilDiv(passages.size(), Shelf.MOST_PASSAGES);
    return () -> Stream.concat(IntStream.range(0, count).mapToObj(i -> {
      var from = i * Shelf.MOST_PASSAGES;
      var shelf = shelf(version, passages.subList(from,
          Math.min(from + Shelf.MOST_PASSAGES, passages.size())));
      key.accept(shelf);
      return shelf;
    }), Stream.of(entry)).iterator();
  }

  private static Document shelf(StoredVersion version, List<NewPassage> passages) {
    try {
      var shelf = new Document();
      shelf.add(new StoredField(Schema.SHELF, Shelf.write(passages, version.text())));
      return shelf;
    } catch (IOException e) {
      throw new UncheckedIOException("in memory", e);
    }
  }
}
