package io.sluice.retrieval;

import io.sluice.message.Retrieval.DocumentVersion;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field.Store;
import org.apache.lucene.document.KeywordField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.StoredFields;

/**
 * The active version of a document as the registry keeps it.
 *
 * @param passageHashes in the order of the text
 * @param dimension of the passages' vectors; 0 where they have none
 */
record RegistryEntry(DocumentVersion document, List<String> passageHashes, int dimension) {

  private static final Set<String> ALL_BUT_TEXT = Set.of(Schema.REGISTRY, Schema.VERSION,
      Schema.TITLE, Schema.MEDIA_TYPE, Schema.LANGUAGE, Schema.DATE, Schema.TAG, Schema.ACL,
      Schema.SOURCE, Schema.CONTENT_HASH, Schema.EMBEDDING_MODEL, Schema.INGESTED_AT,
      Schema.DIMENSION, Schema.HASH);

  RegistryEntry {
    passageHashes = List.copyOf(passageHashes);
  }

  /** The entry for the index, with the text of the document. */
  Document toIndex(String text) {
    var entry = new Document();
    entry.add(new StringField(Schema.DOCUMENT, document.id(), Store.NO));
    entry.add(new KeywordField(Schema.REGISTRY, document.id(), Store.YES));
    entry.add(new StoredField(Schema.VERSION, document.version()));
    entry.add(new StoredField(Schema.TITLE, document.title()));
    entry.add(new StoredField(Schema.MEDIA_TYPE, document.mediaType()));
    entry.add(new StoredField(Schema.LANGUAGE, document.language()));
    entry.add(new StoredField(Schema.DATE, document.date().toString()));
    Visibility.index(document, entry);
    if (document.source() != null) {
      entry.add(new StoredField(Schema.SOURCE, document.source()));
    }
    entry.add(new StoredField(Schema.CONTENT_HASH, document.contentHash()));
    if (document.embeddingModel() != null) {
      entry.add(new StoredField(Schema.EMBEDDING_MODEL, document.embeddingModel()));
    }
    entry.add(new StoredField(Schema.INGESTED_AT, document.ingestedAt().toString()));
    entry.add(new StringField(Schema.DIMENSION, Integer.toString(dimension), Store.YES));
    for (var hash : passageHashes) {
      entry.add(new StoredField(Schema.HASH, hash));
    }
    entry.add(new StoredField(Schema.TEXT, text));
    return entry;
  }

  static RegistryEntry read(String collection, StoredFields stored, int doc) throws IOException {
    var entry = stored.document(doc, ALL_BUT_TEXT);
    var document = new DocumentVersion(collection, entry.get(Schema.REGISTRY),
        entry.getField(Schema.VERSION).numericValue().intValue(), entry.get(Schema.TITLE),
        entry.get(Schema.MEDIA_TYPE), entry.get(Schema.LANGUAGE),
        LocalDate.parse(entry.get(Schema.DATE)), List.of(entry.getValues(Schema.TAG)),
        List.of(entry.getValues(Schema.ACL)), entry.get(Schema.SOURCE),
        entry.get(Schema.CONTENT_HASH), entry.get(Schema.EMBEDDING_MODEL),
        Instant.parse(entry.get(Schema.INGESTED_AT)), null, null);
    return new RegistryEntry(document, List.of(entry.getValues(Schema.HASH)),
        Integer.parseInt(entry.get(Schema.DIMENSION)));
  }

  static String readText(StoredFields stored, int doc) throws IOException {
    return stored.document(doc, Set.of(Schema.TEXT)).get(Schema.TEXT);
  }
}
