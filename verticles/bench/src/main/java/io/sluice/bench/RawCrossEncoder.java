package io.sluice.bench;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import ai.onnxruntime.OrtSession.SessionOptions.OptLevel;
import java.nio.LongBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;

/** A cross-encoder in ONNX Runtime, one pair in a run, with nothing around it. */
record RawCrossEncoder(OrtEnvironment environment, OrtSession session) implements AutoCloseable {

  static RawCrossEncoder load(Path folder) throws OrtException {
    try (var options = new SessionOptions()) {
      options.setIntraOpNumThreads(1);
      options.setInterOpNumThreads(1);
      options.setOptimizationLevel(OptLevel.ALL_OPT);
      options.addConfigEntry("session.intra_op.allow_spinning", "0");
      var environment = OrtEnvironment.getEnvironment();
      return new RawCrossEncoder(environment,
          environment.createSession(folder.resolve("model.onnx").toString(), options));
    }
  }

  /** The ids of a question and those of a passage, each in its frame. */
  float score(long[] question, long[] passage) throws OrtException {
    var length = question.length + passage.length - 1;
    var ids = Arrays.copyOf(question, length);
    System.arraycopy(passage, 1, ids, question.length, passage.length - 1);
    var types = new long[length];
    Arrays.fill(types, question.length, length, 1);
    var ones = new long[length];
    Arrays.fill(ones, 1);
    try (var tokens = tensor(ids);
        var mask = tensor(ones);
        var type = tensor(types);
        var result = session.run(
            Map.of("input_ids", tokens, "attention_mask", mask, "token_type_ids", type),
            Set.of(StandInCrossEncoder.OUTPUT))) {
      return ((OnnxTensor) result.get(0)).getFloatBuffer().get(0);
    }
  }

  private OnnxTensor tensor(long[] values) throws OrtException {
    return OnnxTensor.createTensor(environment, LongBuffer.wrap(values),
        new long[]{1, values.length});
  }

  @Override
  public void close() throws OrtException {
    session.close();
  }
}
