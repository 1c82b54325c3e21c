package io.sluice.onnx;

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
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A network in ONNX Runtime: token sequences in, numbers out.
 *
 * <p>One session serves all threads. A run uses the thread that calls it and no other, so as many
 * runs go on at once as there are callers; that gives more texts a second than one run on all cores.
 */
public final class OnnxNetwork implements AutoCloseable {
  private static final String IDS = "input_ids";
  private static final String MASK = "attention_mask";
  private static final String TYPES = "token_type_ids";
  private static final Set<String> INPUTS = Set.of(IDS, MASK, TYPES);

  private final OrtSession session;
  private final String output;

  private OnnxNetwork(OrtSession session, String output) {
    this.session = session;
    this.output = output;
  }

  /** What is wanted of a network. */
  public enum Output {
    /** A vector for each token: {@code [batch, tokens, dimension]}. */
    TOKEN_VECTORS("last_hidden_state", 3, "[batch, tokens, dimension]"),
    /** One number for each sequence: {@code [batch, 1]}. */
    SCORES("logits", 2, "[batch, 1]");

    private final String usualName;
    private final int dimensions;
    private final String shape;

    Output(String usualName, int dimensions, String shape) {
      this.usualName = usualName;
      this.dimensions = dimensions;
      this.shape = shape;
    }

    private boolean fits(NodeInfo node) {
      return is(node, OnnxJavaType.FLOAT, dimensions);
    }
  }

  /** There is one environment in a process, and it stays: closing it would end all sessions. */
  private static final class Environment {
    static final OrtEnvironment ONLY = OrtEnvironment
        .getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR, "sluice");
  }

  public static OnnxNetwork load(ModelFile file, Output wanted) throws UnusableModelException {
    OrtSession session;
    try (var options = new SessionOptions()) {
      options.setIntraOpNumThreads(1);
      options.setInterOpNumThreads(1);
      options.setOptimizationLevel(OptLevel.ALL_OPT);
      options.addConfigEntry("session.intra_op.allow_spinning", "0");
      session = switch (file) {
        case ModelFile.OnDisk(var path) ->
          Environment.ONLY.createSession(path.toString(), options);
        case ModelFile.InMemory inMemory ->
          Environment.ONLY.createSession(inMemory.content(), options);
      };
    } catch (OrtException e) {
      throw new UnusableModelException(file.place(),
          "is not a network that ONNX Runtime can load: " + UnusableModelException.said(e), e);
    }
    try {
      checkInputs(session);
      return new OnnxNetwork(session, output(session, wanted));
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

  private static String output(OrtSession session, Output wanted) throws OrtException {
    var outputs = session.getOutputInfo();
    var usual = outputs.get(wanted.usualName);
    if (usual != null && wanted.fits(usual)) {
      return wanted.usualName;
    }
    return outputs.entrySet().stream().filter(named -> wanted.fits(named.getValue()))
        .map(Map.Entry::getKey).findFirst().orElseThrow(() -> new IllegalArgumentException(
            "the network has no output float32 " + wanted.shape));
  }

  private static boolean is(NodeInfo node, OnnxJavaType type, int dimensions) {
    return node.getInfo() instanceof TensorInfo tensor && tensor.type == type
        && tensor.getShape().length == dimensions;
  }

  /**
   * The numbers for sequences that go through the network together, the shorter ones padded at their
   * end; one sequence after the other.
   */
  public FloatBuffer run(List<TokenSequence> sequences, long padding) throws OrtException {
    var length = sequences.stream().mapToInt(TokenSequence::length).max().orElseThrow();
    var ids = new long[sequences.size() * length];
    var mask = new long[ids.length];
    var types = new long[ids.length];
    Arrays.fill(ids, padding);
    for (var i = 0; i < sequences.size(); i++) {
      var sequence = sequences.get(i);
      System.arraycopy(sequence.ids(), 0, ids, i * length, sequence.length());
      System.arraycopy(sequence.types(), 0, types, i * length, sequence.length());
      Arrays.fill(mask, i * length, i * length + sequence.length(), 1);
    }
    var shape = new long[]{sequences.size(), length};
    var inputs = new HashMap<String, OnnxTensor>();
    try {
      inputs.put(IDS, tensor(ids, shape));
      inputs.put(MASK, tensor(mask, shape));
      if (session.getInputNames().contains(TYPES)) {
        inputs.put(TYPES, tensor(types, shape));
      }
      try (var result = session.run(inputs, Set.of(output))) {
        return ((OnnxTensor) result.get(0)).getFloatBuffer();
      }
    } finally {
      inputs.values().forEach(OnnxTensor::close);
    }
  }

  private static OnnxTensor tensor(long[] values, long[] shape) throws OrtException {
    return OnnxTensor.createTensor(Environment.ONLY, LongBuffer.wrap(values), shape);
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
