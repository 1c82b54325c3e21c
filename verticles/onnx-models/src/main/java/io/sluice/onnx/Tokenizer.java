package io.sluice.onnx;

import java.util.Arrays;

/**
 * Makes token sequences of texts: cuts them into pieces of the model's vocabulary and puts the
 * model's frame around.
 *
 * <p>Gives what the reference implementation gives, with two differences that are intended: the name
 * of a special token within a text ("[SEP]") is text, and a very long text is cut before it is looked
 * at, so that a megabyte costs what a page costs.
 *
 * <p>Immutable, so any thread may use it.
 */
public final class Tokenizer {
  /** More than the text of a token ever takes, with the blanks around it. */
  private static final int CHARS_PER_TOKEN = 32;

  private final Pieces pieces;
  private final Frame frame;
  private final long padding;

  Tokenizer(Pieces pieces, Frame frame, long padding) {
    this.pieces = pieces;
    this.frame = frame;
    this.padding = padding;
  }

  /** At most so many tokens, the frame's among them. */
  public TokenSequence encode(String text, int maxTokens) {
    return frame.around(pieces(text, maxTokens), maxTokens);
  }

  /** The pieces of a text without a frame: a question that is paired with many is cut once. */
  public long[] pieces(String text, int maxTokens) {
    var looked = text.substring(0,
        (int) Math.min(text.length(), CHARS_PER_TOKEN * (long) maxTokens));
    return pieces.cut(looked, maxTokens);
  }

  /**
   * A question and a text that may answer it; where both are too long the text gives way, and of the
   * question what is over half.
   */
  public TokenSequence pair(long[] question, long[] text, int maxTokens) {
    return frame.around(question, text, maxTokens);
  }

  /** The vocabulary's last token, as often as there may be tokens: for trying a network out. */
  public TokenSequence longest(int maxTokens) {
    return frame.around(last(maxTokens), maxTokens);
  }

  /** The same for a pair. */
  public TokenSequence longestPair(int maxTokens) {
    return frame.around(last(maxTokens), last(maxTokens), maxTokens);
  }

  private long[] last(int count) {
    var ids = new long[count];
    Arrays.fill(ids, pieces.largestId());
    return ids;
  }

  /** What a shorter sequence is filled up with beside a longer one. */
  public long padding() {
    return padding;
  }
}
