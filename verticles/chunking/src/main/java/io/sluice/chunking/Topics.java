package io.sluice.chunking;

import java.util.List;

/** Ends passages at wide gaps between sentences, and at the widest there is before the limit. */
final class Topics {
  private final Source source;
  private final double wide;

  Topics(Source source, double wide) {
    this.source = source;
    this.wide = wide;
  }

  /** The passages of one stretch, given the gap before each of its sentences. */
  void of(List<Piece> sentences, double[] gaps, List<Chunk> chunks) {
    var sizes = sizes(sentences);
    for (var from = 0; from < sentences.size();) {
      var to = end(sizes, gaps, from);
      var start = sentences.get(from).start();
      // Tokens of parts only nearly add up to those of the whole.
      while (to > from + 1 && !source.fits(start, sentences.get(to - 1).end())) {
        to--;
      }
      chunks.add(source.chunk(sentences.get(from).heading(), start, sentences.get(to - 1).end()));
      from = to;
    }
  }

  /** The tokens of all sentences before each. */
  private int[] sizes(List<Piece> sentences) {
    var sizes = new int[sentences.size() + 1];
    for (var i = 0; i < sentences.size(); i++) {
      var start = i == 0 ? sentences.getFirst().start() : sentences.get(i - 1).end();
      sizes[i + 1] = sizes[i] + source.count(start, sentences.get(i).start())
          + sentences.get(i).tokens();
    }
    return sizes;
  }

  /** Where the passage ends that starts with this sentence. */
  private int end(int[] sizes, double[] gaps, int from) {
    var widest = -1;
    var to = from + 1;
    for (; to < gaps.length && sizes[to + 1] - sizes[from] <= source.maxTokens(); to++) {
      if (parts(sizes, gaps, from, to)) {
        return to;
      }
      if (sizes[to] - sizes[from] >= source.maxTokens() / 2
          && (widest < 0 || gaps[to] > gaps[widest])) {
        widest = to;
      }
    }
    return to < gaps.length && widest >= 0 && gaps[widest] > gaps[to] ? widest : to;
  }

  /** Whether a topic ends before this sentence, and what is before and after it is long enough. */
  private boolean parts(int[] sizes, double[] gaps, int from, int to) {
    var shortest = source.config().semanticMinTokens();
    return gaps[to] >= wide && gaps[to] > 0 && sizes[to] - sizes[from] >= shortest
        && sizes[gaps.length] - sizes[to] >= shortest;
  }
}
