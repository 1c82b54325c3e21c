package io.sluice.retrieval;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.StoredFieldVisitor;
import org.apache.lucene.index.StoredFields;
import org.jspecify.annotations.Nullable;

/** Reads one stored field, and nothing that lies behind it. */
final class FirstField extends StoredFieldVisitor {
  private final String name;
  private byte @Nullable [] bytes;
  private @Nullable String text;

  private FirstField(String name) {
    this.name = name;
  }

  static byte[] bytes(StoredFields stored, int doc, String field) throws IOException {
    var visitor = new FirstField(field);
    stored.document(doc, visitor);
    return requireNonNull(visitor.bytes, field);
  }

  static String text(StoredFields stored, int doc, String field) throws IOException {
    var visitor = new FirstField(field);
    stored.document(doc, visitor);
    return requireNonNull(visitor.text, field);
  }

  @Override
  public Status needsField(FieldInfo field) {
    if (bytes != null || text != null) {
      return Status.STOP;
    }
    return field.name.equals(name) ? Status.YES : Status.NO;
  }

  @Override
  public void binaryField(FieldInfo field, byte[] value) {
    bytes = value;
  }

  @Override
  public void stringField(FieldInfo field, String value) {
    text = value;
  }
}
