package io.sluice.retrieval;

import io.sluice.message.Vector;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.store.ByteArrayDataInput;
import org.jspecify.annotations.Nullable;

/** Reads what {@link RecordOutput} wrote. */
final class RecordInput {
  private final ByteArrayDataInput in;

  RecordInput(byte[] bytes) {
    in = new ByteArrayDataInput(bytes);
  }

  int number() {
    return in.readVInt();
  }

  long longNumber() throws IOException {
    return in.readZLong();
  }

  String text() throws IOException {
    return in.readString();
  }

  @Nullable
  String optional() throws IOException {
    return in.readByte() == 0 ? null : text();
  }

  List<String> texts() throws IOException {
    var count = number();
    var texts = new ArrayList<String>(count);
    for (var i = 0; i < count; i++) {
      texts.add(text());
    }
    return texts;
  }

  byte[] bytes() {
    var bytes = new byte[number()];
    in.readBytes(bytes, 0, bytes.length);
    return bytes;
  }

  Vector vector() {
    var bytes = ByteBuffer.wrap(bytes()).order(ByteOrder.LITTLE_ENDIAN);
    var values = new float[bytes.remaining() / Float.BYTES];
    bytes.asFloatBuffer().get(values);
    return Vector.of(values);
  }
}
