package io.sluice.retrieval;

import io.sluice.message.Vector;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.apache.lucene.store.ByteBuffersDataOutput;
import org.jspecify.annotations.Nullable;

/** Writes what {@link RecordInput} reads, in the same order. */
final class RecordOutput {
  private final ByteBuffersDataOutput out = new ByteBuffersDataOutput();

  RecordOutput number(int number) throws IOException {
    out.writeVInt(number);
    return this;
  }

  RecordOutput number(long number) throws IOException {
    out.writeZLong(number);
    return this;
  }

  RecordOutput text(String text) throws IOException {
    out.writeString(text);
    return this;
  }

  RecordOutput optional(@Nullable String text) throws IOException {
    out.writeByte((byte) (text == null ? 0 : 1));
    return text == null ? this : text(text);
  }

  RecordOutput texts(List<String> texts) throws IOException {
    number(texts.size());
    for (var text : texts) {
      text(text);
    }
    return this;
  }

  RecordOutput bytes(byte[] bytes) throws IOException {
    number(bytes.length);
    out.writeBytes(bytes, bytes.length);
    return this;
  }

  RecordOutput vector(Vector vector) throws IOException {
    var bytes = ByteBuffer.allocate(vector.dimension() * Float.BYTES)
        .order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(vector.values());
    return bytes(bytes.array());
  }

  byte[] toBytes() {
    return out.toArrayCopy();
  }
}
