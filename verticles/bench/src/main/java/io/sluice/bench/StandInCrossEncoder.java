package io.sluice.bench;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/**
 * A cross-encoder of realistic size whose scores mean nothing: the bundled embedding network (six
 * layers, as the smallest rerankers in use) with one number made of its first token's vector.
 *
 * <p>An ONNX file is a protobuf message, and what is appended to one is merged into it: so two nodes,
 * an index and an output after the file's own bytes are all it takes.
 */
final class StandInCrossEncoder {
  private static final String NAME = "/all-minilm-l6-v2-q";
  static final String OUTPUT = "logits";
  private static final int FLOAT = 1;
  private static final int INT64 = 7;
  private static final int ATTRIBUTE_INT = 2;
  private static final int ATTRIBUTE_INTS = 7;

  private StandInCrossEncoder() {}

  /** Writes {@code model.onnx} and {@code tokenizer.json}. */
  static void write(Path folder) throws IOException {
    try (var network = resource(".onnx"); var tokenizer = resource("-tokenizer.json")) {
      var whole = new ByteArrayOutputStream();
      network.transferTo(whole);
      whole.writeBytes(new Message().add(7, head()).bytes());
      Files.write(folder.resolve("model.onnx"), whole.toByteArray());
      Files.copy(tokenizer, folder.resolve("tokenizer.json"));
    }
  }

  private static InputStream resource(String ending) {
    return Objects.requireNonNull(StandInCrossEncoder.class.getResourceAsStream(NAME + ending),
        NAME);
  }

  /** The part of a graph: the first token's vector, and the largest of its numbers. */
  private static Message head() {
    var axis = new Message().add(1, "axis").add(20, ATTRIBUTE_INT).add(3, 1);
    var axes = new Message().add(1, "axes").add(20, ATTRIBUTE_INTS).add(8, 1);
    var first = new Message().add(1, "last_hidden_state").add(1, "first_token")
        .add(2, "first_vector").add(4, "Gather").add(5, axis);
    var largest = new Message().add(1, "first_vector").add(2, OUTPUT).add(4, "ReduceMax")
        .add(5, axes);
    var index = new Message().add(2, INT64).add(7, 0).add(8, "first_token");
    var shape = new Message().add(1, new Message().add(2, "batch_size"))
        .add(1, new Message().add(1, 1));
    var type = new Message().add(1, new Message().add(1, FLOAT).add(2, shape));
    return new Message().add(1, first).add(1, largest).add(5, index)
        .add(12, new Message().add(1, OUTPUT).add(2, type));
  }

  /** As much of protobuf's wire form as is needed here: texts, messages and small numbers. */
  private static final class Message {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    Message add(int field, int number) {
      varint(field << 3);
      varint(number);
      return this;
    }

    Message add(int field, String text) {
      return add(field, text.getBytes(StandardCharsets.UTF_8));
    }

    Message add(int field, Message message) {
      return add(field, message.bytes());
    }

    private Message add(int field, byte[] content) {
      varint(field << 3 | 2);
      varint(content.length);
      out.writeBytes(content);
      return this;
    }

    private void varint(int value) {
      var rest = value;
      while (rest > 0x7F) {
        out.write((rest & 0x7F) | 0x80);
        rest >>>= 7;
      }
      out.write(rest);
    }

    byte[] bytes() {
      return out.toByteArray();
    }
  }
}
