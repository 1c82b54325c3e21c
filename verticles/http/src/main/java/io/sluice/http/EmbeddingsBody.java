package io.sluice.http;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.sluice.strictjson.Check;
import io.sluice.strictjson.Check.Violation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The body of {@code POST /v1/embeddings}; fields that are not known here are passed over. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonNaming(SnakeCaseStrategy.class)
record EmbeddingsBody(@Nullable String model,
    @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY) @Nullable List<String> input,
    @Nullable Encoding encodingFormat, @Nullable Integer dimensions) {
  private static final int MAX_INPUTS = 2048;

  EmbeddingsBody {
    Check.required("model", model);
    var texts = Check.required("input", input);
    if (texts.isEmpty() || texts.size() > MAX_INPUTS) {
      throw new Violation("input",
          "must have 1 to " + MAX_INPUTS + " texts, not " + texts.size());
    }
    for (var i = 0; i < texts.size(); i++) {
      var field = texts.size() == 1 ? "input" : "input[" + i + "]";
      if (Check.required(field, texts.get(i)).isEmpty()) {
        throw new Violation(field, "must not be empty");
      }
    }
    if (dimensions != null) {
      Check.range("dimensions", dimensions, 1, Integer.MAX_VALUE);
    }
  }

  /** How a vector is written. */
  enum Encoding {
    FLOAT,
    BASE64
  }
}
