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

/** A passage as it lies in the index. */
final class StoredPassage {

  private static final int ID_BYTES = 8;

  private StoredPassage() {}

  /**
   * The passage for the index.
   *
   * @param occurrence how many passages of the same hash the document has before this one
   */
  static Document toIndex(DocumentVersion document, NewPassage passage, int occurrence,
      @Nullable Vector vector) {
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
    for (var heading : passage.heading()) {
      stored.add(new StoredField(Schema.HEADING, heading));
      stored.add(new TextField(Schema.words(Schema.HEADING, language), heading, Store.NO));
    }
    stored.add(new TextField(Schema.words(Schema.TITLE, language), document.title(), Store.NO));
    stored.add(new TextField(Schema.words(Schema.TEXT, language), passage.text(), Store.NO));
    if (vector != null) {
      stored.add(new KnnFloatVectorField(Schema.vector(vector.dimension()), vector.values(),
          VectorSimilarityFunction.DOT_PRODUCT));
    }
    Visibility.index(document, stored);
    return stored;
  }

  static Passage read(StoredFields fields, int doc) throws IOException {
    var stored = fields.document(doc);
    return new Passage(stored.get(Schema.DOCUMENT), number(stored, Schema.VERSION),
        stored.get(Schema.PASSAGE), stored.get(Schema.TITLE),
        List.of(stored.getValues(Schema.HEADING)), stored.get(Schema.LANGUAGE),
        stored.get(Schema.TEXT), number(stored, Schema.START), number(stored, Schema.END),
        stored.get(Schema.HASH), null);
  }

  static String readHash(StoredFields fields, int doc) throws IOException {
    return fields.document(doc, Set.of(Schema.HASH)).get(Schema.HASH);
  }

  private static int number(Document stored, String field) {
    return stored.getField(field).numericValue().intValue();
  }

  private static String id(String document, String hash, int occurrence) {
    try {
      var digest = MessageDigest.getInstance("SHA-256")
          .digest((document + '\0' + hash + '\0' + occurrence).getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, ID_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }
}
