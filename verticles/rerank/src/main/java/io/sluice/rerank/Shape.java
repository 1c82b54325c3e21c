package io.sluice.rerank;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** How a server of some maker is asked for scores, and how it answers. */
public enum Shape {
  /** {@code POST /v2/rerank}. */
  COHERE,
  /** {@code POST /v1/rerank}. */
  JINA,
  /** Text Embeddings Inference: {@code POST /rerank}. */
  TEI,
  /** {@code POST /v1/rerank}. */
  VLLM;

  private static final ObjectMapper JSON = new ObjectMapper();

  /** An answer that is not what was asked for; says what was expected. */
  static final class Wrong extends Exception {
    private static final long serialVersionUID = 1;

    Wrong(String message) {
      super(message);
    }
  }

  /** Whether the model's name is sent. */
  boolean namesModel() {
    return this != TEI;
  }

  /** Texts that are too long for the model are to be cut, not refused. */
  byte[] request(String model, String question, List<String> passages) {
    var texts = passages.stream().map(Shape::wellFormed).toList();
    var body = JSON.createObjectNode().put("query", wellFormed(question));
    switch (this) {
      case COHERE -> body.put("model", model).put("top_n", texts.size());
      case JINA -> body.put("model", model).put("top_n", texts.size())
          .put("return_documents", false);
      case TEI -> body.put("raw_scores", true).put("truncate", true).put("return_text", false);
      case VLLM -> body.put("model", model).put("top_n", texts.size())
          .put("truncate_prompt_tokens", -1);
    }
    var list = body.putArray(this == TEI ? "texts" : "documents");
    texts.forEach(list::add);
    return body.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** Half a surrogate pair has no UTF-8. */
  private static String wellFormed(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
  }

  /** One score for each text, in the order of the texts. */
  List<Double> scores(byte[] body, int count) throws IOException, Wrong {
    var root = JSON.readTree(body);
    return switch (this) {
      case COHERE, JINA, VLLM -> scores(root.path("results"), "relevance_score",
          "must answer with \"results\", a list", count);
      case TEI -> scores(root, "score", "must answer with a list", count);
    };
  }

  private static List<Double> scores(JsonNode results, String score, String expected, int count)
      throws Wrong {
    if (!results.isArray()) {
      throw new Wrong(expected + " that has an \"index\" and a \"" + score + "\" for each text");
    }
    if (results.size() != count) {
      throw new Wrong("gave " + results.size() + " scores for " + count + " texts");
    }
    var scores = new ArrayList<@Nullable Double>(Collections.nCopies(count, null));
    for (var result : results) {
      var index = result.path("index");
      var value = result.path(score);
      if (!index.isInt() || index.intValue() < 0 || index.intValue() >= count
          || scores.get(index.intValue()) != null) {
        throw new Wrong("must give each \"index\" from 0 to " + (count - 1) + " once");
      }
      if (!value.isNumber() || !Double.isFinite(value.doubleValue())) {
        throw new Wrong("must give a finite number as \"" + score + "\"");
      }
      scores.set(index.intValue(), value.doubleValue());
    }
    return scores.stream().map(Objects::requireNonNull).toList();
  }
}
