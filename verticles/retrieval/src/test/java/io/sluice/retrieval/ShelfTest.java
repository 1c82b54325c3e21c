package io.sluice.retrieval;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sluice.message.Retrieval.NewPassage;
import io.sluice.message.Vector;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShelfTest {

  private static final String TEXT = "연차는 15일이다. 😀 Then more.";

  private static void assertComesBack(NewPassage passage) throws IOException {
    var passages = List.of(passage, passage);

    assertEquals(passages, Shelf.read(Shelf.write(passages, TEXT), TEXT));
  }

  @Test
  void everythingOfAPassageComesBack() throws IOException {
    assertComesBack(new NewPassage("h", List.of("장", "절"), "ko", TEXT.substring(0, 10), 0, 10,
        Vector.of(.6f, -.8f, Float.MIN_VALUE), 7));
  }

  @Test
  void whatAPassageDoesNotHaveStaysAway() throws IOException {
    assertComesBack(new NewPassage("", List.of(), "en", "", 3, 3, null, null));
  }

  @Test
  void wordsThatAreNotThoseOfTheTextComeBackToo() throws IOException {
    assertComesBack(new NewPassage("h", List.of(), "ko", "연차는 16일이다.", 0, 10, null, null));
    assertComesBack(new NewPassage("h", List.of(), "ko", TEXT, 0, 10, null, null));
  }
}
