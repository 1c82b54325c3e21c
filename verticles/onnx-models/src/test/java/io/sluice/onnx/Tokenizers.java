package io.sluice.onnx;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** The tokenizers of the tests. */
final class Tokenizers {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Tokenizers() {}

  /** WordPiece, of the model that comes with Sluice. */
  static Tokenizer bundled() throws UnusableModelException {
    return TokenizerFile.read(ModelFiles.onClassPath("all-minilm-l6-v2-q").tokenizer());
  }

  static Tokenizer smallUnigram() throws UnusableModelException {
    return read(smallUnigramFile());
  }

  static ObjectNode smallUnigramFile() {
    return (ObjectNode) resource("/small-unigram/tokenizer.json");
  }

  static Tokenizer read(JsonNode file) throws UnusableModelException {
    return read(file.toString());
  }

  static Tokenizer read(String file) throws UnusableModelException {
    return TokenizerFile.read(new ModelFile.InMemory("tokenizer.json",
        file.getBytes(StandardCharsets.UTF_8)));
  }

  static JsonNode resource(String name) {
    try (var in = Objects.requireNonNull(Tokenizers.class.getResourceAsStream(name), name)) {
      return JSON.readTree(in);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
