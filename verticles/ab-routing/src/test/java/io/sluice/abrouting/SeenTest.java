package io.sluice.abrouting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Base64;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Who was counted. */
class SeenTest {

  @Test
  void anAskerIsNewOnceToEachVariant() {
    var seen = new Seen();

    assertTrue(seen.add("control", "anna"));
    assertTrue(seen.add("b", "anna"));
    assertFalse(seen.add("b", "anna"));
    assertTrue(seen.add("b", "bora"));
  }

  @Test
  void whoWasCountedIsKnownFromItsText() {
    var seen = new Seen();
    assertEquals("", seen.text());
    for (var i = 0; i < 1000; i++) {
      seen.add("b", "asker-" + i);
    }
    var again = Seen.of(seen.text());

    assertTrue(IntStream.range(0, 1000).noneMatch(i -> again.add("b", "asker-" + i)));
    assertTrue(again.add("b", "somebody else"));
  }

  @Test
  void asManyAreCountedAsThereIsRoomFor() {
    var seen = new Seen();
    var counted = IntStream.range(0, Seen.MOST + 1000)
        .filter(i -> seen.add("b", "asker-" + i)).count();

    assertEquals(Seen.MOST, counted);
    assertFalse(Seen.of(seen.text()).add("b", "one more"));
  }

  @Test
  void whatIsNoSuchTextIsTold() {
    assertThrows(IllegalArgumentException.class, () -> Seen.of("?"));
    assertThrows(IllegalArgumentException.class, () -> Seen.of("AAA="));
    assertThrows(IllegalArgumentException.class, () -> Seen
        .of(Base64.getEncoder().encodeToString(new byte[Integer.BYTES * (Seen.MOST + 1)])));
  }
}
