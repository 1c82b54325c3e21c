package io.sluice.privacy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;

/** A text in which braces say what is to be found, as in "mail {kim@example.com} now". */
final class Marked {

  private Marked() {}

  /** Exactly the marked stretches are found, all of this kind. */
  static void assertFound(Kind kind, String marked) {
    var text = new StringBuilder();
    var expected = new ArrayList<Found>();
    int start = 0;
    for (int i = 0; i < marked.length(); i++) {
      switch (marked.charAt(i)) {
        case '{' -> start = text.length();
        case '}' -> expected.add(new Found(kind, start, text.length()));
        default -> text.append(marked.charAt(i));
      }
    }
    assertEquals(expected, PersonalData.find(text), text::toString);
  }

  static void assertNothing(String text) {
    assertEquals(List.of(), PersonalData.find(text), text);
  }
}
