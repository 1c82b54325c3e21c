package io.sluice.retrieval;

import io.sluice.language.Language;
import io.sluice.message.Passage;
import io.sluice.message.Retrieval.DocumentVersion;
import io.sluice.message.Retrieval.NewPassage;
import io.sluice.message.Vector;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field.Store;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.jspecify.annotations.Nullable;

/** A passage as it lies in the index to be searched. */
final class StoredPassage {

  private static final int ID_BYTES = 8;

  private StoredPassage() {}

  /**
   * The passage for the index.
   *
   * @param occurrence how many passages of the same hash the document has before this one
   * @param space that the passage's vector lies in; null where it has none
   */
  static Document toIndex(DocumentVersion document, NewPassage passage, int occurrence,
      @Nullable Space space) {
    var language = Language.ofTag(passage.language());
    var stored = new Document();
    stored.add(new StringField(Schema.DOCUMENT, document.id(), Store.YES));
    stored.add(new StoredField(Schema.VERSION, document.version()));
    stored.add(new StoredField(Schema.PASSAGE, id(document.id(), passage.hash(), occurrence)));
    stored.add(new StoredField(Schema.TITLE, document.title()));
    stored.add(new StoredField(Schema.LANGUAGE, passage.language()));
    stored.add(new StoredField(Schema.START, passage.start()));
    stored.add(new StoredField(Schema.END, passage.end()));
    stored.add(new StoredField(Schema.HASH, passage.hash()));
    stored.add(new StoredField(Schema.TEXT, passage.text()));
    if (passage.page() != null) {
      stored.add(new StoredField(Schema.PAGE, passage.page()));
    }
    for (var heading : passage.heading()) {
      stored.add(new StoredField(Schema.HEADING, heading));
      stored.add(new TextField(Schema.words(Schema.HEADING, language), heading, Store.NO));
    }
    stored.add(new TextField(Schema.words(Schema.TITLE, language), document.title(), Store.NO));
    stored.add(new TextField(Schema.words(Schema.TEXT, language), passage.text(), Store.NO));
    var vector = passage.vector();
    if (space != null && vector != null) {
      stored.add(new KnnFloatVectorField(space.field(), vector.values(),
          VectorSimilarityFunction.DOT_PRODUCT));
    }
    Visibility.index(document, stored);
    return stored;
  }

  /** What is quoted. */
  static Passage read(StoredFields fields, int doc) throws IOException {
    var stored = fields.document(doc);
    return new Passage(stored.get(Schema.DOCUMENT), number(stored, Schema.VERSION),
        stored.get(Schema.PASSAGE), stored.get(Schema.TITLE),
        List.of(stored.getValues(Schema.HEADING)), stored.get(Schema.LANGUAGE),
        stored.get(Schema.TEXT), number(stored, Schema.START), number(stored, Schema.END),
        stored.get(Schema.HASH), page(stored));
  }

  static int start(StoredFields fields, int doc) throws IOException {
    return number(fields.document(doc, Set.of(Schema.START)), Schema.START);
  }

  static int end(StoredFields fields, int doc) throws IOException {
    return number(fields.document(doc, Set.of(Schema.END)), Schema.END);
  }

  /** What was committed, so that it can be stored anew. */
  static NewPassage readBack(StoredFields fields, int doc, @Nullable Vector vector)
      throws IOException {
    var passage = read(fields, doc);
    return new NewPassage(passage.hash(), passage.heading(), passage.language(), passage.text(),
        passage.start(), passage.end(), vector, passage.page());
  }

  private static int number(Document stored, String field) {
    return stored.getField(field).numericValue().intValue();
  }

  private static @Nullable Integer page(Document stored) {
    return stored.getField(Schema.PAGE) == null ? null : number(stored, Schema.PAGE);
  }

  static String id(String document, String hash, int occurrence) {
    try {
      var digest = MessageDigest.getInstance("SHA-256")
          .digest((document + '\0' + hash + '\0' + occurrence).getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, ID_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }
}
