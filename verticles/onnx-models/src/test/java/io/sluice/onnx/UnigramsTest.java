package io.sluice.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sluice.onnx.Unigrams.Piece;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class UnigramsTest {
  private static final int UNKNOWN = 0;

  @Test
  void theMostProbableCutIsTakenThoughItHasMorePieces() {
    var unigrams = of(piece("ab", -5), piece("c", -1), piece("a", -1), piece("bc", -1.5));
    assertArrayEquals(new long[]{3, 4}, unigrams.cut("abc"));
  }

  @Test
  void aLongPieceIsTakenWhereItIsMoreProbableThanItsParts() {
    var unigrams = of(piece("a", -3), piece("b", -3), piece("ab", -5));
    assertArrayEquals(new long[]{3}, unigrams.cut("ab"));
  }

  @Test
  void unknownCharactersInARowAreOneUnknownPiece() {
    assertArrayEquals(new long[]{1, UNKNOWN, 1, UNKNOWN},
        of(piece("a", -1)).cut("axyz\ud83d\ude00ax"));
  }

  @Test
  void aPieceOfTheFrameIsNotFoundInATextButTakesItsId() {
    var unigrams = of(new Piece("</s>", 0, false), piece("<", -1), piece("/", -1), piece("s", -1),
        piece(">", -1));
    assertArrayEquals(new long[]{2, 3, 4, 5}, unigrams.cut("</s>"));
  }

  @Test
  void nothingIsCutIntoNothing() {
    assertEquals(0, of(piece("a", -1)).cut("").length);
  }

  @Test
  void noOtherCutIsMoreProbable() {
    var random = new Random(3);
    for (var round = 0; round < 300; round++) {
      var pieces = randomPieces(random);
      var word = randomWord(random, 1 + random.nextInt(9));
      var ids = new Unigrams(pieces, UNKNOWN).cut(word);
      assertEquals(bestScore(word, 0, pieces), score(ids, pieces), 1e-9, word);
    }
  }

  private static double bestScore(String word, int from, List<Piece> pieces) {
    if (from == word.length()) {
      return 0;
    }
    var best = Double.NEGATIVE_INFINITY;
    for (var piece : pieces) {
      if (word.startsWith(piece.text(), from)) {
        best = Math.max(best,
            piece.score() + bestScore(word, from + piece.text().length(), pieces));
      }
    }
    return best;
  }

  private static double score(long[] ids, List<Piece> pieces) {
    var sum = 0.0;
    for (var id : ids) {
      sum += pieces.get((int) id).score();
    }
    return sum;
  }

  /** Every letter is there, so that nothing is unknown. */
  private static List<Piece> randomPieces(Random random) {
    var pieces = new ArrayList<Piece>();
    pieces.add(new Piece("?", 0, true));
    for (var letter : List.of("a", "b", "가")) {
      pieces.add(piece(letter, -1 - random.nextDouble() * 5));
    }
    Stream.generate(() -> randomWord(random, 2 + random.nextInt(3))).distinct().limit(12)
        .forEach(word -> pieces.add(piece(word, -1 - random.nextDouble() * 9)));
    return pieces;
  }

  private static String randomWord(Random random, int length) {
    var word = new StringBuilder();
    for (var i = 0; i < length; i++) {
      word.append("ab가".charAt(random.nextInt(3)));
    }
    return word.toString();
  }

  private static Piece piece(String text, double score) {
    return new Piece(text, score, true);
  }

  private static Unigrams of(Piece... pieces) {
    var all = new ArrayList<Piece>();
    all.add(new Piece("<unk>", 0, false));
    all.addAll(List.of(pieces));
    return new Unigrams(all, UNKNOWN);
  }
}
