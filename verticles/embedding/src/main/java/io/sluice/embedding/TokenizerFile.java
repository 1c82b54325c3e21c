package io.sluice.embedding;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.embedding.WordPieceTokenizer.Special;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/**
 * Reads a {@code tokenizer.json} of the BERT family. What the file says of truncation and padding is
 * not followed: how much is read is configured, and a text is padded only to those beside it.
 */
final class TokenizerFile {
  private static final ObjectMapper JSON = new ObjectMapper();

  private TokenizerFile() {}

  static WordPieceTokenizer read(ModelFiles.File file) throws UnusableModelException {
    try {
      var root = JSON.readTree(file.content());
      expect(root.path("model"), "WordPiece", "model");
      expect(root.path("normalizer"), "BertNormalizer", "normalizer");
      expect(root.path("pre_tokenizer"), "BertPreTokenizer", "pre_tokenizer");
      var model = root.path("model");
      return new WordPieceTokenizer(normalizer(root.path("normalizer")),
          vocabulary(model.path("vocab")), model.path("continuing_subword_prefix").asText("##"),
          Math.clamp(model.path("max_input_chars_per_word").asInt(100), 1, 1000),
          new Special("[CLS]", "[SEP]", model.path("unk_token").asText("[UNK]"), "[PAD]"));
    } catch (IOException e) {
      throw new UnusableModelException(file.place(), "is not JSON", e);
    } catch (IllegalArgumentException e) {
      throw new UnusableModelException(file.place(),
          "cannot be used: " + UnusableModelException.said(e), e);
    }
  }

  private static void expect(JsonNode part, String type, String name) {
    var found = part.path("type").asText("nothing");
    if (!found.equals(type)) {
      throw new IllegalArgumentException(
          "the " + name + " must be a " + type + ", not " + found);
    }
  }

  private static BertNormalizer normalizer(JsonNode node) {
    var lowercase = node.path("lowercase").asBoolean(true);
    return new BertNormalizer(node.path("clean_text").asBoolean(true),
        node.path("handle_chinese_chars").asBoolean(true),
        node.path("strip_accents").asBoolean(lowercase), lowercase);
  }

  private static Map<String, Integer> vocabulary(JsonNode node) {
    var vocabulary = HashMap.<String, Integer>newHashMap(node.size());
    node.properties().forEach(entry -> vocabulary.put(entry.getKey(), entry.getValue().asInt()));
    return vocabulary;
  }
}
