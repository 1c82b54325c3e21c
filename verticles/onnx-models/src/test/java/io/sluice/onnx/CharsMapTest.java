package io.sluice.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CharsMapTest {
  private static final byte[] COMPILED = Base64.getDecoder()
      .decode(Tokenizers.smallUnigramFile().path("normalizer").path("normalizers").path(0)
          .path("precompiled_charsmap").asText());

  @Test
  void whatTheTableHasIsReplacedAndTheRestStays() {
    assertEquals("AB c(주)회사 漢字 😀", CharsMap.read(COMPILED).apply("ＡＢ\tc㈜회사 漢字 😀"));
  }

  @Test
  void aCharacterWrittenAsSeveralIsLookedUpAsAWhole() {
    assertEquals("café", CharsMap.read(COMPILED).apply("cafe\u0301"));
  }

  @Test
  void aTableThatIsCutOffIsTold() {
    for (var length : new int[]{0, 3, 4, COMPILED.length / 8}) {
      var cut = Arrays.copyOf(COMPILED, length);
      assertThrows(IllegalArgumentException.class, () -> CharsMap.read(cut));
    }
  }

  @Test
  void aTableOfNonsenseGivesNonsense() {
    var random = new Random(11);
    for (var round = 0; round < 500; round++) {
      var broken = COMPILED.clone();
      for (var i = 0; i < 200; i++) {
        broken[4 + random.nextInt(broken.length - 4)] = (byte) random.nextInt();
      }
      assertNotNull(CharsMap.read(broken).apply("ＡＢ cafe\u0301 ㈜회사 漢字 😀"));
    }
  }
}
