package io.sluice.bench;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import ai.onnxruntime.OrtSession.SessionOptions.OptLevel;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** The bundled model in ONNX Runtime, one text in a run, with nothing around it. */
final class RawModel implements AutoCloseable {
  private static final String NAME = "/all-minilm-l6-v2-q";
  private static final String OUTPUT = "last_hidden_state";

  private final OrtEnvironment environment;
  private final OrtSession session;
  private final JsonNode vocabulary;

  private RawModel(OrtEnvironment environment, OrtSession session, JsonNode vocabulary) {
    this.environment = environment;
    this.session = session;
    this.vocabulary = vocabulary;
  }

  static RawModel load() throws IOException, OrtException {
    try (var network = resource(".onnx");
        var tokenizer = resource("-tokenizer.json");
        var options = new SessionOptions()) {
      options.setIntraOpNumThreads(1);
      options.setInterOpNumThreads(1);
      options.setOptimizationLevel(OptLevel.ALL_OPT);
      options.addConfigEntry("session.intra_op.allow_spinning", "0");
      var environment = OrtEnvironment.getEnvironment();
      return new RawModel(environment,
          environment.createSession(network.readAllBytes(), options),
          new ObjectMapper().readTree(tokenizer).path("model").path("vocab"));
    }
  }

  private static InputStream resource(String ending) {
    return Objects.requireNonNull(RawModel.class.getResourceAsStream(NAME + ending), NAME);
  }

  /** The ids of a text of lower-case words with blanks between. */
  long[] ids(String text) {
    var ids = new ArrayList<Long>();
    ids.add(id("[CLS]"));
    for (var word : text.split(" ", -1)) {
      for (var from = 0; from < word.length();) {
        var to = word.length();
        while (!vocabulary.has(piece(word, from, to))) {
          to--;
        }
        ids.add(id(piece(word, from, to)));
        from = to;
      }
    }
    ids.add(id("[SEP]"));
    return ids.stream().mapToLong(Long::longValue).toArray();
  }

  private static String piece(String word, int from, int to) {
    return (from == 0 ? "" : "##") + word.substring(from, to);
  }

  private long id(String piece) {
    return vocabulary.path(piece).asLong();
  }

  /** The vectors of the tokens, one after the other. */
  FloatBuffer run(long[] ids) throws OrtException {
    var ones = new long[ids.length];
    Arrays.fill(ones, 1);
    try (var tokens = tensor(ids);
        var mask = tensor(ones);
        var types = tensor(new long[ids.length]);
        var result = session.run(
            Map.of("input_ids", tokens, "attention_mask", mask, "token_type_ids", types),
            Set.of(OUTPUT))) {
      return ((OnnxTensor) result.get(0)).getFloatBuffer();
    }
  }

  private OnnxTensor tensor(long[] values) throws OrtException {
    return OnnxTensor.createTensor(environment, LongBuffer.wrap(values),
        new long[]{1, values.length});
  }

  /** The mean of the tokens' vectors at length 1. */
  float[] vector(long[] ids) throws OrtException {
    var tokens = run(ids);
    var vector = new float[tokens.capacity() / ids.length];
    for (var i = 0; i < tokens.capacity(); i++) {
      vector[i % vector.length] += tokens.get(i);
    }
    return unit(vector);
  }

  static float[] unit(float[] vector) {
    var squares = 0.0;
    for (var value : vector) {
      squares += value * value;
    }
    var length = (float) Math.sqrt(squares);
    for (var i = 0; i < vector.length; i++) {
      vector[i] /= length;
    }
    return vector;
  }

  @Override
  public void close() throws OrtException {
    session.close();
  }
}
