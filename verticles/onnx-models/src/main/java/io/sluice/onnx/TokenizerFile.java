package io.sluice.onnx;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/**
 * Reads a {@code tokenizer.json}. What the file says of truncation and padding is not followed: how
 * much is read is configured, and a text is padded only to those beside it.
 */
public final class TokenizerFile {
  private static final ObjectMapper JSON = new ObjectMapper();

  private TokenizerFile() {}

  public static Tokenizer read(ModelFile file) throws UnusableModelException {
    try (var in = file.open()) {
      return tokenizer(JSON.readTree(in));
    } catch (IOException e) {
      throw new UnusableModelException(file.place(), "is not JSON", e);
    } catch (IllegalArgumentException e) {
      throw new UnusableModelException(file.place(),
          "cannot be used: " + UnusableModelException.said(e), e);
    }
  }

  private static Tokenizer tokenizer(JsonNode root) {
    var type = root.path("model").path("type").asText("nothing");
    return switch (type) {
      case "WordPiece" -> wordPieces(root);
      case "Unigram" -> UnigramFile.read(root);
      default -> throw new IllegalArgumentException(
          "the model must be a WordPiece or a Unigram, not " + type);
    };
  }

  private static Tokenizer wordPieces(JsonNode root) {
    var model = root.path("model");
    expect(root.path("normalizer"), "BertNormalizer", "normalizer");
    expect(root.path("pre_tokenizer"), "BertPreTokenizer", "pre_tokenizer");
    var vocabulary = vocabulary(model.path("vocab"));
    var pieces = new WordPieces(normalizer(root.path("normalizer")), vocabulary,
        model.path("continuing_subword_prefix").asText("##"),
        Math.clamp(model.path("max_input_chars_per_word").asInt(100), 1, 1000),
        model.path("unk_token").asText("[UNK]"));
    return new Tokenizer(pieces, FrameFile.read(root.path("post_processor"), vocabulary),
        vocabulary.getOrDefault("[PAD]", 0));
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
