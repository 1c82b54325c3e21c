package io.sluice.embedding;

import io.sluice.message.Vector;
import io.sluice.onnx.TokenSequence;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;

/** Makes one vector of unit length of the vectors that a network gave for a text's tokens. */
record SentenceVectors(Pooling pooling) {

  /** The tokens' vectors lie text after text, each text padded to the longest. */
  List<Vector> of(List<TokenSequence> texts, FloatBuffer tokens) {
    var length = texts.stream().mapToInt(TokenSequence::length).max().orElseThrow();
    var dimension = tokens.capacity() / (texts.size() * length);
    var vectors = new ArrayList<Vector>(texts.size());
    for (var i = 0; i < texts.size(); i++) {
      var counted = switch (pooling) {
        case MEAN -> texts.get(i).length();
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
}
