package io.sluice.onnx;

import java.util.Arrays;
import java.util.List;

/**
 * The cut of a word into the pieces that are most probable together, each having a probability of its
 * own (the unigram model of SentencePiece).
 *
 * <p>The best cut of the first n characters is the best of: the best cut of the first m, and one
 * piece from m to n. So one walk over the word is enough, which keeps for each place the best score
 * and the piece that led there (Viterbi). A character that no piece begins with counts as unknown,
 * far below the least probable piece; unknown characters in a row are one unknown piece.
 *
 * <p>Immutable.
 */
final class Unigrams {
  private static final double UNKNOWN_PENALTY = 10;
  private static final int NOWHERE = -1;

  private final PieceTrie trie;
  private final double[] scores;
  private final int unknown;
  private final double unknownScore;

  /** A piece and the logarithm of its probability; its place in the list is its id. */
  record Piece(String text, double score, boolean inTexts) {}

  /**
   * @param pieces those that are not in texts are the frame's, and never found in a text
   * @param unknown which of them stands for what is not known
   */
  Unigrams(List<Piece> pieces, int unknown) {
    this.trie = new PieceTrie();
    this.scores = pieces.stream().mapToDouble(Piece::score).toArray();
    this.unknown = unknown;
    this.unknownScore = Arrays.stream(scores).min().orElse(0) - UNKNOWN_PENALTY;
    for (var id = 0; id < pieces.size(); id++) {
      if (pieces.get(id).inTexts() && !pieces.get(id).text().isEmpty()) {
        trie.add(pieces.get(id).text(), id);
      }
    }
  }

  int largestId() {
    return scores.length - 1;
  }

  /** The ids of the best cut. */
  long[] cut(String word) {
    var lattice = new Lattice(word.length());
    for (var from = 0; from < word.length();) {
      var next = from + Character.charCount(word.codePointAt(from));
      if (!follow(word, from, next, lattice)) {
        lattice.offer(from, next, unknown, unknownScore);
      }
      from = next;
    }
    return lattice.path(unknown);
  }

  /** Offers every piece that begins here, and says whether one of them is the character alone. */
  private boolean follow(String word, int from, int next, Lattice lattice) {
    var alone = false;
    var node = PieceTrie.ROOT;
    for (var to = from; to < word.length();) {
      node = trie.child(node, word.charAt(to++));
      if (node == PieceTrie.NONE) {
        break;
      }
      var piece = trie.piece(node);
      if (piece != PieceTrie.NONE) {
        lattice.offer(from, to, piece, scores[piece]);
        alone |= to == next;
      }
    }
    return alone;
  }

  /** For each place of a word, the best way there. */
  private static final class Lattice {
    private final double[] best;
    private final int[] cameFrom;
    private final int[] with;

    Lattice(int length) {
      this.best = new double[length + 1];
      this.cameFrom = new int[length + 1];
      this.with = new int[length + 1];
      Arrays.fill(cameFrom, NOWHERE);
    }

    void offer(int from, int to, int piece, double score) {
      var total = score + best[from];
      if (cameFrom[to] == NOWHERE || total > best[to]) {
        best[to] = total;
        cameFrom[to] = from;
        with[to] = piece;
      }
    }

    long[] path(int unknown) {
      var ids = new long[best.length];
      var first = ids.length;
      for (var at = best.length - 1; at > 0; at = cameFrom[at]) {
        var inARow = first < ids.length && ids[first] == unknown && with[at] == unknown;
        if (!inARow) {
          ids[--first] = with[at];
        }
      }
      return Arrays.copyOfRange(ids, first, ids.length);
    }
  }
}
