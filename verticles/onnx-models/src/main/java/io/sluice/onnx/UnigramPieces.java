package io.sluice.onnx;

import java.util.Arrays;
import java.util.function.UnaryOperator;

/** Words, each cut into the pieces that are most probable together. */
final class UnigramPieces implements Pieces {
  private final UnaryOperator<String> normalizer;
  private final Metaspace metaspace;
  private final Unigrams unigrams;

  UnigramPieces(UnaryOperator<String> normalizer, Metaspace metaspace, Unigrams unigrams) {
    this.normalizer = normalizer;
    this.metaspace = metaspace;
    this.unigrams = unigrams;
  }

  @Override
  public long[] cut(String text, int max) {
    var ids = new long[max];
    var count = 0;
    var words = metaspace.words(normalizer.apply(WellFormed.of(text)));
    while (count < max && words.hasNext()) {
      var pieces = unigrams.cut(words.next());
      var fit = Math.min(pieces.length, max - count);
      System.arraycopy(pieces, 0, ids, count, fit);
      count += fit;
    }
    return Arrays.copyOf(ids, count);
  }

  @Override
  public long largestId() {
    return unigrams.largestId();
  }
}
