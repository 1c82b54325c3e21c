package io.sluice.onnx;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.text.BreakIterator;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Makes characters that mean the same look the same, by the table that SentencePiece compiled into
 * the model: as a rule NFKC with white space made a blank.
 *
 * <p>The table is a double-array trie over UTF-8 (Darts-clone) and the texts it points to. A unit of
 * the trie is 32 bits: the label of the edge in the lowest eight, whether a text hangs on the node
 * (bit 8), and how far away the children are (from bit 10, shifted by eight more where bit 9 is set).
 * The unit of such a text is its offset, with the highest bit set.
 *
 * <p>Intentional, not a bug: what a character as its reader sees it (a grapheme) is looked up as a
 * whole first where it is short, and the shortest entry that it begins with stands for all of it. So
 * does the reference implementation, and models are trained with it.
 */
final class CharsMap implements UnaryOperator<String> {
  private static final int LONGEST_WHOLE = 5;

  private final int[] trie;
  private final byte[] texts;

  private CharsMap(int[] trie, byte[] texts) {
    this.trie = trie;
    this.texts = texts;
  }

  static CharsMap read(byte[] compiled) {
    try {
      var in = ByteBuffer.wrap(compiled).order(ByteOrder.LITTLE_ENDIAN);
      var length = in.getInt();
      if (length < 4 || length % 4 != 0 || length > in.remaining()) {
        throw new IllegalArgumentException("the precompiled_charsmap is broken");
      }
      var trie = new int[length / 4];
      in.asIntBuffer().get(trie);
      in.position(in.position() + length);
      var texts = new byte[in.remaining()];
      in.get(texts);
      return new CharsMap(trie, texts);
    } catch (BufferUnderflowException e) {
      throw new IllegalArgumentException("the precompiled_charsmap is broken", e);
    }
  }

  @Override
  public String apply(String text) {
    var out = new StringBuilder(text.length() + 16);
    var graphemes = BreakIterator.getCharacterInstance(Locale.ROOT);
    graphemes.setText(text);
    var from = graphemes.first();
    for (var to = graphemes.next(); to != BreakIterator.DONE; to = graphemes.next()) {
      append(text.substring(from, to), out);
      from = to;
    }
    return out.toString();
  }

  private void append(String grapheme, StringBuilder out) {
    var utf8 = grapheme.getBytes(StandardCharsets.UTF_8);
    var whole = utf8.length <= LONGEST_WHOLE ? find(utf8) : null;
    if (whole != null) {
      out.append(whole);
      return;
    }
    grapheme.codePoints().forEach(c -> {
      var character = Character.toString(c);
      var found = find(character.getBytes(StandardCharsets.UTF_8));
      out.append(found == null ? character : found);
    });
  }

  /** What stands for the shortest entry that the key begins with. */
  private @Nullable String find(byte[] key) {
    var node = offset(trie[0]);
    for (var b : key) {
      var label = b & 0xFF;
      node ^= label;
      if (label == 0 || node < 0 || node >= trie.length || (trie[node] & 0x800000FF) != label) {
        return null;
      }
      var unit = trie[node];
      node ^= offset(unit);
      if ((unit >> 8 & 1) == 1) {
        return node >= 0 && node < trie.length ? text(trie[node] & Integer.MAX_VALUE) : null;
      }
    }
    return null;
  }

  private static int offset(int unit) {
    return unit >>> 10 << ((unit & 1 << 9) >> 6);
  }

  private @Nullable String text(int from) {
    if (from > texts.length) {
      return null;
    }
    var to = from;
    while (to < texts.length && texts[to] != 0) {
      to++;
    }
    return new String(texts, from, to - from, StandardCharsets.UTF_8);
  }
}
