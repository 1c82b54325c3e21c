package io.sluice.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashMap;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PieceTrieTest {

  @Test
  void everyPieceIsFoundAndNothingElse() {
    var random = new Random(5);
    var trie = new PieceTrie();
    var ids = new HashMap<String, Integer>();
    for (var id = 0; id < 20_000; id++) {
      var piece = random(random);
      trie.add(piece, id);
      ids.put(piece, id);
    }
    ids.forEach((piece, id) -> assertEquals(id, find(trie, piece)));
    for (var i = 0; i < 20_000; i++) {
      var text = random(random);
      assertEquals(ids.getOrDefault(text, PieceTrie.NONE), find(trie, text));
    }
  }

  private static int find(PieceTrie trie, String text) {
    var node = PieceTrie.ROOT;
    for (var i = 0; i < text.length() && node != PieceTrie.NONE; i++) {
      node = trie.child(node, text.charAt(i));
    }
    return node == PieceTrie.NONE ? PieceTrie.NONE : trie.piece(node);
  }

  private static String random(Random random) {
    var text = new StringBuilder();
    for (var length = 1 + random.nextInt(5); length > 0; length--) {
      text.append(random.nextBoolean()
          ? (char) ('a' + random.nextInt(8))
          : (char) random.nextInt(0x10000));
    }
    return text.toString();
  }
}
