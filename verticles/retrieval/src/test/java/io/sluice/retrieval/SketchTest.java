package io.sluice.retrieval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Random;
import org.apache.lucene.util.BytesRef;
import org.junit.jupiter.api.Test;

class SketchTest {

  private final Random random = new Random(20_26);

  /** How many of 1,000 sketches with so many numbers of another share a band with it. */
  private int found(int same) {
    var bands = new HashSet<>(Sketch.bands(Alike.to(1).sketch().content()));
    var found = 0;
    for (var i = 0; i < 1_000; i++) {
      var other = Alike.to(1, Sketch.NUMBERS - same, random).sketch().content();
      if (Sketch.bands(other).stream().anyMatch(bands::contains)) {
        found++;
      }
    }
    return found;
  }

  @Test
  void whatIsAlikeSharesABand() {
    assertEquals(1_000, found(103), "80 %");
    assertTrue(found(90) >= 990, "70 %");
  }

  @Test
  void whatIsNotAlikeHardlyEverSharesABand() {
    assertTrue(found(13) <= 20, "10 %");
    assertEquals(0, found(0));
  }

  @Test
  void theSameNumbersInAnotherPlaceAreNoBandInCommon() {
    var ones = new byte[Sketch.BYTES];
    assertEquals(32, new HashSet<>(Sketch.bands(ones)).size());
  }

  @Test
  void theShareOfTheSameNumbersIsTold() {
    var sketch = Alike.to(1).sketch().content();
    var other = Alike.to(1, 32, random).sketch().content();

    assertEquals(1, Sketch.similarity(sketch, new BytesRef(sketch)));
    assertEquals(.75, Sketch.similarity(sketch, new BytesRef(other)), 1 / 128.0);
  }
}
