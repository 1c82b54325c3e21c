package io.sluice.onnx;

import com.fasterxml.jackson.databind.JsonNode;
import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.Base64;
import java.util.function.UnaryOperator;

/** Reads the part of a {@code tokenizer.json} that says how texts are made alike before the cut. */
final class NormalizerFile {

  private NormalizerFile() {}

  static UnaryOperator<String> read(JsonNode node) {
    var type = node.path("type").asText("nothing");
    return switch (type) {
      case "nothing" -> text -> text;
      case "Sequence" -> sequence(node.path("normalizers"));
      case "Precompiled" -> precompiled(node.path("precompiled_charsmap").asText(""));
      case "NFC" -> form(Form.NFC);
      case "NFD" -> form(Form.NFD);
      case "NFKC" -> form(Form.NFKC);
      case "NFKD" -> form(Form.NFKD);
      case "Lowercase" -> BertNormalizer::lowercased;
      case "Strip" -> strip(node.path("strip_left").asBoolean(true),
          node.path("strip_right").asBoolean(true));
      case "Prepend" -> prepend(node.path("prepend").asText());
      case "Replace" -> replace(node.path("pattern"), node.path("content").asText());
      default -> throw new IllegalArgumentException("the normalizer " + type + " is not known");
    };
  }

  private static UnaryOperator<String> sequence(JsonNode nodes) {
    UnaryOperator<String> all = text -> text;
    for (var node : nodes) {
      var before = all;
      var step = read(node);
      all = text -> step.apply(before.apply(text));
    }
    return all;
  }

  private static UnaryOperator<String> precompiled(String base64) {
    return base64.isEmpty() ? text -> text : CharsMap.read(Base64.getDecoder().decode(base64));
  }

  private static UnaryOperator<String> form(Form form) {
    return text -> Normalizer.normalize(text, form);
  }

  private static UnaryOperator<String> prepend(String prefix) {
    return text -> text.isEmpty() ? text : prefix + text;
  }

  private static UnaryOperator<String> strip(boolean left, boolean right) {
    return text -> {
      var from = 0;
      var to = text.length();
      while (left && from < to && Metaspace.isSpace(text.charAt(from))) {
        from++;
      }
      while (right && from < to && Metaspace.isSpace(text.charAt(to - 1))) {
        to--;
      }
      return text.substring(from, to);
    };
  }

  /** Of the patterns there could be, those that models with this kind of vocabulary have. */
  private static UnaryOperator<String> replace(JsonNode pattern, String content) {
    var literal = pattern.path("String").asText("");
    if (!literal.isEmpty()) {
      return text -> text.replace(literal, content);
    }
    var regex = pattern.path("Regex").asText("");
    if (regex.equals(" {2,}")) {
      return text -> blanksReplaced(text, content);
    }
    throw new IllegalArgumentException(
        "the normalizer replaces a pattern that is not known, " + regex);
  }

  private static String blanksReplaced(String text, String content) {
    var out = new StringBuilder(text.length());
    for (var from = 0; from < text.length();) {
      var to = from;
      while (to < text.length() && text.charAt(to) == ' ') {
        to++;
      }
      if (to - from >= 2) {
        out.append(content);
        from = to;
      } else {
        out.append(text.charAt(from++));
      }
    }
    return out.toString();
  }
}
