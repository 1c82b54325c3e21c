package io.sluice.embedding;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import ai.onnxruntime.OrtSession.SessionOptions.OptLevel;
import ai.onnxruntime.TensorInfo;
import io.sluice.message.Vector;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A sentence-embedding network in ONNX Runtime: token ids in, vectors of unit length out.
 *
 * <p>One session serves all threads. A run uses the thread that calls it and no other, so as many
 * runs go on at once as there are callers; that gives more texts a second than one run on all cores.
 */
final class OnnxNetwork implements AutoCloseable {
  private static final String IDS = "input_ids";
  private static final String MASK = "attention_mask";
  private static final String TYPES = "token_type_ids";
  private static final Set<String> INPUTS = Set.of(IDS, MASK, TYPES);
  private static final String USUAL_OUTPUT = "last_hidden_state";

  private final OrtSession session;
  private final Pooling pooling;
  private final String output;

  private OnnxNetwork(OrtSession session, Pooling pooling, String output) {
    this.session = session;
    this.pooling = pooling;
    this.output = output;
  }

  /** There is one environment in a process, and it stays: closing it would end all sessions. */
  private static final class Environment {
    static final OrtEnvironment ONLY = OrtEnvironment
        .getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR, "sluice");
  }

  static OnnxNetwork load(ModelFiles.File file, Pooling pooling) throws UnusableModelException {
    OrtSession session;
    try (var options = new SessionOptions()) {
      options.setIntraOpNumThreads(1);
      options.setInterOpNumThreads(1);
      options.setOptimizationLevel(OptLevel.ALL_OPT);
      options.addConfigEntry("session.intra_op.allow_spinning", "0");
      session = Environment.ONLY.createSession(file.content(), options);
    } catch (OrtException e) {
      throw new UnusableModelException(file.place(),
          "is not a network that ONNX Runtime can load: " + UnusableModelException.said(e), e);
    }
    try {
      checkInputs(session);
      return new OnnxNetwork(session, pooling, output(session));
    } catch (OrtException | IllegalArgumentException e) {
      closeQuietly(session, e);
      throw new UnusableModelException(file.place(),
          "cannot be used: " + UnusableModelException.said(e), e);
    }
  }

  private static void checkInputs(OrtSession session) throws OrtException {
    var inputs = session.getInputInfo();
    for (var needed : List.of(IDS, MASK)) {
      if (!inputs.containsKey(needed)) {
        throw new IllegalArgumentException("the network has no input " + needed);
      }
    }
    for (var input : inputs.entrySet()) {
      if (!INPUTS.contains(input.getKey())) {
        throw new IllegalArgumentException(
            "the network wants an input that is not known, " + input.getKey());
      }
      if (!is(input.getValue(), OnnxJavaType.INT64, 2)) {
        throw new IllegalArgumentException(
            "the network's input " + input.getKey() + " is not int64 [batch, tokens]");
      }
    }
  }

  private static String output(OrtSession session) throws OrtException {
    var outputs = session.getOutputInfo();
    var usual = outputs.get(USUAL_OUTPUT);
    if (usual != null && isTokenVectors(usual)) {
      return USUAL_OUTPUT;
    }
    return outputs.entrySet().stream().filter(named -> isTokenVectors(named.getValue()))
        .map(Map.Entry::getKey).findFirst().orElseThrow(() -> new IllegalArgumentException(
            "the network has no output float32 [batch, tokens, dimension]"));
  }

  private static boolean isTokenVectors(NodeInfo node) {
    return is(node, OnnxJavaType.FLOAT, 3);
  }

  private static boolean is(NodeInfo node, OnnxJavaType type, int dimensions) {
    return node.getInfo() instanceof TensorInfo tensor && tensor.type == type
        && tensor.getShape().length == dimensions;
  }

  /** The vectors of texts that go through the network together, the shorter ones padded. */
  List<Vector> run(List<long[]> texts, long padding) throws OrtException {
    var length = texts.stream().mapToInt(ids -> ids.length).max().orElseThrow();
    var ids = new long[texts.size() * length];
    var mask = new long[ids.length];
    Arrays.fill(ids, padding);
    for (var i = 0; i < texts.size(); i++) {
      var text = texts.get(i);
      System.arraycopy(text, 0, ids, i * length, text.length);
      Arrays.fill(mask, i * length, i * length + text.length, 1);
    }
    var shape = new long[]{texts.size(), length};
    var inputs = new HashMap<String, OnnxTensor>();
    try {
      inputs.put(IDS, tensor(ids, shape));
      inputs.put(MASK, tensor(mask, shape));
      if (session.getInputNames().contains(TYPES)) {
        inputs.put(TYPES, tensor(new long[ids.length], shape));
      }
      try (var result = session.run(inputs, Set.of(output))) {
        return pool((OnnxTensor) result.get(0), texts, length);
      }
    } finally {
      inputs.values().forEach(OnnxTensor::close);
    }
  }

  private static OnnxTensor tensor(long[] values, long[] shape) throws OrtException {
    return OnnxTensor.createTensor(Environment.ONLY, LongBuffer.wrap(values), shape);
  }

  private List<Vector> pool(OnnxTensor tensor, List<long[]> texts, int length) {
    var dimension = (int) tensor.getInfo().getShape()[2];
    var tokens = tensor.getFloatBuffer();
    var vectors = new ArrayList<Vector>(texts.size());
    for (var i = 0; i < texts.size(); i++) {
      var counted = switch (pooling) {
        case MEAN -> texts.get(i).length;
        case CLS -> 1;
      };
      vectors.add(unit(sum(tokens, i * length * dimension, counted, dimension)));
    }
    return vectors;
  }

  private static float[] sum(FloatBuffer tokens, int from, int count, int dimension) {
    var sum = new float[dimension];
    var token = new float[dimension];
    for (var t = 0; t < count; t++) {
      tokens.get(from + t * dimension, token);
      for (var d = 0; d < dimension; d++) {
        sum[d] += token[d];
      }
    }
    return sum;
  }

  /** A sum and a mean point the same way, so the mean need not be taken. */
  private static Vector unit(float[] values) {
    var squares = 0.0;
    for (var value : values) {
      squares += value * (double) value;
    }
    var factor = (float) (1 / Math.max(1e-12, Math.sqrt(squares)));
    for (var d = 0; d < values.length; d++) {
      values[d] *= factor;
    }
    return Vector.of(values);
  }

  /** To be called once no run is going on. */
  @Override
  public void close() throws OrtException {
    session.close();
  }

  private static void closeQuietly(OrtSession session, Exception why) {
    try {
      session.close();
    } catch (OrtException e) {
      why.addSuppressed(e);
    }
  }
}
