package io.sluice.onnx;

import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Words and single punctuation marks, each word cut from the left into the longest pieces known. A
 * word that cannot be composed is one unknown piece.
 */
final class WordPieces implements Pieces {
  private final BertNormalizer normalizer;
  private final Map<String, Integer> vocabulary;
  private final String continuation;
  private final int longestWord;
  private final int longestPiece;
  private final long unknown;

  WordPieces(BertNormalizer normalizer, Map<String, Integer> vocabulary, String continuation,
      int longestWord, String unknown) {
    this.normalizer = normalizer;
    this.vocabulary = Map.copyOf(vocabulary);
    this.continuation = continuation;
    this.longestWord = longestWord;
    this.longestPiece = vocabulary.keySet().stream().mapToInt(String::length).max().orElse(0);
    this.unknown = id(unknown);
  }

  private int id(String token) {
    var id = vocabulary.get(token);
    if (id == null) {
      throw new IllegalArgumentException("the vocabulary lacks " + token);
    }
    return id;
  }

  @Override
  public long largestId() {
    return vocabulary.values().stream().mapToLong(Integer::longValue).max().orElse(0);
  }

  @Override
  public long[] cut(String text, int max) {
    var ids = new long[max];
    var count = 0;
    var words = new Words(normalizer.normalize(text));
    var pieces = new long[longestWord];
    while (count < max && words.next()) {
      var found = cut(words, pieces);
      var fit = Math.min(found, max - count);
      System.arraycopy(pieces, 0, ids, count, fit);
      count += fit;
    }
    return Arrays.copyOf(ids, count);
  }

  /** Writes the pieces of the word and says how many they are. */
  private int cut(Words words, long[] pieces) {
    var word = words.word();
    pieces[0] = unknown;
    if (word.codePointCount(0, word.length()) > longestWord) {
      return 1;
    }
    var count = 0;
    for (var from = 0; from < word.length();) {
      var to = Math.min(word.length(), from + longestPiece);
      var id = idOf(word, from, to);
      while (id == null && to > from + 1) {
        id = idOf(word, from, --to);
      }
      if (id == null) {
        pieces[0] = unknown;
        return 1;
      }
      pieces[count++] = id;
      from = to;
    }
    return count;
  }

  private @Nullable Integer idOf(String word, int from, int to) {
    var piece = word.substring(from, to);
    return vocabulary.get(from == 0 ? piece : continuation + piece);
  }

  /** Walks the words of a normalised text: what is between blanks, and each punctuation mark. */
  private static final class Words {
    private final String text;
    private int from;
    private int to;

    Words(String text) {
      this.text = text;
    }

    boolean next() {
      from = to;
      while (from < text.length() && BertNormalizer.isSpace(text.codePointAt(from))) {
        from += Character.charCount(text.codePointAt(from));
      }
      if (from == text.length()) {
        return false;
      }
      var first = text.codePointAt(from);
      to = from + Character.charCount(first);
      while (!isPunctuation(first) && to < text.length() && isInWord(text.codePointAt(to))) {
        to += Character.charCount(text.codePointAt(to));
      }
      return true;
    }

    String word() {
      return text.substring(from, to);
    }

    private static boolean isInWord(int c) {
      return !BertNormalizer.isSpace(c) && !isPunctuation(c);
    }

    /** In ASCII also what Unicode calls a symbol, as {@code $} or {@code +}. */
    private static boolean isPunctuation(int c) {
      if (c < 128) {
        return c > ' ' && c < 127 && !Character.isLetterOrDigit(c);
      }
      return switch (Character.getType(c)) {
        case Character.CONNECTOR_PUNCTUATION, Character.DASH_PUNCTUATION,
            Character.START_PUNCTUATION, Character.END_PUNCTUATION,
            Character.INITIAL_QUOTE_PUNCTUATION, Character.FINAL_QUOTE_PUNCTUATION,
            Character.OTHER_PUNCTUATION ->
          true;
        default -> false;
      };
    }
  }
}
