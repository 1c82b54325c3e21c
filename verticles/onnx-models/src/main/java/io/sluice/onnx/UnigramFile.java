package io.sluice.onnx;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.onnx.Metaspace.Prepend;
import io.sluice.onnx.Unigrams.Piece;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads a {@code tokenizer.json} whose model is a Unigram, as SentencePiece trains them. */
final class UnigramFile {

  private UnigramFile() {}

  static Tokenizer read(JsonNode root) {
    var model = root.path("model");
    if (model.path("byte_fallback").asBoolean(false)) {
      throw new IllegalArgumentException("a Unigram with byte_fallback is not supported");
    }
    var pieces = pieces(model.path("vocab"), ofTheFrame(root.path("added_tokens")));
    var unknown = model.path("unk_id").asInt(-1);
    if (unknown < 0 || unknown >= pieces.size()) {
      throw new IllegalArgumentException("the vocabulary has no piece for what is unknown");
    }
    var vocabulary = vocabulary(pieces);
    return new Tokenizer(
        new UnigramPieces(NormalizerFile.read(root.path("normalizer")),
            metaspace(root.path("pre_tokenizer")), new Unigrams(pieces, unknown)),
        FrameFile.read(root.path("post_processor"), vocabulary),
        vocabulary.getOrDefault("<pad>", vocabulary.getOrDefault("[PAD]", 0)));
  }

  private static Set<String> ofTheFrame(JsonNode added) {
    var names = new HashSet<String>();
    for (var token : added) {
      if (token.path("special").asBoolean()) {
        names.add(token.path("content").asText());
      }
    }
    return names;
  }

  private static List<Piece> pieces(JsonNode vocab, Set<String> ofTheFrame) {
    var pieces = new ArrayList<Piece>(vocab.size());
    for (var entry : vocab) {
      var text = entry.path(0).asText();
      pieces.add(new Piece(text, entry.path(1).asDouble(), !ofTheFrame.contains(text)));
    }
    return pieces;
  }

  private static Map<String, Integer> vocabulary(List<Piece> pieces) {
    var ids = HashMap.<String, Integer>newHashMap(pieces.size());
    for (var id = 0; id < pieces.size(); id++) {
      ids.put(pieces.get(id).text(), id);
    }
    return ids;
  }

  private static Metaspace metaspace(JsonNode node) {
    var type = node.path("type").asText("nothing");
    return switch (type) {
      case "Metaspace" -> metaspace(node, false);
      case "Sequence" -> afterWhitespaceSplit(node.path("pretokenizers"));
      default -> throw new IllegalArgumentException(
          "the pre_tokenizer must be a Metaspace, not " + type);
    };
  }

  private static Metaspace afterWhitespaceSplit(JsonNode steps) {
    var types = new ArrayList<String>();
    steps.forEach(step -> types.add(step.path("type").asText("nothing")));
    if (types.equals(List.of("Metaspace"))) {
      return metaspace(steps.path(0), false);
    }
    if (types.equals(List.of("WhitespaceSplit", "Metaspace"))) {
      return metaspace(steps.path(1), true);
    }
    throw new IllegalArgumentException(
        "the pre_tokenizer must be a Metaspace, or a WhitespaceSplit and a Metaspace, not "
            + String.join(", ", types));
  }

  private static Metaspace metaspace(JsonNode node, boolean dropSpace) {
    var blank = node.path("replacement").asText("▁");
    if (blank.length() != 1) {
      throw new IllegalArgumentException("the replacement of a Metaspace must be one character");
    }
    return new Metaspace(blank.charAt(0), prepend(node), node.path("split").asBoolean(true),
        dropSpace);
  }

  /** Older files have a switch instead of the scheme. */
  private static Prepend prepend(JsonNode node) {
    var scheme = node.path("prepend_scheme")
        .asText(node.path("add_prefix_space").asBoolean(true) ? "always" : "never");
    return switch (scheme) {
      case "always" -> Prepend.ALWAYS;
      case "first" -> Prepend.FIRST;
      case "never" -> Prepend.NEVER;
      default ->
        throw new IllegalArgumentException("the prepend_scheme " + scheme + " is not known");
    };
  }
}
